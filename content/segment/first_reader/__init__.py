"""The first reader: who speaks, wrote or sent each piece, step by step."""
