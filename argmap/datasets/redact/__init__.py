"""A dataset without the words of its posts and the names of who wrote them, and the words put back."""
