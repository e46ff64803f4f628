"""Each record kind is known by its blank form, takes its own example, and refuses natural persons."""

from random import Random

import pytest

from creditdelta.facade.check import check, rulebook
from creditdelta.pipeline.tests.cast import DAY, codes, write
from creditdelta.rulebook.standards import Standard

STANDARDS = rulebook().standards
EVERY = pytest.mark.parametrize("form", STANDARDS.values(), ids=lambda form: form.kind)
WITH_PERSON_TEST = [form for form in STANDARDS.values() if form.person]
VALUED = [(form, test) for form in WITH_PERSON_TEST for test in form.person if test.values]


def headings(form: Standard) -> list[str]:
    return [column.label.zh for column in form.columns]


def example(form: Standard, **said: str) -> list[str]:
    """The examples of a standard; numbers of persons are left empty, as the forms ask."""
    return [
        said.get(column.code, "" if column.privacy == "person_id" else column.example)
        for column in form.columns
    ]


@EVERY
def test_a_blank_form_is_known_as_itself(form, tmp_path):
    report = check(write(tmp_path / "blank.csv", headings(form), []), on=DAY)
    recognition = report.inner.recognition
    assert recognition is not None
    assert (recognition.standard.id, recognition.mapping) == (form.id, None)
    assert recognition.confidence == 1.0


@EVERY
def test_a_form_is_known_without_its_optional_columns(form, tmp_path):
    if form.kind in ("code_map", "registration"):  # a name and a code are no kind by themselves
        return
    wanted = [
        column.label.zh
        for column in form.columns
        if column.need != "optional" or column.code in form.natural_key
    ]
    Random(7).shuffle(wanted)
    recognition = check(write(tmp_path / "short.csv", wanted, []), on=DAY).inner.recognition
    assert recognition is not None
    assert recognition.standard.id == form.id


@EVERY
def test_the_example_of_a_form_passes(form, tmp_path):
    report = check(write(tmp_path / "one.csv", headings(form), [example(form)]), on=DAY)
    assert codes(report) == {}
    assert (report.rows, report.accepted) == (1, 1)


@EVERY
def test_without_any_part_of_its_key_no_row_passes(form, tmp_path):
    numbers = ("organisation_code", "registration_number", "tax_number")
    older = {column.code: "" for column in form.columns if column.type in numbers}
    rows = [example(form, **{**older, code: ""}) for code in form.natural_key]
    report = check(write(tmp_path / "keyless.csv", headings(form), rows), on=DAY)
    assert (report.rows, report.accepted) == (len(rows), 0)


@pytest.mark.parametrize(("form", "test"), VALUED, ids=lambda one: getattr(one, "kind", None))
def test_a_row_about_a_natural_person_is_refused(form, test, tmp_path):
    rows = [example(form, **{test.column: value}) for value in test.values]
    report = check(write(tmp_path / "persons.csv", headings(form), rows), on=DAY)
    assert codes(report) == {"CD-PERSON-001": len(test.values)}
    assert report.accepted == 0


def test_every_kind_with_a_grade_or_an_adverse_record_can_refuse_a_person():
    lacking = {form.kind for form in STANDARDS.values()} - {form.kind for form in WITH_PERSON_TEST}
    assert lacking == {
        "registration", "code_map", "equity_change", "capital_contribution",
        "housing_fund", "social_insurance", "withdrawal",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (("企业名称", "统一社会信用代码", "法定代表人", "注册地址"), "code_map"),
        (("名称", "统一社会信用代码"), "code_map"),
        (("行政相对人名称", "行政相对人类别", "统一社会信用代码"), ""),
        (("相对人名称", "文书号", "决定日期", "实施机关", "依据"), ""),
    ],
)
def test_headings_that_many_kinds_share_never_name_an_adverse_one(cells, kind, tmp_path):
    recognition = check(write(tmp_path / "list.csv", list(cells), []), on=DAY).inner.recognition
    assert (recognition.standard.kind if recognition else "") == kind
