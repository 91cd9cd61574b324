"""What a teacher prints: lessons, worksheets, handouts, cards."""
