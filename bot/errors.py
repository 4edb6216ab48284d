"""What stops the program with one line and without a traceback."""


class TokenRefusedError(Exception):
    """Say that Telegram does not know the token, without repeating it."""

    def __init__(self) -> None:
        super().__init__(
            "Telegram refuses the token in ROSTRA_TELEGRAM_TOKEN; "
            "copy it again from @BotFather, or have a new one made there."
        )
