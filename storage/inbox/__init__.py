"""Updates that platforms have handed over and that are not answered yet."""
