"""One file a command: a Request goes in, a Reply comes out.

How to add one is written at `COMMANDS` in `handlers/contract/commands.py`.
"""
