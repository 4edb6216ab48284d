"""Witnesses on a passage: each family of signs for or against its speaker."""
