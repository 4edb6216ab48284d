"""People and bodies that a text describes and does not name: "a listener from Moor"."""
