"""Find out who wrote a text that is read out, from all that is said around it.

Each rule reads one sign of whose a text is. `_RULES` has them in the order in which they
are asked; the first that finds somebody is right. Most are for texts that nobody signs:
who signs one is found by the last rule. Nobody whom a text greets has sent it, nor, motions
apart, who reads it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from content.language.typography.quotation_marks import CLOSING_QUOTES
from content.language.word_lists import WordPattern, all_words, entries
from content.segment.messages.addresses import addresses_body
from content.segment.messages.extent import Form
from content.segment.messages.senders.announced_person import (
    announced_person,
    tells_of_person,
)
from content.segment.messages.senders.bodies.address_lines import (
    sender_on_address_line,
)
from content.segment.messages.senders.bodies.headed_bodies import headed_body
from content.segment.messages.senders.bodies.opening_bodies import opening_body
from content.segment.messages.senders.bodies.self_described import who_we_are
from content.segment.messages.senders.bodies.self_named import (
    deciding_body,
    self_named_body,
    we_who_write,
)
from content.segment.messages.senders.bodies.titled_texts import titled_body
from content.segment.messages.senders.described import is_of_person_before
from content.segment.messages.senders.described_instead import described_instead
from content.segment.messages.senders.likeliest import signed_in_cjk
from content.segment.messages.senders.linked_origin import linked_origin
from content.segment.messages.senders.movers import (
    mover_for_others,
    mover_of_own_text,
    mover_of_resolution,
    mover_of_text_above,
    mover_who_reads,
    named_mover,
    speaker_whose_motion,
)
from content.segment.messages.senders.named_bodies.announcing_words import (
    opens_with_verb,
    tells_of_text,
)
from content.segment.messages.senders.named_bodies.named_body import named_body
from content.segment.messages.senders.origin import DOUBTFUL, LIKELY, SURE, Origin
from content.segment.messages.senders.people.pointed_out import pointed_out
from content.segment.messages.senders.people.writers import subject_sends, writer_at_end
from content.segment.messages.senders.read_text import ReadText, may_be_reader
from content.segment.messages.senders.weighed.weigher import weighed_origin
from content.segment.messages.words import (
    introduces_wording,
    names_document,
    sentences_of,
    speaks_of_message,
    speaks_of_question,
)
from content.segment.names.body_names import (
    may_be_named_body,
    nominative_body,
    nominative_of_head,
    without_articles,
)
from content.segment.names.body_tails import without_tail
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.own_name import own_name
from content.segment.names.in_text.same_person import stem_of
from content.segment.names.in_text.uncased.cjk_people import people_in_korean
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import HANGUL
from content.segment.wording.in_person import FIRST_PERSON

_UNDERSIGNED = WordPattern(r"\W*(?:<messages.undersigned>)(?!\w)")
_MAX_TITLE, _MAX_ADDRESS = 12, 12
"""Letters between "the undersigned" and the name, such as those of a title."""

_MIN_SENTENCE = 6
"""Words of a sentence that may look like the name of several."""

_ENDS = f"{CLOSING_QUOTES} .!"


def find_origin(text: ReadText) -> Origin:
    """Return who wrote a text by the rules, doubted or replaced where small signs speak against it."""
    surely = _signer_of_form(text) or mover_of_text_above(text)
    return surely or weighed_origin(text, _by_rules(text))


def _signer_of_form(text: ReadText) -> Origin | None:
    """Return who signs a text below its line of address, alone on a line, as forms have it.

    A body that the words above tell of is whom that person signs for.
    """
    signer = text.extent.signer if text.extent.evident else ""
    head = text.words[0].partition("\n")[0] if text.words else ""
    formal = signer and is_person(signer) and addresses_body(head)
    return Origin(name=signer, confidence=SURE) if formal else None


def _by_rules(text: ReadText) -> Origin:
    """Return who wrote a text: whom the first rule finds that knows it, or who is described."""
    found = _first_answer(text)
    if found.name and " " not in found.name:
        # "Gürkan Pekcan'ın 2 Mart tarihli mektubu"
        day = re.compile(rf"\b\d{{1,2}}\.?\s{re.escape(found.name)}\b(?:\s\d{{4}})?\s?")
        undated = day.sub("", text.introduction)
        if undated != text.introduction:
            found = _first_answer(replace(text, introduction=undated))
    return described_instead(text, found)


def _first_answer(text: ReadText) -> Origin:
    answers = (rule(text) for rule in _RULES)
    return next((one for one in answers if one is not None), Origin())


def _body_in_own_title(text: ReadText) -> Origin | None:
    """Return the body whose unsigned text opens with its own title in quotation marks."""
    if text.extent.signed or text.extent.form is not Form.QUOTED:
        return None
    return titled_body(text.words, text.language)


def _person_in_sentence_before(text: ReadText) -> Origin | None:
    """Return the one person whom the sentence before names: "I read from her letter:"."""
    *above, last = sentences_of(text.introduction) or [""]
    led = is_of_person_before(text.introduction)
    if not led or text.extent.signed or any(mentions_in(last)):
        return None
    people = {one.name for one in mentions_in(above[-1])} if above else set()
    name = people.pop() if len(people) == 1 else ""
    return (
        Origin(name=name, confidence=LIKELY) if name and name != text.reader else None
    )


def _body_on_address_line(text: ReadText) -> Origin | None:
    """Return the body that a text's line of address names as its sender; None if a person signs."""
    if text.extent.signer or text.extent.first:
        return None
    found = sender_on_address_line(text.words, text.language)
    return None if found is None or text.rules_out(found.name) else found


