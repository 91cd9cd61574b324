"""What a discussion shows about those who take part: commitments, concessions, objections, common ground.

`Dialogue` holds all of it, each part computed once; the functions of the other modules take the parts they need.
"""
