"""How good a segmentation or a ranking is, against what is known to be right."""
