"""Labels that nobody took for some: one is shown, and the others found."""
