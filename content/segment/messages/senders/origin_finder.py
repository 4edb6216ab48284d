"""Find out who wrote a text that is read out, from all that is said around it.

A body that the announcement and the letter both name comes first, then who signs, then
whom the announcement names, then the likeliest of those who are named around it, with
doubt. Never whom the letter greets, nor who reads it.
"""

import re
from dataclasses import replace

from content.language.sentence_marks import COLONS
from content.language.word_lists import WordPattern, all_words, flag
from content.segment.labels.evidence import FIRST_PERSON
from content.segment.messages.described.people_words import person_in
from content.segment.messages.described.phrases import (
    described_by,
    goes_on_with_noun,
    is_link,
    is_small_word,
    opens_with_title,
    words_of,
)
from content.segment.messages.extent import Form
from content.segment.messages.senders.announced_person import (
    announced_person,
    tells_of_person,
)
from content.segment.messages.senders.bodies.agreed_bodies import (
    agreed_body,
    ending_lines,
    opening_words,
    signs_alone,
)
from content.segment.messages.senders.bodies.announced_body import announced_body
from content.segment.messages.senders.bodies.body_words import body_named, whole_body
from content.segment.messages.senders.bodies.headed_bodies import headed_body
from content.segment.messages.senders.bodies.opening_bodies import opening_body
from content.segment.messages.senders.bodies.self_named import (
    self_named_body,
    we_who_write,
)
from content.segment.messages.senders.bodies.titled_texts import titled_body
from content.segment.messages.senders.described import (
    described_sender,
    is_of_person_before,
)
from content.segment.messages.senders.named_around import named_origin
from content.segment.messages.senders.named_bodies.announcing_words import (
    names_motion,
    opens_with_verb,
    tells_of_text,
    words_of_announcements,
)
from content.segment.messages.senders.named_bodies.named_body import named_body
from content.segment.messages.senders.names import stands_in_case
from content.segment.messages.senders.origin import DOUBTFUL, LIKELY, SURE, Origin
from content.segment.messages.senders.read_text import (
    ReadText,
    may_be_reader,
)
from content.segment.messages.senders.weighed.weigher import weighed_origin
from content.segment.messages.senders.writers import subject_sends, writer_at_end
from content.segment.messages.words import (
    CLOSING_QUOTES,
    MAX_ANNOUNCEMENT_CHARS,
    names_document,
    says_it_is_read,
    sentences_of,
    speaks_of_message,
    speaks_of_question,
    tells_of_writing,
)
from content.segment.names.body_names import may_be_named_body, nominative_body
from content.segment.names.body_tails import without_tail
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.own_name import own_name
from content.segment.names.in_text.same_person import names_surname, stem_of
from content.segment.names.offices import is_role
from content.segment.names.words import NAME_WORD, SENT, articles, label_words

_UNDERSIGNED = WordPattern(r"\W*(?:<messages.undersigned>)(?!\w)")
_MOVES = WordPattern("<<messages.moves>>")
_CALLED = WordPattern("<<messages.called>>")
_FOR_OTHERS = WordPattern(r"(?<!\w)(?:<messages.on_behalf>)(?!\w)")
_MAX_TITLE = 12
_ENDS = f"{CLOSING_QUOTES} .!"
_MIN_NAME, _MIN_SENTENCE, _MIN_UNSPACED = 3, 6, 4


def find_origin(text: ReadText) -> Origin:
    """Return who wrote a text by the rules, doubted or replaced where small signs speak against it."""
    return weighed_origin(text, _by_rules(text))


def _by_rules(text: ReadText) -> Origin:
    """Return who wrote a text: a person, a body, or what words link with it.

    Of a marked text, whoever is only described is taken where nobody else is found, or
    a part of it:
    "The director of the Harbour Works wrote:" names no Harbour Works.
    """
    found = (
        _mover(text)
        or _moves_for_others(text)
        or _own_text(text)
        or _titled(text)
        or _told_of_before(text)
        or _linked_or_named(text)
    )
    marked = text.extent.form in {Form.QUOTED, Form.SET_OFF}
    if text.extent.signed or text.loose or not marked:
        return found
    described = described_sender(text.introduction, text.language)
    # "A girl wrote to me:", and her letter opens "My name is Tilly".
    called = _CALLED.is_in(text.opening)
    if called or described is None or text.rules_out(described.name):
        return found if found.name else _own_motion(text)
    if not _says_less(found, described.name, text):
        return found
    plain = text.sure and _is_plainly_described(described.name, text)
    return replace(described, confidence=LIKELY) if plain else described


