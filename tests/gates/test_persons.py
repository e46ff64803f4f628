"""No place may hold a grade of a natural person: not a field, not a parameter, not a column."""

import ast
import csv
import re
import tomllib
from collections.abc import Iterator

from creditdelta.rulebook.records import standards
from creditdelta.rulebook.standards import Standard

PERSON = re.compile(
    r"\b(persons?|people|citizens?|individuals?|practitioners?|representatives?|guides?|drivers?"
    r"|researchers?|debtors?)\b"
)
GRADE = re.compile(
    r"\b(scor(e|es|ed|ing)|grad(e|es|ed|ing)|ratings?|rank(s|ed|ing)?|points|tiers?|stars|levels?)\b"
)
PERSON_ZH = re.compile(
    "自然人|个人(?!独资)|市民|公民|法定代表人|负责人|从业人员|导游|驾驶人|科研人员"
)
GRADE_ZH = re.compile("评分|打分|得分|分值|信用分|积分|等级|评级|分级|星级|排名")
LABEL_LENGTH = 40  # longer texts are sentences, and a sentence may say that persons are not graded


def words(name: str) -> str:
    """The English words of a name: `DriverCard.point_count` -> "driver card point count"."""
    return " ".join(re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()))


def grades(name: str) -> bool:
    return bool(GRADE.search(words(name)) or GRADE_ZH.search(name))


def grades_a_person(name: str) -> bool:
    """Whether one name or label speaks of a person and of a grade at once."""
    return grades(name) and bool(PERSON.search(words(name)) or PERSON_ZH.search(name))


def class_fields(node: ast.ClassDef) -> Iterator[str]:
    for item in node.body:
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            yield item.target.id
        elif isinstance(item, ast.Assign):
            yield from (name.id for name in item.targets if isinstance(name, ast.Name))


def names_in(tree: ast.Module) -> Iterator[str]:
    """Functions, parameters and fields; a field is read together with its class's name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            every = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
            yield from (node.name, *(argument.arg for argument in every))
        elif isinstance(node, ast.ClassDef):
            yield node.name
            yield from (f"{node.name}.{field}" for field in class_fields(node))


def labels_in(value: object) -> Iterator[str]:
    """Every key and every short text of a TOML document."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from labels_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from labels_in(inner)
    elif isinstance(value, str) and len(value) <= LABEL_LENGTH:
        yield value


def opens_to_persons(standard: Standard) -> bool:
    """Whether a standard with a grade column could take a row about a person."""
    graded = any(
        grades(text)
        for column in standard.columns
        for text in (column.code, column.label.zh, column.label.en)
    )
    keeps_id = any(column.privacy == "person_id" for column in standard.columns)
    return graded and (keeps_id or not standard.person)


def test_no_name_in_the_code_grades_a_person(package: dict[str, ast.Module]) -> None:
    found = [
        f"{path}: {name}"
        for path, tree in package.items()
        for name in names_in(tree)
        if grades_a_person(name)
    ]
    assert found == []


def test_no_label_in_the_data_grades_a_person(texts: dict[str, str]) -> None:
    found = []
    for path, text in texts.items():
        if path.startswith("rulebook/") and path.endswith(".toml"):
            labels = list(labels_in(tomllib.loads(text)))
        elif path.startswith("rulebook/") and path.endswith(".csv"):
            labels = [cell for row in csv.reader(text.splitlines()) for cell in row]
        else:
            continue
        found += [f"{path}: {label}" for label in labels if grades_a_person(label)]
    assert found == []


def test_no_standard_with_a_grade_takes_persons() -> None:
    assert [name for name, standard in standards().items() if opens_to_persons(standard)] == []


def test_a_grade_of_a_person_would_be_seen() -> None:
    assert grades_a_person("person_score")
    assert grades_a_person("PersonCard.grade")
    assert grades_a_person("citizenRating")
    assert grades_a_person("法定代表人信用等级")
    assert not grades_a_person("个人独资企业信用等级")
    assert not grades_a_person("tax_credit.grade")
    assert not grades_a_person("personnel_rules")
    tree = ast.parse("class Driver:\n    name: str\n    points: int\ndef rank(citizen): ...\n")
    assert [name for name in names_in(tree) if grades_a_person(name)] == ["Driver.points"]
    assert "科研人员评分" in [*labels_in({"columns": [{"label": {"zh": "科研人员评分"}}]})]
