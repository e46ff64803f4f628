"""What may be said about two names, and for which reasons.

Clause  S27
Data    the reasons' sentences are in kernel/catalogue/name.toml.
Pure
"""

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["same", "former_name", "branch", "review", "different", "never"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about two names and why; `reasons` are catalogue codes.

    same         the normal forms are equal; of the names only, never of a record
    former_name  one text itself says that the other is its earlier or later name
    branch       one is a branch or a dependent body of the other; never merged with it
    review       close enough that a person must look
    different    another organisation's name
    never        a natural person's name; not compared at all
    """

    decision: Verdict
    reasons: tuple[str, ...]


PERSON = Decision("never", ("CD-NAME-001",))
SAME = Decision("same", ("CD-NAME-020",))
FORMER_NAME = Decision("former_name", ("CD-NAME-021",))
BRANCH = Decision("branch", ("CD-NAME-022",))

NO_NAME = Decision("review", ("CD-NAME-007",))
RUINED = Decision("review", ("CD-NAME-002",))
OTHER_FORM = Decision("review", ("CD-NAME-023",))
PLACE_WRITTEN_OTHERWISE = Decision("review", ("CD-NAME-024",))
ONE_CHARACTER = Decision("review", ("CD-NAME-025",))
LOOK_ALIKE = Decision("review", ("CD-NAME-026",))
SHORT_FORM = Decision("review", ("CD-NAME-027",))
INDUSTRY_INCOMPLETE = Decision("review", ("CD-NAME-028",))
BRANCH_UNCLEAR = Decision("review", ("CD-NAME-029",))
MARKS_ONLY = Decision("review", ("CD-NAME-030",))
NOTES_CONTRADICT = Decision("review", ("CD-NAME-031",))
FURTHER_NAME = Decision("review", ("CD-NAME-032",))
BRACKET_DIFFERS = Decision("review", ("CD-NAME-033",))

OTHER_PLACE = Decision("different", ("CD-NAME-040",))
OTHER_NUMBER = Decision("different", ("CD-NAME-041",))
OTHER_TRADE_NAME = Decision("different", ("CD-NAME-042",))
OTHER_INDUSTRY = Decision("different", ("CD-NAME-043",))
OTHER_BRANCH = Decision("different", ("CD-NAME-044",))
