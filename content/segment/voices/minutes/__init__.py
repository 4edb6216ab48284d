"""Minutes of meetings: what shows that a document is such, and whose words it holds."""
