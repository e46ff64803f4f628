"""The bits of a cell's mask and the catalogue code each stands for.

Bits 0-9 mean the same in every column; from `OWN` on they belong to the column's type.
"""

MISSING = 1 << 0
TOO_LONG = 1 << 1
CONTROL = 1 << 2
RUINED = 1 << 3
MISREAD = 1 << 4
PLACEHOLDER = 1 << 5
ID_NUMBER = 1 << 6
PHONE_OR_CARD = 1 << 7
NUMBER_CELL = 1 << 8
NEEDED = 1 << 9
OWN = 10

SHARED_CODES = (
    "CD-FIELD-001",
    "CD-FIELD-002",
    "CD-FIELD-008",
    "CD-ENC-002",
    "CD-ENC-003",
    "CD-FIELD-005",
    "CD-PERSON-003",
    "CD-PERSON-004",
    "CD-XLSX-020",
    "CD-FIELD-004",
)

# Codes whose value may hold personal data: the finding keeps none.
WITHHELD = frozenset(
    {
        "CD-PERSON-002",
        "CD-PERSON-003",
        "CD-PERSON-004",
        "CD-USCC-011",
        "CD-ORGCODE-008",
        "CD-REGNO-009",
        "CD-TAXNO-010",
    }
)

# What senders write into a cell that has nothing to say.
PLACEHOLDER_WORDS = (
    "无",
    "/",
    "-",
    "--",
    "—",
    "——",
    "N/A",
    "n/a",
    "NA",
    "NULL",
    "null",
    "空",
    "暂无",
    "不详",
    "未知",
)
