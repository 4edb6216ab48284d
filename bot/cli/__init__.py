"""The command line `rostra`."""
