"""Settings, wiring, dispatch, the faces and the command line."""
