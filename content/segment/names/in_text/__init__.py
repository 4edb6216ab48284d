"""Names in running text, headlines and credits, where no label says that one stands there."""
