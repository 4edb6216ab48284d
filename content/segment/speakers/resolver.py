"""Resolve the labels of one document to speakers: short forms to full names.

The rules are in `short_forms/`; here is the order in which they are asked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from content.segment.names.in_labels.joint_labels import joint_labels
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_labels.speaker_name import SpeakerName
from content.segment.names.spelling.document_spelling import DocumentSpelling
from content.segment.speakers.known_names import KnownNames
from content.segment.speakers.short_forms.initials import (
    resolve_cut_words,
    resolve_given_names,
    resolve_initials,
    resolve_initials_alone,
)
from content.segment.speakers.short_forms.initials_behind import (
    part_offices_before_initials,
)
from content.segment.speakers.short_forms.introduced import resolve_introduced
from content.segment.speakers.short_forms.name_parts import without_short_title
from content.segment.speakers.short_forms.offices import (
    part_offices,
    part_offices_in_han,
    resolve_definite_offices,
    resolve_first_in_full,
    resolve_offices,
    resolve_presiding,
)
from content.segment.speakers.short_forms.official_surnames import (
    keep_surnames_before_given_names,
    keep_surnames_before_parties,
)
from content.segment.speakers.short_forms.printed_look import (
    order_names,
    part_capitals,
    part_described,
    part_letters_behind,
    part_strange_titles,
    part_voices,
    resolve_bracketed_names,
    resolve_cut_names,
    resolve_longer_labels,
    resolve_papers,
    unify_spelling,
)
from content.segment.speakers.short_forms.surnames import (
    resolve_given_in_han,
    resolve_known,
    resolve_listed,
    resolve_middle_names,
    resolve_small_titles,
    resolve_surnames,
    resolve_whole,
)


class PrintedNames:
    """The writers of a chat as it prints them: nobody is called two ways in one."""

    def __getitem__(self, printed: str) -> SpeakerName:
        """Return the name as printed: "Olga (flat 47)"."""
        return SpeakerName(name=printed)


class SpeakerResolver:
    """The speakers of one document by label; a short form joins a full name if certain."""

    def __init__(
        self,
        printed: Iterable[str],
        declared: Iterable[str] = (),
        initials: Mapping[str, str] | None = None,
        *,
        holders: Mapping[str, str] | None = None,
        spelling: DocumentSpelling | None = None,
        known: KnownNames | None = None,
        earlier: Iterable[str] = (),
        listed: Iterable[str] = (),
    ) -> None:
        """Resolve all labels of a document.

        Args:
            printed: The labels as printed, one of each turn.
            declared: Full names that the document declares.
            initials: Full names by initials that the document declares.
            holders: Who holds an office, by its key, as lines of the record say.
            spelling: How the document spells names.
            known: Full names that its texts have.
            earlier: Labels of the parts before.
            listed: Who is present, as minutes list them.
        """
        turns = list(printed)
        joint = joint_labels([*earlier, *turns])
        alone = [one for text in turns if text in joint for one in joint[text].people]
        self._turns = [text for text in turns if text not in joint]
        self._forms = {
            text: parse_label(text)
            for text in dict.fromkeys([*earlier, *self._turns, *alone, *declared])
            if text not in joint
        }
        self._spell([*declared], holders or {}, spelling, known)
        self._unify([*listed], known)
        self._complete([*listed], initials or {}, known)
        joins = known.joining_word() if joint and known is not None else "&"
        self._forms |= {
            text: SpeakerName(
                name=one.named([self[each].name for each in one.people], joins)
            )
            for text, one in joint.items()
        }

    def _spell(
        self,
        declared: list[str],
        holders: Mapping[str, str],
        spelling: DocumentSpelling | None,
        known: KnownNames | None,
    ) -> None:
        """Part names from offices as all labels show it, in order and spelled as people do."""
        part_capitals(self._forms)
        described = part_described(self._forms)
        keep_surnames_before_parties(self._forms)
        if known is not None:
            keep_surnames_before_given_names(self._forms, known)
        resolve_given_names(self._forms, declared)
        if known is not None and holders:
            whole = [name.name for name in self._forms.values() if not name.voice]
            holders = known.holders_as_spoken(holders, whole)
        resolve_presiding(self._forms, holders, spelling)
        if known is not None:
            order_names(self._forms, known, {*declared, *described})
        if spelling is not None:
            self._forms = {
                text: replace(name, name=spelling.spell(name.name, text))
                for text, name in self._forms.items()
            }

    def _unify(self, listed: list[str], known: KnownNames | None) -> None:
        """Give labels with more or fewer words than others of one person one name."""
        unify_spelling(self._forms)
        resolve_bracketed_names(self._forms, listed)
        part_offices_in_han(self._forms)
        resolve_first_in_full(self._forms)
        part_letters_behind(self._forms)
        resolve_longer_labels(self._forms, self._turns)
        resolve_cut_names(self._forms)
        resolve_papers(self._forms)
        if known is not None:
            part_offices_before_initials(self._forms, known)
            part_strange_titles(self._forms, known)

    def _complete(
        self, listed: list[str], initials: Mapping[str, str], known: KnownNames | None
    ) -> None:
        """Resolve what is left of short forms to full names."""
        resolve_surnames(self._forms, self._turns)
        resolve_given_in_han(self._forms)
        if known is not None:
            resolve_known(self._forms, known)
        above = known.listed_in_head() if known is not None else ()
        people = {without_short_title(parse_label(one).name) for one in listed}
        resolve_introduced(self._forms, self._turns, people | {*above})
        resolve_initials(self._forms)
        resolve_initials_alone(self._forms, initials)
        resolve_cut_words(self._forms)
        resolve_offices(self._forms)
        resolve_definite_offices(self._forms)
        part_offices(self._forms)
        if known is not None:
            resolve_whole(self._forms, known)
            part_strange_titles(self._forms, known)
        resolve_listed(self._forms, listed, known)
        if known is not None:
            resolve_small_titles(self._forms, known)
            resolve_middle_names(self._forms, known)
        part_voices(self._forms)

    def __getitem__(self, printed: str) -> SpeakerName:
        return self._forms.get(printed) or parse_label(printed)