def _mover(text: ReadText) -> Origin | None:
    """Return who moves an unsigned text by its last words: "Moved by A, seconded by B:"."""
    last = " ".join(sentences_of(text.introduction)[-1:])
    if text.extent.signed or not text.language or not last.endswith(COLONS):
        return None
    moved = words_of_announcements(text.language).moved.match(last)
    rest = last[moved.end() :] if moved else ""
    one = next(mentions_in(rest), None)
    if one is None or one.start > _MAX_TITLE or text.rules_out(one.name):
        return None
    return Origin(name=one.name, confidence=SURE)


def _titled(text: ReadText) -> Origin | None:
    """Return the body whose unsigned text opens with its own title in quotation marks."""
    if text.extent.signed or text.extent.form is not Form.QUOTED:
        return None
    return titled_body(text.words, text.language)


def _own_text(text: ReadText) -> Origin | None:
    """Return who says to move an unsigned text in marks, which asks a council.

    "I beg leave to present the following motion: “That the Assembly …”"
    """
    last = " ".join(sentences_of(text.introduction)[-1:])
    told = last.rstrip().endswith(COLONS) and FIRST_PERSON.is_in(last)
    marked = text.extent.form is Form.QUOTED and not text.extent.signed
    if not (told and marked and _MOVES.is_in(last)):
        return None
    own = _own_motion(text)
    return replace(own, confidence=LIKELY) if own.name else None


def _is_plainly_described(name: str, text: ReadText) -> bool:
    """Return whether the sentence that leads to a text tells whose it is, and of where.

    "I have a letter from the fishermen of Moor:", and not "A teacher wrote to me:"
    """
    last = " ".join(sentences_of(text.introduction)[-1:])
    words = name.split()
    told = last.rstrip().endswith(COLONS) and words[0] in last
    if not flag(text.language, "spaced"):
        return told and len(name) >= _MIN_UNSPACED
    return told and any(word[:1].isupper() for word in words[1:])


def _own_motion(text: ReadText) -> Origin:
    """Return who reads a motion or an amendment that is said to be of nobody else.

    "I table an amendment, which I shall read. Point one: “…”"
    """
    told = " ".join(sentences_of(text.introduction)[-2:])
    # "Please read the motion.", says somebody else.
    asked = text.introduction in text.above
    own = text.reader != "" and not asked and names_motion(told, text.language)
    # A chair reads out the motions of others: "The motion from Moor reads:"
    sure = LIKELY if FIRST_PERSON.is_in(told) else DOUBTFUL
    return Origin(name=text.reader if own else "", confidence=sure)


def _moves_for_others(text: ReadText) -> Origin | None:
    """Return who reads a motion that he or she moves for others as well.

    "I also move a motion on behalf of the Harbour Group. I read it:"
    """
    own = None if text.extent.signed else _own_motion(text)
    if own is None or not own.name or own.confidence < LIKELY:
        return None
    told = sentences_of(text.introduction)[-2:]
    personal = [one for one in told if FIRST_PERSON.is_in(one)]
    return own if any(map(_FOR_OTHERS.is_in, personal)) else None


def _told_of_before(text: ReadText) -> Origin | None:
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


def _says_less(found: Origin, described: str, text: ReadText) -> bool:
    """Return whether who was found is nobody, a part of who is described, or a guess."""
    name = found.name
    if not name or _is_called(name, text.introduction):
        return True
    whole = name.startswith(f"{described} ") and name.rsplit(" ", 1)[1][:1].isupper()
    if whole and found.confidence > LIKELY and may_be_named_body(name):
        return False  # "Union of Towns" of "Union of Towns and Villages of Moor"
    guessed = _is_guess(found, described, text)
    guessed |= _is_bare_office(name, described)
    guessed |= _is_home(name, described, text.language)
    if guessed or _is_cut_short(name, described, text.language):
        return True
    if any(map(is_given_name, name.split())):
        return False
    spaced = flag(text.language, "spaced")
    apart = " ".join(words_of(described))  # "directeur de l’Office"
    inside = f" {name} " in f" {apart} " if spaced else name in described
    if inside and name != described:
        return _is_part(found, described)
    person = is_person(described) and " " in described
    told = sentences_of(text.introduction)
    opens = " " not in name and any(one.startswith(name) for one in told)
    # A capital says nothing there: "Tur bija rakstīts:"
    doubted = found.confidence <= DOUBTFUL and not may_be_named_body(name)
    return opens and (person or doubted)


