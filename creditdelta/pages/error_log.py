"""What the site writes down when a page fails: where and why, never a number somebody typed."""

import logging
import re

_NUMBER = re.compile(r"[0-9Xx]{11,}")


class WithoutNumbers(logging.Formatter):
    """A formatter that leaves out every run of eleven digits or more: it may be a person's."""

    def format(self, record: logging.LogRecord) -> str:
        """The line as it may be kept."""
        return _NUMBER.sub("***", super().format(record))


class OnlyFailures(logging.Filter):
    """Passes what failed; an answer that says "not yet" (503) is no failure."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record tells of an exception."""
        return record.exc_info is not None
