"""The comments of readers below a text, as pages print them in any format."""
