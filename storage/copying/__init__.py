"""All that one database holds, copied into another, whichever engines they have."""
