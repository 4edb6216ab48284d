"""How people word what they say, and authors what they tell, language by language."""
