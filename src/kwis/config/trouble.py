"""Trouble that the person who starts Kwis can mend: said in one clear line, never as a traceback."""


class Trouble(Exception):
    """What went wrong and what to do about it, in one line."""
