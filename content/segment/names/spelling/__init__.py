"""How names are spelled: capitals, and what a person would write instead of them."""
