"""What is known of a question at this moment: whom it might mean, near names too, and the digest of it all.

Clause  S27, S28. A name that looks like a natural person's is not shown, and nobody is looked for by it;
sole traders are no candidates by name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from creditdelta.journal.home import key
from creditdelta.kernel.keyed import opaque
from creditdelta.kernel.names.compare import compare
from creditdelta.kernel.names.normal_form import read_notes
from creditdelta.kernel.names.persons import looks_like_person
from creditdelta.questions import rules
from creditdelta.records.questions import Candidate, Question, Waiting, described
from creditdelta.rulebook.name_words import name_words
from creditdelta.search.near_names import near_names

NEAR = "near"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A question with everything that is shown of it. `person`: its name may be a natural person's."""

    id: bytes
    question: Question
    person: bool
    digest: bytes

    @property
    def about(self) -> Waiting:
        """The rows that wait."""
        return self.question.about


def question_id(region: str, ref: bytes, name_key: bytes | None) -> bytes:
    """The id of what a region asks about a reference and a name."""
    return opaque(key("identity"), "question", (region, ref.hex(), (name_key or b"").hex()))


def id_of(about: Waiting) -> bytes:
    """The id of the question that these rows ask."""
    return question_id(about.region, about.ref, about.name_key)


def evidence_of(found: Sequence[Waiting]) -> list[Evidence]:
    """What is known of each question now, in the same order; four statements, a few more for each."""
    return [_known(one) for one in described(found)]


def _known(asked: Question) -> Evidence:
    person = looks_like_person(asked.name, name_words())
    told = [one for one in asked.candidates if not looks_like_person(one.name, name_words())]
    near = () if person else _near(asked.name, {one.ref for one in told})
    shown = replace(asked, candidates=(*told, *near))
    seen = rules.seen(asked.about, shown.candidates)
    digest = opaque(key("identity"), "shown", (seen,))
    return Evidence(id_of(asked.about), shown, person, digest)


def _near(name: str, known: set[bytes]) -> list[Candidate]:
    """Organisations whose names are one edit away, sole traders never among them."""
    words = name_words()
    return [
        Candidate(one.ref, one.code, one.name, NEAR, compare(name, one.name, words).decision)
        for one in near_names(normal_form_of(name), words)
        if one.ref not in known
    ]


def normal_form_of(name: str) -> str:
    """The normal form of a name as it was sent, without its notes."""
    return read_notes(name, name_words()).name
