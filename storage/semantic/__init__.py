"""Search by meaning: the encoder, its vectors and the nearest neighbours."""
