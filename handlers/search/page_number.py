"""The number of a page, as people type it."""

from handlers.contract.reply import UserError, command_button
from handlers.text.wording import format_count


def check_page(number: int, total: int, noun: str, *, size: int, of: str = "") -> None:
    """Refuse the number of a page that a list does not have.

    Args:
        number: Counted from 1.
        total: How many things are listed.
        noun: What one of them is called; the command that lists them has its plural.
        size: How many a page holds.
        of: The name of whose list it is; empty for everybody's.

    Raises:
        UserError: There is no such page; it offers the first and the last.
    """
    pages = -(-total // size)
    if 1 <= number <= pages:
        return
    raise UserError(
        f"There is no page {str(number)[:20]}: {format_count(total, noun)} take "
        f"{format_count(pages, 'page')}.",
        command_button("The first", f"{noun}s", words=of),
        command_button("The last", f"{noun}s", words=of, page=pages - 1),
    )
