"""Cell addresses as clerks read them: column 1 of row 17 is B17. Columns count from 0, rows from 1.

Pure

>>> address(17, 1), letters(26), column_of("AB")
('B17', 'AA', 27)
"""

_ALPHABET = 26


def letters(column: int) -> str:
    """The letters above a column counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _ALPHABET)
        name = chr(ord("A") + rest) + name
    return name


def address(row: int, column: int) -> str:
    """Where a cell is: row from 1, column from 0."""
    return f"{letters(column)}{row}"


def column_of(name: str) -> int:
    """The column, from 0, of its letters; ASCII letters in either case."""
    number = 0
    for letter in name.upper():
        number = number * _ALPHABET + ord(letter) - ord("A") + 1
    return number - 1
