"""Teaching with a map: exercises made from it, in the forms that classrooms use, and marked by it."""
