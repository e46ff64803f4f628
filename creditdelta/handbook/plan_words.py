"""How does a page name a clause of the action plan?

Data    seed/clauses.toml.
"""

from creditdelta.pages.language import t
from creditdelta.rulebook.clauses import clauses


def clause_words(name: str) -> str:
    """The clause's number and wording; the number alone where the map has none of the name."""
    row = next((one for one in clauses() if one.id == name), None)
    return t(f"{name} {row.phrase}", f"{name} {row.capability}") if row else name
