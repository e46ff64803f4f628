"""A failing page is written down without the numbers in its address."""

import logging

from creditdelta.pages.error_log import OnlyFailures, WithoutNumbers


def test_numbers_are_left_out() -> None:
    told = logging.LogRecord(
        "django", 40, "", 1, "failed: /subject/11010119900307761X/", None, None
    )
    assert WithoutNumbers("%(message)s").format(told) == "failed: /subject/***/"


def test_what_is_not_ready_is_no_failure() -> None:
    told = logging.LogRecord("django", 40, "", 1, "Service Unavailable", None, None)
    failed = logging.LogRecord(
        "django", 40, "", 1, "failed", None, (ValueError, ValueError(), None)
    )
    assert [OnlyFailures().filter(one) for one in (told, failed)] == [False, True]
