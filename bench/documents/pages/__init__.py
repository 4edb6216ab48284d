"""Ordinary pages, each written out in many languages: one YAML file for each kind of page."""
