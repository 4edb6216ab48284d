"""Documents that are made to be hard to read: talks in many house styles, and damage."""
