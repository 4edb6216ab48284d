"""Mails: their heads, what they quote, and what programs add to them."""
