"""What commands, requests and replies are, for every handler and face."""