def _is_bare_office(name: str, described: str) -> bool:
    """Return whether a form of address stands before nothing but an office.

    >>> _is_bare_office("Paní starostka", "starostka")
    True
    """
    title, _, office = name.partition(" ")
    return office == described and title.casefold() in label_words().honorifics


def _is_home(name: str, described: str, language: str) -> bool:
    """Return whether a small word leads to a name, as to where somebody is from.

    >>> _is_home("Liptovskej Anny", "čitateľ z Liptovskej Anny", "sk")
    True
    """
    led = described.removesuffix(f" {name}").split()
    ends = described.endswith(f" {name}") and len(led) > 1
    return ends and is_link(led[-1], language) and person_in(led, language) is not None


def _is_guess(found: Origin, described: str, text: ReadText) -> bool:
    """Return whether somebody found is not named above a text, or with an article."""
    told = text.introduction.casefold()
    named = all(stem_of(word) in told for word in found.name.split())
    if not named and found.confidence < LIKELY:
        return True
    # "Egy tanítónő Makóról"
    led = found.name.endswith(f" {described}")
    return led and found.confidence <= DOUBTFUL


def _is_part(found: Origin, described: str) -> bool:
    """Return whether a name is of a place or a body inside what somebody is.

    Not of who holds an office: "President Ada Brook" is Ada Brook.
    """
    head, _, tail = described.partition(found.name)
    before, behind = head.split()[-1:], tail.split()[:1]
    if behind and behind[0] in all_words("messages.kin_suffixes"):
        return False
    if found.confidence >= LIKELY and may_be_named_body(found.name):
        return any(is_role(word.casefold()) for word in words_of(head))
    return not (before and is_role(before[0].casefold()) and is_person(found.name))


def _is_cut_short(name: str, described: str, language: str) -> bool:
    """Return whether a name is a small word, or ends before or behind who is described.

    >>> _is_cut_short("Ein Lokführer", "Lokführer aus dem Moor", "de")
    True
    >>> _is_cut_short("Der Lokführer", "Lokführer", "de"), _is_cut_short("Мені", "мати", "uk")
    (False, True)
    """
    words, whole = words_of(name), words_of(described)
    bare = described_by(words, language)
    shorter = bare != words and bare == whole[: len(bare)] and bare != whole
    rest = words[len(whole) :] if words[: len(whole)] == whole else []
    longer = rest != [] and (
        opens_with_title(whole) or is_small_word(rest[0], language)
    )
    return is_small_word(name, language) or shorter or longer


def _is_called(office: str, introduction: str) -> bool:
    """Return whether a sentence opens by calling somebody by an office.

    "Mr. Minister, I read you what the mayor wrote:"
    """
    first, last = office.split(maxsplit=1)[0], office.rsplit(maxsplit=1)[-1]
    if first.casefold() in articles() or not is_role(last.casefold()):
        return False  # "The director, Mr. Hall, wrote:"
    called = re.search(rf"(?:^|[.!?]\s){re.escape(office)},", introduction)
    return called is not None


