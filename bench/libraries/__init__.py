"""What is searched: test collections, real sentences, libraries of any size."""