def _undersigned_person(text: ReadText) -> Origin | None:
    """Return who writes of themselves by name: "I, the undersigned Ada Brook, ask …"."""
    found = _UNDERSIGNED.regex.match(text.opening)
    one = next(mentions_in(text.opening[found.end() :]), None) if found else None
    near = one is not None and one.start <= _MAX_TITLE
    return Origin(name=one.name, confidence=SURE) if one and near else None


def _people_who_say_we(text: ReadText) -> Origin | None:
    """Return the people as whom a text opens: "We, the residents of Upper Moor, ask …".

    None where a person signs it, or others than these.
    """
    extent = text.extent
    if extent.signer or extent.first:
        return None
    found = we_who_write("\n".join(text.words[:2]), text.language)
    signed = extent.group.partition(",")[0].casefold().split()[:1]
    alike = found is not None and {*signed} <= {*found.name.casefold().split()}
    return found if alike else None


def _people_described(text: ReadText) -> Origin | None:
    """Return whom an unsigned text calls its writers: "We are the residents of Moor".

    Whoever writes for a family or a union says so, too: who is told of goes first.
    """
    if text.extent.signed:
        return None
    return who_we_are("\n".join(text.words[:2]), text.language)


def _person_who_says_own_name(text: ReadText) -> Origin | None:
    """Return who says in the first words of an unsigned text who they are."""
    name = "" if text.extent.signed else own_name([text.opening])
    if not name or text.rules_out(name):
        return None
    return Origin(name=name, confidence=SURE if " " in name else LIKELY)


def _signer_in_cjk(text: ReadText) -> Origin | None:
    """Return who signs a marked text behind its last sentence in Chinese, Japanese or Korean."""
    marked = text.extent.form in {Form.QUOTED, Form.SET_OFF}
    if text.extent.signed or not marked:
        return None
    name = signed_in_cjk(text.closing, [*text.above, text.introduction])
    if not name or text.rules_out(name):
        return None
    return Origin(name=name, confidence=LIKELY)


def _surely_announced(text: ReadText) -> Origin | None:
    """Return the body that the announcement surely names, or who is told of more plainly.

    A single word may only tell of a body: "A letter came from the school:", and "the
    children of 2 B" end it; "There are letters from residents. I read one, from Ada Brook:"
    """
    body = _announced_body(text)
    if body is not None and is_role(body.name.partition(" ")[0].casefold()):
        # "The mayor of Moor, Ada Brook, has sent": an office is whose it is.
        return _subject_that_sends(text) or body
    if body is None or " " in body.name:
        return body
    linked = linked_origin(text)
    if linked.name and text.closing.rstrip(_ENDS).endswith(linked.name):
        return linked
    told = text.introduction.casefold()
    person = _writer_beside_verb(text) or _announced_person(text)
    later = person is not None and told.rfind(stem_of(body.name)) < told.rfind(
        stem_of(person.name.split()[0])
    )
    return person if later else body


def _announced_body(text: ReadText) -> Origin | None:
    """Return the body that the announcement of an unsigned text surely names.

    What ends a text in small letters, such as "with our kind regards", signs nothing.
    """
    extent = text.extent
    # "The Board" signs for whom the announcement names.
    lone = any(
        _is_lone_body(one, text.language) for one in (extent.first, extent.group)
    )
    if extent.signer or text.loose or (extent.first and not lone):
        return None
    found = named_body(text.introduction, text.language)
    formula = extent.group.islower() or _is_sentence(extent.group)
    formula = formula or (lone and found is not None)
    if extent.group and not formula:
        agreed = found and found.name.casefold() == extent.group.casefold()
        return found if agreed else None
    law = names_document(text.introduction)
    # What somebody moves is worded as the council's.
    own = found is None and mover_who_reads(text).name != ""
    if (found is None and not (law or own)) or (found and " " not in found.name):
        near = [*text.above[-1:], text.introduction]
        opens = opening_body(text.opening, near, text.language)
        head = found.name.casefold() if found else ""
        # "The Council decided:", "“The Council of Moor at its meeting today …”"
        opens = _deciding_body(text) or _by_whole_name(opens, text)
        if opens and head in opens.name.casefold():
            by_person = tells_of_person(text.introduction, text.language)
            found = None if by_person else opens
    return None if found is None or text.rules_out(found.name) else found


