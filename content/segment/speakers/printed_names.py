"""Names that stay as a chat prints them: nobody is called two ways in one."""

from content.segment.names.parsing import SpeakerName


class PrintedNames:
    """The writers of a chat, by the names that it gives them."""

    def __getitem__(self, printed: str) -> SpeakerName:
        """Return the name as printed: "Olga (flat 47)"."""
        return SpeakerName(name=printed)