def _linked_or_named(text: ReadText) -> Origin:
    """Return whom the words around a text name, or who signs it."""
    if own := _undersigned(text.opening) or _we_who_write(text) or _own_name(text):
        return own
    body = _named_body(text)
    if body and " " not in body.name:
        # "A letter came from the school:", and "the children of 2 B" end it.
        linked = _linked_origin(text)
        ends = linked.name and text.closing.rstrip(_ENDS).endswith(linked.name)
        if ends:
            return linked
        # "There are letters from residents. I read one, from Ada Brook:"
        told = text.introduction.casefold()
        person = _told_to_write(text) or _announced(text)
        later = person is not None and told.rfind(stem_of(body.name)) < told.rfind(
            stem_of(person.name.split()[0])
        )
        return person if person and later else body
    named = (
        body
        or _headed_body(text)
        or _told_to_write(text)
        or _told_to_send(text)
        or _announced(text)
    )
    if named:
        return named
    # What a group moves is worded as the council's: "The Council asks the county …".
    moved = speaks_of_question(text.introduction)
    own = _self_named(text)
    if own and not moved:
        return own
    found = _linked_origin(text)
    if not text.extent.signed:
        name = without_tail(_without_text(found.name, text.language), text.language)
        # Which "council" it is, a person has to tell.
        least = min(found.confidence, DOUBTFUL) if name.islower() else found.confidence
        found = replace(found, name=name, confidence=least)
    if opens_with_verb(found.name, text.language):
        found = replace(found, name="")  # "Moved at the Table the following motion:"
    return replace(own, confidence=DOUBTFUL) if own and not found.name else found


def _without_text(name: str, language: str) -> str:
    """Return a name without the word for a text that owns it: “Dopis Uprave”."""
    first, _, rest = name.partition(" ")
    if not rest or not speaks_of_message(first) or is_given_name(first):
        return name
    owner = nominative_body(rest, language, surely=True) if language else ""
    return owner or name


def _named_body(text: ReadText) -> Origin | None:
    """Return the body that the announcement of an unsigned text surely names.

    What ends a text in small letters, such as "with our kind regards", signs nothing.
    """
    extent = text.extent
    if extent.signer or extent.first or text.loose:
        return None
    found = named_body(text.introduction, text.language)
    formula = extent.group.islower() or _is_sentence(extent.group)
    if extent.group and not formula:
        agreed = found and found.name.casefold() == extent.group.casefold()
        return found if agreed else None
    law = names_document(text.introduction)
    # What somebody moves is worded as the council's.
    own = found is None and _own_motion(text).name != ""
    if (found is None and not (law or own)) or (found and " " not in found.name):
        near = [*text.above[-1:], text.introduction]
        opens = opening_body(text.opening, near, text.language)
        head = found.name.casefold() if found else ""
        if opens and head in opens.name.casefold():
            by_person = tells_of_person(text.introduction, text.language)
            found = None if by_person else opens
    return None if found is None or text.rules_out(found.name) else found


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


def _headed_body(text: ReadText) -> Origin | None:
    """Return the body in the title above, where the announcement names no person."""
    if text.extent.signed or text.loose:
        return None
    found = headed_body(text.introduction, text.above, text.language)
    if found is None or text.rules_out(found.name):
        return None
    return None if announced_person(text.introduction, text.language) else found


def _announced(text: ReadText) -> Origin | None:
    """Return the one person whom the announcement of an unsigned text may mean."""
    if text.extent.signed:
        return None
    found = announced_person(text.introduction, text.language)
    if found is None or text.rules_out(found.name) or _calls(found.name, text):
        return None
    told = tells_of_text(text.introduction, found.name, text.language)
    return None if told else _as_closed(found, text.closing)


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


def _we_who_write(text: ReadText) -> Origin | None:
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


def _self_named(text: ReadText) -> Origin | None:
    """Return the body that opens an unsigned text as the subject of what it declares."""
    if text.extent.signed or text.loose:
        return None
    found = self_named_body("\n".join(text.words[:2]), text.language)
    read = found is not None and may_be_reader(found.name, text.reader)
    return None if read else found


def _told_to_send(text: ReadText) -> Origin | None:
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


def _told_to_write(text: ReadText) -> Origin | None:
    """Return who is named beside the verb of writing above a text that nobody signs."""
    writer = "" if text.extent.signed else writer_at_end(text.introduction)
    if not writer or text.rules_out(writer):
        return None
    known = any(map(is_given_name, writer.split()))
    return Origin(name=writer, confidence=SURE if known else LIKELY)


