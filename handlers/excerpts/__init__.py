"""One excerpt: drawn, opened, with its context, source and citation; what is never drawn here."""
