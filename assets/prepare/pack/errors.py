"""The one error that this package raises for wrong input."""


class PackError(Exception):
    """Input is wrong. The text is one sentence: where, what was expected, what was found."""
