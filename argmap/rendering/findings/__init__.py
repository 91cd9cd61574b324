"""What the rules found, written for people at a terminal and for the programs that read it."""
