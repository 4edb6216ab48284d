"""Documents that were sent: imported in a process of their own, and kept as drafts."""