def _is_lone_body(signed: str, language: str) -> bool:
    """Return whether one word signs that says what a body is, of whatever house.

    >>> _is_lone_body("Uprava", "hr"), _is_lone_body("Ada", "hr")
    (True, False)
    """
    words = without_articles(signed).split()
    lone = len(words) == 1 and words[0][:1].isupper()
    return lone and nominative_of_head(words[0], language) != ""


def _by_whole_name(opens: Origin | None, text: ReadText) -> Origin | None:
    """Return the body that opens a text by the name that it has as the subject there.

    "Výbor Slovenskej historickej spoločnosti žiada …": not all of it has capitals.
    "Styrelsen är positiv till odling" is no name.
    """
    own = _self_named(text) if opens is not None else None
    if opens is None or own is None or not own.name.startswith(f"{opens.name} "):
        return opens
    more = own.name.removeprefix(opens.name).split()
    return opens if all_words("pages.copulas").intersection(more) else own


def _is_sentence(group: str) -> bool:
    """Return whether what may be signed by several is a sentence: one capital opens it.

    >>> _is_sentence("Office for Roads and Works"), _is_sentence("Friends of Pell")
    (False, False)
    >>> _is_sentence("All the faults have to be mended")
    True
    """
    words = group.split()
    capitals = sum(word[:1].isupper() for word in words)
    several = len(words) >= _MIN_SENTENCE and capitals <= 1
    return several and not may_be_named_body(group)


def _body_in_heading(text: ReadText) -> Origin | None:
    """Return the body in the title above, where the announcement names no person."""
    if text.extent.signed or text.loose:
        return None
    found = headed_body(text.introduction, text.above, text.language)
    if found is None or text.rules_out(found.name):
        return None
    return None if announced_person(text.introduction, text.language) else found


def _writer_beside_verb(text: ReadText) -> Origin | None:
    """Return who is named beside the verb of writing above a text that nobody signs."""
    writer = "" if text.extent.signed else writer_at_end(text.introduction)
    if not writer or text.rules_out(writer):
        return None
    known = any(map(is_given_name, writer.split()))
    return Origin(name=writer, confidence=SURE if known else LIKELY)


def _subject_that_sends(text: ReadText) -> Origin | None:
    """Return the subject of the sentence that says that a text was sent.

    It stands in the announcement, or in the paragraph above a short one. None where a
    person signs the text.
    """
    if text.extent.signer or text.extent.first:
        return None
    brief = len(sentences_of(text.introduction)) == 1
    above = text.above[-1:] if brief else ()
    for told in (text.introduction, *above):
        name = subject_sends(told) if speaks_of_message(told) else ""
        if name and not text.rules_out(name):
            return Origin(name=name, confidence=SURE)
    return None


def _announced_person(text: ReadText) -> Origin | None:
    """Return the one person whom the announcement of an unsigned text may mean."""
    if text.extent.signed:
        return None
    found = announced_person(text.introduction, text.language)
    if found is None or text.rules_out(found.name) or _calls(found.name, text):
        return None
    told = tells_of_text(text.introduction, found.name, text.language)
    return None if told else _as_closed(found, text.closing)


def _pointed_out(text: ReadText) -> Origin | None:
    """Return whom a brief sentence above an unsigned text points out: "This is Ada."."""
    found = (
        None if text.extent.signed else pointed_out(text.introduction, text.language)
    )
    return None if found is None or text.rules_out(found.name) else found


def _calls(name: str, text: ReadText) -> bool:
    """Return whether whoever reads calls another speaker by the given name: "Yes, Ada, …"."""
    speaks = any(one.startswith(f"{name} ") for one in text.speakers)
    called = rf"(?:^|[,.!?]\s){re.escape(name)}[,!?]"
    return speaks and re.search(called, text.introduction) is not None


def _as_closed(found: Origin, closing: str) -> Origin:
    """Return a person by the given name that ends the text: "od Karla" is Karel's.

    >>> _as_closed(Origin(name="Karla"), "Pozdravujte řeku. Karel“").name
    'Karel'
    >>> _as_closed(Origin(name="Karla"), "Pozdravujte Karla.").name
    'Karla'
    """
    *above, last = closing.rstrip(_ENDS).split() or [""]
    behind = bool(above) and above[-1].endswith((".", "!", "?", "…"))
    same = stem_of(last) == stem_of(found.name) and last != found.name
    named = " " not in found.name and last[:1].isupper() and is_given_name(last)
    return replace(found, name=last) if behind and same and named else found


