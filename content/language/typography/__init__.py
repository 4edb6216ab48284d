"""How a text is printed and shown: quotation marks, dashes, letters set apart."""
