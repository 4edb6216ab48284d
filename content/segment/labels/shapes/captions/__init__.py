"""Labels that captions print: voices counted by a program, arrows, names above hours."""
