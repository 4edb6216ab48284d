"""Other voices on the page: its author, its plugs, its readers' comments."""
