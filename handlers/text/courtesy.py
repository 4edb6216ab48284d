"""What is said to somebody who greets or thanks, and asks for nothing."""

from content.query.wording import Courtesy
from handlers.contract.reply import Reply, actions, code, command_button, paragraph
from handlers.text.examples import example_commands
from storage.search.library import Library

_OPENINGS = {
    Courtesy.GREETING: "Hello! This bot finds what was said in speeches: write ",
    Courtesy.THANKS: "You are welcome. For more, write ",
}


async def courtesy_reply(courtesy: Courtesy, words: str, library: Library) -> Reply:
    """Answer a courtesy with what can be asked; a button searches for it all the same."""
    quote, topic = await example_commands(library)
    return Reply(
        paragraphs=(
            paragraph(
                _OPENINGS[courtesy],
                "a subject or a name, or send ",
                *((code(quote), " or ") if quote else ()),
                code(topic),
                ".",
            ),
        ),
        groups=(
            actions(
                command_button("An excerpt", "quote"),
                command_button("Topics", "topics"),
                command_button("Help", "help"),
                command_button("Search for the words", "topic", words=words),
            ),
        ),
    )
