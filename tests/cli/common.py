"""What every test of the command line uses."""
import sys
import tempfile

SKIPPED = 77  # what CTest takes for it


class Failed(Exception):
    """A sentence that says what was expected and what was found."""


class Skipped(Exception):
    pass


def expect(condition, sentence):
    if not condition:
        raise Failed(sentence)


def near(found, expected, tolerance, what):
    expect(abs(found - expected) <= tolerance, f"{what}: expected {expected}, found {found}")


def run_subject(tests):
    """NAME.py SUBJECT PROGRAM ROOT: calls the method of that name of tests(program, root, work) in a folder of its own. Returns the exit status."""
    subject, program, root = sys.argv[1:4]
    with tempfile.TemporaryDirectory(prefix="linchpin-cli-") as work:
        try:
            getattr(tests(program, root, work), subject)()
        except Skipped as why:
            print(f"SKIPPED: {why}")
            return SKIPPED
        except Failed as failure:
            print(f"{subject}: {failure}")
            return 1
    return 0
