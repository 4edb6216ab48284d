"""Questions and answers that letters, signs or bold print mark instead of names."""
