"""Turns: who speaks each line, by label, by headline, by question and answer."""
