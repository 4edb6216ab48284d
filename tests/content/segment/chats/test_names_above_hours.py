"""Names above the hours at which messages were sent."""

from content.formats import read_document
from content.segment.labels.shapes.captions.above_hours import names_above_hours
from content.segment.lines import lines_of

CHAT = """bo_42
10:01
I think that we go.

ada_7
10:02
I do not.

bo_42
10:03
I say so.

ada_7
10:04"""


def test_an_hour_at_the_end_hides_no_name_at_the_top() -> None:
    lines = lines_of(read_document(CHAT.encode(), "chat.txt"))
    assert sorted(names_above_hours({}, lines)) == [0, 3, 6, 9]
