"""Dot leaders: the dots that lead from an entry of a table of contents to its page."""

import re

LEADER_AND_PAGE = re.compile(r"(?:(?:\.\s?){4,}|[…⋯]{3,})\s*(\d{1,5})\s*$")
"""What ends an entry of a table of contents: dots, and the number of a page.

"Oral questions ..... 12": the group is the number.
"""
