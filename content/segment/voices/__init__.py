"""The author's and the readers' words, told apart from the speakers'."""
