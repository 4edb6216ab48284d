"""Sending digests: what is due, once, within the limits."""
