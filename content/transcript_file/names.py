"""Who the front matter declares, under which names."""

from content.transcript_file.faults import FaultList, nearest, short


class Names:
    """Look declared names and aliases up.

    Args:
        complete: False where the front matter could not be read: then any name passes.
    """

    def __init__(self, faults: FaultList, *, complete: bool = True) -> None:
        self._faults = faults
        self._known: dict[str, str] = {}
        self._lines: dict[str, int] = {}
        self._complete = complete

    def declare(self, name: str, canonical: str, line: int) -> None:
        """Note a name or alias of a speaker; twice in one file is a fault."""
        if name in self._known:
            self._faults.add(
                line,
                f"'{short(name)}' is declared twice (first on line {self._lines[name]})",
                "delete one, or make the names differ",
            )
            return
        self._known[name] = canonical
        self._lines[name] = line

    def resolve(self, name: str, line: int) -> str:
        """Give the speaker's own name for a name or alias; unknown is a fault."""
        if name in self._known or not self._complete:
            return self._known.get(name, name)
        near = nearest(name, list(self._known))
        suggestion = f"write '{near}', or add" if near else "add"
        self._faults.add(
            line,
            f"'{short(name)}' is not declared as a speaker",
            f"{suggestion} '- name: {short(name)}' to the speakers of the front matter",
        )
        return name
