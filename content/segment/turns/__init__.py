"""Lines become turns: by label, by headline, by question and answer."""
