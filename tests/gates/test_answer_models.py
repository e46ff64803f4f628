"""A schema of the interface has one form: the OpenAPI document keeps forms by name alone.

Two classes that share a name would share whichever form came last, and nobody would be told.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any, get_args

from ninja import Schema
from ninja.params.models import ParamModel
from pydantic import BaseModel

from creditdelta.api.assembled import described
from creditdelta.project.api_urls import API, PARTS

OURS = "creditdelta."
FRAMEWORK = (
    "abc",
    "ninja.",
)  # what ninja makes around each of ours, without a form in the document


def named_in(annotation: Any) -> Iterator[type]:
    """The classes that a type names, through lists, choices and whatever is said beside it."""
    if isinstance(annotation, type):
        yield annotation
    for part in get_args(annotation):
        yield from named_in(part)


def reached(models: Iterable[type]) -> set[type]:
    """Those classes that have a form of their own, and every such class that their fields name."""
    found: set[type] = set()
    waiting = list(models)
    while waiting:
        one = waiting.pop()
        if one in found or not issubclass(one, BaseModel | Enum):
            continue
        found.add(one)
        if issubclass(one, BaseModel):
            waiting += [
                part for field in one.model_fields.values() for part in named_in(field.annotation)
            ]
    return found


def used() -> set[type]:
    """Every class by which a door says what it takes and answers."""
    found: set[type] = set()
    for part in PARTS:
        for view in part.router.path_operations.values():
            for operation in view.operations:
                answers = [one for one in operation.response_models.values() if one is not None]
                asked: list[type[ParamModel]] = list(operation.models)
                found |= reached([*(answers), *asked])
    return {one for one in found if not one.__module__.startswith(FRAMEWORK)}


def shared(classes: Iterable[type]) -> dict[str, list[str]]:
    """Names that several classes bear, each with where they stand."""
    places: dict[str, set[type]] = defaultdict(set)
    for one in classes:
        places[one.__name__].add(one)
    return {
        name: sorted(one.__module__ for one in found)
        for name, found in places.items()
        if len(found) > 1
    }


def below(kind: type) -> set[type]:
    """Every class made of another, however far down."""
    return {kind} | {each for one in kind.__subclasses__() for each in below(one)}


def test_no_two_classes_of_doors_share_a_name() -> None:
    every = used() | {one for one in below(Schema) if one.__module__.startswith(OURS)}
    assert shared(every) == {}, "name one of them after the thing it tells"


def test_every_form_of_the_document_is_looked_at() -> None:
    forms = set(described(API, "/api/v1/")["components"]["schemas"])
    assert forms - {one.__name__ for one in used()} == set()
    assert len(forms) > 50


def test_a_shared_name_would_be_seen() -> None:
    def twin(module: str) -> type:
        return type("TwinOut", (BaseModel,), {"__module__": module, "__annotations__": {"a": int}})

    one, other = twin("here"), twin("there")
    outer = type(
        "OuterOut", (BaseModel,),
        {"__module__": "here", "__annotations__": {"ones": list[one], "other": other | None}},
    )  # fmt: skip
    assert shared(reached([outer])) == {"TwinOut": ["here", "there"]}
    assert shared([one, one]) == {}
