"""What should be said about one name as it stands in a file?

Clause  S27, S75
Data    the sentences are in kernel/catalogue/name.toml
Pure    says what it sees and changes nothing.
"""

from creditdelta.kernel.names.likeness import ruined
from creditdelta.kernel.names.normal_form import hidden_characters
from creditdelta.kernel.names.parts import parse
from creditdelta.kernel.names.persons import looks_like_person
from creditdelta.kernel.names.words import NameWords


def reasons(name: str, words: NameWords) -> tuple[str, ...]:
    """Catalogue codes for one name, errors first; empty when it is written as it should be.

    A natural person's name gives that one code and nothing else.
    """
    if looks_like_person(name, words):
        return ("CD-NAME-001",)
    parts = parse(name, words)
    if not parts.name or parts.name in words.placeholders:
        return ("CD-NAME-007",)
    other_names = parts.former_names or parts.later_names or parts.other_names
    seen = (
        ("CD-NAME-002", ruined(parts.name, words)),
        ("CD-NAME-003", not parts.legal_form and not parts.parent),
        ("CD-NAME-004", bool(parts.status)),
        ("CD-NAME-005", bool(other_names)),
        ("CD-NAME-006", hidden_characters(name)),
    )
    return tuple(code for code, found in seen if found)
