"""Start the command line, as `rostra` or as ``python -m bot``."""

import sys


def main() -> None:
    """Run the command line; Ctrl-C ends it while it is still being loaded, too."""
    try:
        # What it needs takes a good part of a second.
        from bot.cli.main import main as run  # noqa: PLC0415
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
