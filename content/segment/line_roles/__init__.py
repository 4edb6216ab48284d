"""What each line of a document is: a label, somebody's words, or nobody's, by its looks alone.

The rules of segmentation know many houses; this room knows none. It weighs how lines look,
beside each other and in the whole document, by weights that are learned from documents of
forty languages (`python -m bench.line_roles`). It fails on other documents than the
rules do, and so it shows where to doubt them.
"""
