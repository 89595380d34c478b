"""What every test of the command line uses."""


class Failed(Exception):
    """A sentence that says what was expected and what was found."""


class Skipped(Exception):
    pass


def expect(condition, sentence):
    if not condition:
        raise Failed(sentence)


def near(found, expected, tolerance, what):
    expect(abs(found - expected) <= tolerance, f"{what}: expected {expected}, found {found}")