def _declaring_body(text: ReadText) -> Origin | None:
    """Return the body that an unsigned text names as the one that declares it, no motion's.

    What a group moves is worded as the council's: "The Council asks the county …".
    """
    moved = speaks_of_question(text.introduction)
    return None if moved else _self_named(text)


def _deciding_body(text: ReadText) -> Origin | None:
    """Return the body that opens an unsigned, marked text as who decided something.

    Who speaks in person there may only tell of it: "The Board decided to close our pier."
    So may whom the words above name: "a sentence from Ada Brook's book".
    """
    marked = text.extent.form in {Form.QUOTED, Form.SET_OFF}
    if text.extent.signed or not marked or any(map(FIRST_PERSON.is_in, text.words)):
        return None
    if any(True for _ in mentions_in(text.introduction)):
        return None
    return deciding_body(text.opening, text.language)


def _self_named(text: ReadText) -> Origin | None:
    """Return the body that opens an unsigned text as the subject of what it declares."""
    # "It says:", "Joint declaration on the ferry.", and in marks "The Harbour Council declares:"
    told = text.introduction
    last = " ".join(sentences_of(told)[-1:])
    led = introduces_wording(told) or names_document(last)
    if text.extent.signed or (
        text.loose and not (led and text.extent.form is Form.QUOTED)
    ):
        return None
    found = self_named_body("\n".join(text.words[:2]), text.language)
    read = found is not None and may_be_reader(found.name, text.reader)
    return None if read else found


def _linked_otherwise(text: ReadText) -> Origin:
    """Return who signs a text or is linked with it; with doubt, the body that it names itself."""
    found = linked_origin(text)
    if not text.extent.signed and _receives_in_korean(found.name, text):
        others = {
            one
            for one in people_in_korean(text.introduction)
            if not _receives_in_korean(one, text)
        }
        name = others.pop() if len(others) == 1 else ""
        found = replace(found, name=name)
    if not text.extent.signed:
        name = without_tail(_without_text(found.name, text.language), text.language)
        # Which "council" it is, a person has to tell.
        least = min(found.confidence, DOUBTFUL) if name.islower() else found.confidence
        found = replace(found, name=name, confidence=least)
    if opens_with_verb(found.name, text.language):
        found = replace(found, name="")  # "Moved at the Table the following motion:"
    own = None if found.name else _self_named(text)
    return replace(own, confidence=DOUBTFUL) if own else found


def _receives_in_korean(name: str, text: ReadText) -> bool:
    """Return whether an ending behind a form of address says that a text goes to somebody."""
    if not name or not HANGUL.search(name):
        return False
    place = text.introduction.find(name)
    behind = text.introduction[place + len(name) :][:_MAX_ADDRESS] if place >= 0 else ""
    address, *_ = behind.split(" ")[1:2] if behind[:1] == " " else [behind]
    return address.endswith(tuple(entries("ko", "messages.receiver_endings")))


def _without_text(name: str, language: str) -> str:
    """Return a name without the word for a text that owns it: “Dopis Uprave”."""
    first, _, rest = name.partition(" ")
    if not rest or not speaks_of_message(first) or is_given_name(first):
        return name
    owner = nominative_body(rest, language, surely=True) if language else ""
    return owner or name


_RULES: Sequence[Callable[[ReadText], Origin | None]] = (
    # Who moves it: "Moved by A, seconded by B:", "I present this motion:"
    named_mover,
    speaker_whose_motion,
    mover_for_others,
    mover_of_own_text,
    mover_of_resolution,
    # What it says of itself: its title, "I, the undersigned", "We, the residents", "I am",
    # a name behind its last sentence
    _body_in_own_title,
    _person_in_sentence_before,
    _undersigned_person,
    _people_who_say_we,
    _person_who_says_own_name,
    _signer_in_cjk,
    _body_on_address_line,
    # What body the words above it name: "the letter of the Harbour Council:"
    _surely_announced,
    _body_in_heading,
    # What person they name: "Ada Brook writes:", "sent this:", "a note from Ada:"
    _writer_beside_verb,
    _subject_that_sends,
    _announced_person,
    _pointed_out,
    # Whom it calls its writers, of whom nobody told: "We are the residents of Moor"
    _people_described,
    # What body opens it: "The Harbour Office has no objection …", "The Board decided …"
    _deciding_body,
    _declaring_body,
    # Who signs it, or is named near it, the likeliest first
    _linked_otherwise,
)
"""The rules, in the order in which they are asked; the last one always answers."""
