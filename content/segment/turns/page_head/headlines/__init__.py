"""Headlines: whom they name as speaker, author or interviewed; which ones look like labels."""
