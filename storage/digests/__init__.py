"""Digests: subscriptions, schedule, selection, the delivery ledger, health."""
