"""Doubt: a second reader, which hears what speaks for and against each attribution.

The first reader gives every passage to somebody or to nobody. The second asks of each
passage that somebody was given why it should be so. Its witnesses are signs: each has
a name, a clause that says what it saw, and a weight, for or against. The weights are
data, fitted to documents whose speakers are known (docs/segmentation.md). Their sum is
the confidence; what has too little is marked for a person and is not served.
"""
