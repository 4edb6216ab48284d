"""Sending on any platform: pace, outcome, retries, queues."""
