"""One code or a column, the same answers; repairs and origins."""

import pyarrow as pa
import pytest

from creditdelta.facade import uscc
from creditdelta.kernel.identifiers.uscc import check_character

PERSON = "310000190001010000"
TEXTS = [
    "91340600MA2PBNE723", " 91340600MA2PBNE723 ", "91340600ma2pbne723", "", "  ", "无", "上海 a",
    "9.13E+17", "110108000000016", PERSON, "91340600MA2PBNE724", "①", "91999999MA1K3BTP3X",
]  # fmt: skip


def test_one_code_gets_everything_a_clerk_needs():
    answer = uscc.check("91340600ma2pbne723")
    assert not answer.valid
    assert answer.normalised == "91340600MA2PBNE723"
    assert answer.codes == ("CD-USCC-007",)
    assert answer.suggestions == ("91340600MA2PBNE723",)
    assert answer.wrong_at == 9


def test_nothing_is_no_code():
    assert uscc.check("").codes == ("CD-USCC-001",)
    assert not uscc.check("").valid


def test_a_persons_number_is_not_repeated():
    answer = uscc.check(PERSON)
    assert answer.codes == ("CD-USCC-011",)
    assert PERSON not in repr(answer)
    assert PERSON not in str(uscc.check([PERSON]).to_pylist())


class Offered:
    """What another library's column looks like from outside."""

    def __init__(self, array):
        self._array = array

    def __arrow_c_array__(self, requested_schema=None):
        return self._array.__arrow_c_array__(requested_schema)


class Streamed:
    def __init__(self, array):
        self._array = array

    def __arrow_c_stream__(self, requested_schema=None):
        return pa.chunked_array([self._array]).__arrow_c_stream__(requested_schema)


@pytest.mark.parametrize(
    "form",
    [
        list,
        tuple,
        pa.array,
        lambda texts: pa.chunked_array([texts[:3], texts[3:]]),
        lambda texts: pa.array(texts).dictionary_encode(),
        lambda texts: pa.array(texts, type=pa.large_string()),
        lambda texts: Offered(pa.array(texts)),
        lambda texts: Streamed(pa.array(texts)),
        lambda texts: pa.array(["x", *texts]).slice(1),
    ],
)
def test_a_column_of_any_form_answers_as_each_of_its_codes(form):
    batch = uscc.check(form(TEXTS))
    alone = [uscc.check(text) for text in TEXTS]
    assert batch.schema.names == ["input", "valid", "normalised", "codes"]
    for row, answer in zip(batch.to_pylist(), alone, strict=True):
        assert row["input"] == answer.input
        assert row["valid"] is answer.valid
        assert row["normalised"] == answer.normalised
        assert tuple(row["codes"]) == answer.codes


def test_a_missing_value_and_an_empty_column():
    assert uscc.check([None]).to_pylist()[0]["codes"] == ["CD-USCC-001"]
    assert uscc.check([]).num_rows == 0


def test_repairs_are_offered():
    assert uscc.fix("9134O600MA2PBNE723") == ("91340600MA2PBNE723",)


@pytest.mark.parametrize(
    ("text", "kind", "inner", "place", "pattern"),
    [
        ("91310115MA1K3BTP2B", "uscc", "MA1K3BTP-2", "浦东新区", "91310115MA1K3BTP2B"),
        ("310115D2143569X", "tax_number", "D2143569-X", "浦东新区", "??310115D2143569X?"),
        ("D2143569-X", "organisation_code", "D2143569-X", None, "????????D2143569X?"),
        ("110108000000016", "registration_number", "", "海淀区", ""),
        ("3100001000001", "legacy_number", "", None, ""),
        (PERSON, "citizen_number", "", None, ""),
        ("hello", "unknown", "", None, ""),
    ],
)
def test_a_number_is_taken_apart(text, kind, inner, place, pattern):
    origin = uscc.convert(text)
    assert origin.kind == kind
    assert origin.organisation_code == inner
    assert (origin.division.name if origin.division else None) == place
    assert origin.pattern == pattern


def test_an_old_tax_number_leads_to_a_candidate_for_an_enterprise():
    (candidate,) = uscc.convert("310115D2143569X").candidates
    assert candidate.startswith("91310115D2143569X")
    assert uscc.check(candidate).valid


def test_an_abolished_division_still_names_its_place_and_heirs():
    body = "91310103MA1K3BTP2"
    division = uscc.convert(body + check_character(body)).division
    assert division.name == "卢湾区"
    assert division.until == "2011"
    assert division.successors == ("310101",)
