"""A failing page is written down without the numbers in its address."""

import logging

from creditdelta.pages.error_log import WithoutNumbers


def test_numbers_are_left_out() -> None:
    told = logging.LogRecord(
        "django", 40, "", 1, "failed: /subject/11010119900307761X/", None, None
    )
    assert WithoutNumbers("%(message)s").format(told) == "failed: /subject/***/"
