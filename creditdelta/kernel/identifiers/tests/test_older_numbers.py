"""The numbers from before the unified code, each with its own reasons."""

import pytest

from creditdelta.kernel import errors
from creditdelta.kernel.identifiers import (
    details,
    legacy_number,
    organisation_code,
    registration_number,
    tax_number,
    uscc,
)
from creditdelta.kernel.identifiers.citizen_number import is_citizen_number
from creditdelta.rulebook.codes import uscc_tables

TABLES = uscc_tables()
NOBODY = "310000190001010000"

CASES = [
    (organisation_code, "D2143569-X", []),
    (organisation_code, "D2143569X", []),
    (organisation_code, "D2143569", [1]),
    (organisation_code, "D2143569A", [2]),
    (organisation_code, "D21435690", [3]),
    (organisation_code, "d2143569-x", [4]),
    (organisation_code, "D214-3569X", [4]),
    (organisation_code, "9.13E+8", [5]),
    (organisation_code, "00000000-0", [6]),
    (organisation_code, "/", [6]),
    (organisation_code, "91340600MA2PBNE723", [7]),
    (organisation_code, NOBODY, [8]),
    (registration_number, "110108000000016", []),
    (registration_number, "440301103097413", []),
    (registration_number, "12345", [1]),
    (registration_number, "11010800000001A", [2]),
    (registration_number, "110108000000017", [3]),
    (registration_number, "１１０１０８０００００００１６", [4]),
    (registration_number, "1.10108E+14", [5]),
    (registration_number, "无", [6]),
    (registration_number, "3100001000001", [7]),
    (registration_number, "企独沪总字第012345号（浦东）", [7]),
    (registration_number, "91340600MA2PBNE723", [8]),
    (registration_number, "D2143569-X", [8]),
    (registration_number, "310000000101000", [9]),
    (registration_number, NOBODY, [9]),
    (legacy_number, "3100001000001", [2]),
    (legacy_number, "31000010000012", [2]),
    (legacy_number, "310000-1000001", [2, 3]),
    (legacy_number, "12345", [1]),
    (legacy_number, "3.1E+12", [4]),
    (legacy_number, "-", [5]),
    (legacy_number, NOBODY, [6]),
]
TAX_CASES = [
    ("310115D2143569X", []),
    ("91340600MA2PBNE723", []),
    ("12345", [1]),
    ("31O115D2143569X", [2]),
    ("91340600MA2PBNE724", [3]),
    ("310115D21435690", [4]),
    ("990115D2143569X", [5]),
    ("310115d2143569x", [6]),
    ("3.1E+14", [7]),
    ("暂无", [8]),
    ("ABCDEFGHJK1234567890", [9]),
    (NOBODY, [10]),
    (NOBODY + "01", [10]),
    ("310000000101000", [10]),
]


FAMILIES = ("orgcode", "regno", "legacy")


def test_every_reason_has_its_case():
    given = {module.REASONS[number - 1] for module, _, numbers in CASES for number in numbers}
    assert given == {code for family in FAMILIES for code in errors.entries(family)}


@pytest.mark.parametrize(("module", "text", "numbers"), CASES)
def test_every_defect_has_its_reasons(module, text, numbers):
    wanted = tuple(module.REASONS[number - 1] for number in numbers)
    assert module.check(text) == wanted
    refused = any(errors.find(code).severity == "error" for code in wanted)
    assert module.is_valid(text) is not refused


@pytest.mark.parametrize(("text", "numbers"), TAX_CASES)
def test_tax_numbers_use_the_tables_of_the_code(text, numbers):
    assert tax_number.check(text, TABLES) == tuple(
        tax_number.REASONS[number - 1] for number in numbers
    )


@pytest.mark.parametrize("module", [organisation_code, registration_number, legacy_number])
def test_an_empty_text_has_no_reason_and_is_no_number(module):
    assert module.check("  ") == ()
    assert not module.is_valid("  ")
    assert module.suggest("") == ()
    assert module.wrong_at("") is None


def test_places_offers_and_forms():
    assert organisation_code.wrong_at("D21435690") == 9
    assert organisation_code.suggest("D2l43569X".upper()) == ()
    assert "D2143569-X" in organisation_code.suggest("D1243569X")
    assert organisation_code.suggest("d2143569x") == ("D2143569-X",)
    assert registration_number.wrong_at("11010800000001O") == 15
    assert registration_number.suggest("11O108000000016") == ("110108000000016",)
    assert registration_number.suggest("１１０１０８０００００００１６") == ("110108000000016",)
    assert legacy_number.suggest("310000-1000001") == ("3100001000001",)
    assert legacy_number.wrong_at("310000-1000001") == 7
    assert legacy_number.format("企合苏总字第000123号 ") == "企合苏总字第000123号"
    assert tax_number.suggest("91340600MA2PBNE72S", TABLES) == ("91340600MA2PBNE723",)
    assert tax_number.wrong_at("91340600MA2PBNE724", TABLES) == 18
    assert tax_number.wrong_at("310115D21435690", TABLES) == 15


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (NOBODY, True),
        (NOBODY[:17] + "x", True),
        ("310000000101000", True),
        ("310000190013010000", False),
        ("310000190001320000", False),
        ("310000180001010000", False),
        ("990000190001010000", False),
        ("91340600MA2PBNE723", False),
        ("", False),
    ],
)
def test_a_citizens_number_is_answered_yes_or_no(text, answer):
    assert is_citizen_number(text) is answer


def test_every_reason_is_in_the_catalogue_and_its_sentence_fills():
    for module in (uscc, organisation_code, registration_number, legacy_number, tax_number):
        for code in module.REASONS:
            kind = errors.find(code)
            missing = details.detail(code, "110108000000016")
            for lang in ("zh", "en"):
                for words in (kind.sentence, kind.suggestion):
                    text = words.say(lang).format(column="C", value="V", detail=missing.say(lang))
                    assert "{" not in text
