"""Why a step is not taken, told to programs: a stable code, and the very words that the pages say.

Clause  S16, S75. `why` goes along, so that a program need not read sentences.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from creditdelta.api.problems import ApiProblem
from creditdelta.lists.checks import WHYS, NotPossible
from creditdelta.lists.rules import Why
from creditdelta.pages.language import say

NOT_NOW, NOT_SO, NOT_HERE, NOTHING = (
    ("CD-API-092", 409), ("CD-API-093", 422), ("CD-API-094", 403), ("CD-API-095", 404),
)  # fmt: skip
CODES: Mapping[Why, tuple[str, int]] = {
    **dict.fromkeys(
        ("move", "second", "unserved", "early", "fallen", "breaker", "twice", "standing"), NOT_NOW
    ),
    **dict.fromkeys(
        ("unheard", "act", "law", "days", "ground", "person", "texts", "records"), NOT_SO
    ),
    **dict.fromkeys(("competent", "sector", "region"), NOT_HERE),
    "gone": NOTHING,
}


def problem(why: Why) -> ApiProblem:
    """What a refusal is to a program."""
    code, status = CODES[why]
    return ApiProblem(code, status, detail=say(WHYS[why]), further={"why": why})


@contextmanager
def told() -> Iterator[None]:
    """What cannot be done inside is told as a problem."""
    try:
        yield
    except NotPossible as no:
        raise problem(no.why) from no
