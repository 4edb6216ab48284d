"""Taking updates in, and sending, on any platform: queues, pace, retries, outcomes."""
