"""Is a cell's number written as a clerk would read it, or must it be written anew?

Pure    compiled. Fifteen digits stand for one number only, so such a number's shortest form is what
        stands there; longer ones, exponents and needless zeros are for the caller to write anew.
"""

from creditdelta.kernel.columns import Bytes
from creditdelta.kernel.compiled import compiled

NO_NUMBER, NUMBER, HARD, DAY = 0, 1, 2, 3
_ZERO, _NINE, _MINUS, _PLUS, _POINT = 48, 57, 45, 43, 46
_E, _SMALL = 101, 32
_SURE_DIGITS, _MOST_ZEROS, _MOST_BYTES, _EXPONENT_DIGITS = 15, 3, 40, 3


@compiled
def _after_digits(data: Bytes, i: int, stop: int) -> int:
    while i < stop and _ZERO <= data[i] <= _NINE:
        i += 1
    return i


@compiled
def number_kind(data: Bytes, begin: int, stop: int) -> int:
    """NUMBER where the digits are the text, HARD where the text is another, NO_NUMBER otherwise."""
    if stop - begin > _MOST_BYTES:
        return NO_NUMBER
    first = begin + 1 if begin < stop and data[begin] == _MINUS else begin
    i = _after_digits(data, first, stop)
    if i == first:
        return NO_NUMBER
    padded = data[first] == _ZERO and i - first > 1
    digits = i - first
    if i == stop:
        plain = not padded and digits <= _SURE_DIGITS and (first == begin or data[first] != _ZERO)
        return NUMBER if plain else HARD
    if data[i] == _POINT:
        point = i
        i = _after_digits(data, i + 1, stop)
        if i == point + 1:
            return NO_NUMBER
        if i == stop:
            zeros = point + 1
            while zeros < stop and data[zeros] == _ZERO:
                zeros += 1
            small = data[first] == _ZERO
            close = not small or zeros - point - 1 <= _MOST_ZEROS
            short = digits + i - point - 1 <= _SURE_DIGITS
            plain = short and close and not padded and data[stop - 1] != _ZERO
            return NUMBER if plain else HARD
    if data[i] | _SMALL != _E:
        return NO_NUMBER
    i += 1
    if i < stop and (data[i] == _MINUS or data[i] == _PLUS):
        i += 1
    last = _after_digits(data, i, stop)
    return HARD if last == stop and 1 <= last - i <= _EXPONENT_DIGITS else NO_NUMBER
