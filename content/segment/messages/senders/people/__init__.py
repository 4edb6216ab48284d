"""Persons who sent a text, as the words around it name or point them out."""
