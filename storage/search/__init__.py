"""From a query to ranked results, and look-ups in the library."""
