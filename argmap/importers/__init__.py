"""Reading discussions of other places: one file for each kind of source, behind one protocol."""
