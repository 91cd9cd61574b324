"""What a discussion shows about those who take part: commitments, concessions, objections, common ground."""
