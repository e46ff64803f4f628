"""Numbers that look like persons' and are nobody's, as people type them, drawn by a seed."""

from random import Random

WIDE = str.maketrans("0123456789X- ", "０１２３４５６７８９Ｘ－　")
GROUPS = {18: ((6, 8, 4), (4, 4, 4, 4, 2), (17, 1)), 11: ((3, 4, 4),), 19: ((4, 4, 4, 4, 3),)}


def citizen(chance: Random) -> str:
    """A province without a county, a day of birth in 2099, a check character that is never right."""
    first = f"{chance.choice((11, 31, 32, 33, 34))}00002099"
    first += f"{chance.randint(1, 12):02}{chance.randint(1, 28):02}{chance.randint(0, 999):03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    right = "10X98765432"[sum(int(d) * w for d, w in zip(first, weights, strict=True)) % 11]
    return first + chance.choice([sign for sign in "0123456789X" if sign != right])


def mobile(chance: Random) -> str:
    """The shape of a mobile number, of a range that is not given out."""
    return f"1{chance.randint(3, 9)}{chance.randint(0, 9)}0000{chance.randint(0, 9999):04}"


def card(chance: Random) -> str:
    """The shape of a bank card of a bank that does not exist; its sum fits."""
    first = f"620000{chance.randint(0, 10**12 - 1):012}"
    digits = [int(sign) for sign in reversed(first)]
    total = sum(
        d if place % 2 else (d * 2 - 9 if d > 4 else d * 2) for place, d in enumerate(digits)
    )
    return first + str(-total % 10)


def spelled(number: str, chance: Random) -> str:
    """The number as people type it: bare, in groups, in wide signs."""
    gap = chance.choice(("", "", " ", "-"))
    if gap:
        sizes, parts, begin = chance.choice(GROUPS[len(number)]), [], 0
        for size in sizes:
            parts.append(number[begin : begin + size])
            begin += size
        number = gap.join(parts)
    return number.translate(WIDE) if chance.random() < 0.25 else number


def drawn(count: int, seed: int) -> list[tuple[str, str]]:
    """(number, as typed), of the three kinds in turn."""
    chance = Random(seed)
    made = [(citizen, mobile, card)[place % 3](chance) for place in range(count)]
    return [(number, spelled(number, chance)) for number in made]
