"""What the site writes down when a page fails: where and why, never a number somebody typed."""

import logging
import re

# A digit as it is, in full width, or as the framework escapes that one; with or without gaps.
_DIGIT = r"(?:[0-9\uff10-\uff19Xx]|\\uff1[0-9])"
_NUMBER = re.compile(rf"{_DIGIT}(?:[^\S\n]{{0,2}}[\-–—.－]?[^\S\n]{{0,2}}{_DIGIT}){{10,}}")
# An API key: which one it was may be told, its secret never.
_KEY = re.compile(r"(cd1_[0-9a-f]{16}_)[A-Za-z0-9_-]+")
_CONTROL = re.compile(r"[^\n\x20-\x7e\x85\xa0-\U0010ffff]|[\x85\u2028\u2029]")
MARGIN = "    "  # of every further line of an entry, so that only an entry begins at the margin


class WithoutNumbers(logging.Formatter):
    """A formatter that leaves out every run of eleven digits or more: it may be a person's.

    It leaves out the secrets of API keys too.

    An entry begins at the left margin and nothing it tells does, so nobody can forge one.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The entry as it may be kept."""
        text = _NUMBER.sub("***", _KEY.sub(r"\1***", super().format(record)))
        plain = _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)
        return plain.replace("\n", f"\n{MARGIN}")


class OnlyFailures(logging.Filter):
    """Passes what failed; an answer that says "not yet" (503) is no failure."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record tells of an exception."""
        return record.exc_info is not None
