"""The number of a page, as people type it."""

from handlers.contract.reply import UserError, command_button
from handlers.text.wording import format_count


def check_page(
    number: int, total: int, noun: str, *, size: int, of: str = "", command: str = ""
) -> None:
    """Refuse the number of a page that a list does not have.

    Args:
        number: Counted from 1.
        total: How many things are listed.
        noun: What one of them is called.
        size: How many a page holds.
        of: The words that list them; empty for the whole list.
        command: The command that lists them; empty for the plural of the noun.

    Raises:
        UserError: There is no such page; it offers the first and the last.
    """
    pages = -(-total // size)
    if 1 <= number <= pages:
        return
    command = command or f"{noun}s"
    raise UserError(
        f"There is no page {str(number)[:20]}: {format_count(total, noun)} take "
        f"{format_count(pages, 'page')}.",
        command_button("The first", command, words=of),
        command_button("The last", command, words=of, page=pages - 1),
    )
