"""One code at a time: which reasons, which character, which offers."""

import pytest

from creditdelta.kernel.identifiers import uscc
from creditdelta.rulebook.codes import uscc_tables

TABLES = uscc_tables()
NOBODY = "310000190001010000"  # the shape of a citizen's number, of no citizen

# Public registry numbers from the test-suite of python-stdnum: facts, nobody's text.
VALID = [
    "121200004013590816", "911522010783762860", "91152201078377449P", "9115220107837941X1",
    "91152201078382010M", "911522010783917502", "91152201078394644D", "91152201078395188Q",
    "91310112087994932F", "91310115MA1K3BTP2B", "91310116052958608G", "91310116076409427L",
    "913101203509708598", "913205056082348768", "91340600MA2PBM9HXD", "91340600MA2PBMA74B",
    "91340600MA2PBN188W", "91340600MA2PBN831R", "91340600MA2PBNE723", "91340600MA2PBP2120",
]  # fmt: skip

WRONG = {
    "": [],
    " \t": [],
    "12345": [1],
    "91340600MA2PBNE7233": [1],
    "9134O600MA2PBNE723": [2],
    "91A40600MA2PBNE723": [2],
    "上海市": [1, 2],
    "91110000600037341N": [3],
    "913100001234567000": [3, 6, 8],
    "000000000000000000": [4, 5, 10],
    "00000000000000000X": [3, 4, 5, 10],
    "91340600ma2pbne723": [7],
    "９１３４０６００ＭＡ２ＰＢＮＥ７２３": [7],
    "91340600-MA2PBNE72-3": [7],
    "91340600 MA2PBNE723": [7],
    "91340600\u200bMA2PBNE723": [7],
    "①134": [1, 7],
    "9.1310115703e+17": [8],
    "913101157030000000.0": [8],
    "9E17": [8],
    "110108000000016": [9],
    "3100001000001": [9],
    "31000010000012": [9],
    "企合苏总字第000123号": [9],
    "D2143569-X": [9],
    "无": [10],
    "暂无": [10],
    "N/A": [10],
    "n/a": [10],
    "-": [10],
    "——": [10],
    "99999": [10],
    NOBODY: [11],
    NOBODY + "01": [11],
    "310000000101000": [11],
    "3100 0019 0001 0100 00": [11],
}


@pytest.mark.parametrize("code", VALID)
def test_registered_codes_are_valid(code):
    assert not uscc.mask(code, TABLES) & ~uscc.DIVISION
    assert uscc.is_valid(code, TABLES)
    assert uscc.is_valid(f" {code}\r", TABLES), "outer blanks are no part of a value"
    assert uscc.wrong_at(code, TABLES) is None


@pytest.mark.parametrize(("text", "numbers"), WRONG.items())
def test_every_defect_has_its_reasons(text, numbers):
    assert uscc.check(text, TABLES) == tuple(f"CD-USCC-{number:03}" for number in numbers)
    assert not uscc.is_valid(text, TABLES)


def test_letters_stand_in_front_where_the_standard_allows_them():
    for pair in ("A1", "N2", "Y1"):
        body = pair + "310115" + "MA1K3BTP2"
        assert uscc.check(body + uscc.check_character(body), TABLES) == ()


def test_warnings_do_not_refuse():
    body = "91999999" + "MA1K3BTP3"
    code = body + uscc.check_character(body)
    assert uscc.check(code, TABLES) == ("CD-USCC-005", "CD-USCC-006")
    assert uscc.is_valid(code, TABLES)


def test_every_wrong_character_and_every_swap_is_noticed_and_named():
    for code in VALID[:6]:
        for position in range(18):
            for character in uscc.ALPHABET.replace(code[position], ""):
                slip = code[:position] + character + code[position + 1 :]
                assert not uscc.is_valid(slip, TABLES)
        for i in range(17):
            swapped = code[:i] + code[i + 1] + code[i] + code[i + 2 :]
            assert swapped == code or not uscc.is_valid(swapped, TABLES)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("9134O600MA2PBNE723", 5),
        ("91340600ma2PBNE723", 9),
        ("91340600 MA2PBNE723", 9),
        ("9134", 5),
        ("91340600MA2PBNE7233", 19),
        ("9X340600MA2PBNE723", 2),
        ("X1340600MA2PBNE723", 1),
        ("91340600MA2PBNE724", 18),
        ("无", None),
        (NOBODY, None),
    ],
)
def test_the_first_wrong_character_has_a_place(text, position):
    assert uscc.wrong_at(text, TABLES) == position


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("91340600ma2pbne723", "91340600MA2PBNE723"),
        ("９１３４０６００ＭＡ２ＰＢＮＥ７２３", "91340600MA2PBNE723"),
        ("9134O6OOMA2PBNE7Z3", "91340600MA2PBNE723"),
        ("91340600MA2PBNE273", "91340600MA2PBNE723"),
        ("91340600MA2PBNE72S", "91340600MA2PBNE723"),
    ],
)
def test_the_meant_code_is_among_the_offers(text, meant):
    assert meant in uscc.suggest(text, TABLES)


def test_a_slip_in_any_place_leads_back_within_five_offers():
    code, found = VALID[9], 0
    for position in range(18):
        for character in uscc.ALPHABET.replace(code[position], ""):
            slip = code[:position] + character + code[position + 1 :]
            offers = uscc.suggest(slip, TABLES)
            assert len(offers) <= 5
            assert all(not uscc.mask(offer, TABLES) for offer in offers)
            found += code in offers
    assert found >= 0.8 * 18 * 30


@pytest.mark.parametrize("text", ["", "无", "9.13E+17", NOBODY, VALID[0], "12345"])
def test_nothing_is_offered_where_nothing_is_known(text):
    assert uscc.suggest(text, TABLES) == ()


def test_format_gives_the_standards_own_writing():
    assert uscc.format(" 91340600-ma2pbne72-3") == "91340600MA2PBNE723"
