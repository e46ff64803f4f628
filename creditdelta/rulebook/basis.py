"""On what a rule rests. Only a law, or an agreement that rests on one, may ever weigh against anybody."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["law", "agreement", "default", "fictional"]


@dataclass(frozen=True, slots=True)
class Basis:
    """Legal or other ground of one dated row; a `default` says why and how sure we are."""

    kind: Kind
    title: str
    article: str = ""
    url: str = ""
    reason: str = ""
    confidence: str = ""
