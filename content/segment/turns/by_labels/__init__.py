"""Who speaks each line of a document with labels: whoever stands above it, or nobody."""
