"""A speech on a bridge, sentence by sentence, to be put together as a test needs it."""

from content.model import Speaker, Transcript, Turn, TurnKind

ORATOR = Speaker(name="Tobias Marlowe")
CROWD = Speaker(name="A voice from the gallery", voice=True)

FERRY = "The old ferry carried forty thousand people a year across this river for a century."
FLOOD = "In the spring of the great flood the crossing sank with everything aboard, and the town was cut off for nine weeks."
BRIDGE = (
    "A town that cannot reach its own hospital in an hour is not a town but a camp."
)
STONE = "Our masons have quarried stone enough for eleven arches, and they ask no more than last year's wage."
VOTE = "I ask this assembly to vote the money today, in daylight, by name."
THIS = "This is what our neighbours call extravagance, and I call it arithmetic."


def spoken(text: str, language: str = "en", **turn: str) -> Transcript:
    return Transcript(
        slug="bridge",
        title="On the bridge",
        language=language,
        speakers=(ORATOR, CROWD),
        turns=(
            Turn(
                kind=TurnKind(turn.get("kind", "speech")),
                text=text,
                speaker=turn.get("speaker", ORATOR.name) or None,
                doubt=turn.get("doubt", ""),
            ),
        ),
    )
