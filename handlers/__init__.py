"""One file a command: a Request goes in, a Reply comes out."""
