"""Encoders, which turn texts into vectors of their meaning, and the process that runs them."""
