"""Digests: subscriptions, schedule, daily excerpts, the ledger and its upkeep, health."""