def _linked_origin(text: ReadText) -> Origin:
    """Return who signs a text, or what body or person the words around it link with it."""
    introduction, extent, reader = text.introduction, text.extent, text.reader
    found = named_origin(text)
    near = " ".join(sentences_of(introduction)[-3:])
    lines = ending_lines(text.words)
    tells = (speaks_of_message, says_it_is_read, tells_of_writing, SENT.is_in)
    telling = text.sure or any(told(near) for told in tells)
    body = ""
    if telling:
        body = agreed_body(
            introduction[-MAX_ANNOUNCEMENT_CHARS:],
            lines,
            opening=opening_words(text.words),
            signer=extent.signer,
        )
    # "Ada Brook of the Harbour Works writes": who is named and signs sent it.
    if extent.signer and (
        is_person(extent.signer)
        if body.rstrip(".") == extent.signer
        else names_surname(introduction, extent.signer)
    ):
        body = ""
    if body == extent.first and found.name.endswith(f" {body}"):
        body = ""  # A surname signs, and the words above have the whole name.
    if body and not may_be_reader(body, reader):
        plain = body in introduction and not stands_in_case(body, near)
        signs = signs_alone(body, lines)
        longer = body in extent.group or extent.group in body
        if extent.group.startswith(f"{body} "):  # "Crew of the Elbe 7"
            return Origin(name=extent.group, confidence=DOUBTFUL)
        if _share_word(extent.group, body) and not longer:
            # Who signs "The Dairymen of Hollow" may not be "Hollow Dairy" told of above.
            return Origin(name=body, confidence=DOUBTFUL)
        return Origin(
            name=body, confidence=SURE if plain else LIKELY if signs else DOUBTFUL
        )
    if extent.signed:
        return found
    return _unsigned_origin(text, found, near, telling=telling)


def _unsigned_origin(
    text: ReadText, found: Origin, near: str, *, telling: bool
) -> Origin:
    """Return the body that the announcement of an unsigned text names, or who was found."""
    told = announced_body(text.introduction, text.language) if telling else None
    if told is not None and not may_be_reader(told.name, text.reader):
        person = found.confidence >= LIKELY and is_person(found.name)
        kept = person or found.name in told.name
        if not (found.name and kept) or _is_place_in(told.name, found.name):
            return told
    if not found.name:
        name = body_named(near, text.opening) if telling and not text.loose else ""
        nouns = text.language != "" and flag(text.language, "capital_nouns")
        if nouns and not may_be_named_body(name):
            name = ""  # "an vier Abenden Reisende"
        return Origin(name="" if may_be_reader(name, text.reader) else name)
    whole = whole_body(found.name, near)
    if whole != found.name and not may_be_reader(whole, text.reader):
        return Origin(name=whole)
    _, _, behind = text.introduction.rpartition(found.name)
    if goes_on_with_noun(behind, text.language):
        # In which case the name of a body stands, only a person can tell.
        return replace(found, confidence=min(found.confidence, DOUBTFUL))
    return found


def _is_place_in(body: str, name: str) -> bool:
    """Return whether a name is of a place inside a body's, and not of who has an office.

    >>> _is_place_in("rowers of Lower Pell", "Lower Pell")
    True
    >>> _is_place_in("mayor Ada Brook", "Ada Brook")
    False
    """
    before = body[: max(body.find(name), 0)].split()[-1:]
    return (
        before != []
        and before[0].islower()
        and not is_role(before[0])
        and not is_given_name(name.partition(" ")[0])
    )


def _share_word(one: str, two: str) -> bool:
    """Return whether two names have a long word in common."""
    words = set(NAME_WORD.findall(one.casefold())) & set(
        NAME_WORD.findall(two.casefold())
    )
    return any(len(word) > _MIN_NAME for word in words)


def _own_name(text: ReadText) -> Origin | None:
    """Return who says in the first words of an unsigned text who they are."""
    name = "" if text.extent.signed else own_name([text.opening])
    if not name or text.rules_out(name):
        return None
    return Origin(name=name, confidence=SURE if " " in name else LIKELY)


def _undersigned(opening: str) -> Origin | None:
    """Return who writes of themselves by name: "I, the undersigned Ada Brook, ask …"."""
    found = _UNDERSIGNED.regex.match(opening)
    one = next(mentions_in(opening[found.end() :]), None) if found else None
    near = one is not None and one.start <= _MAX_TITLE
    return Origin(name=one.name, confidence=SURE) if one and near else None
