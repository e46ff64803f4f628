"""The text of a PDF as our letters are written: by the fonts' tables of characters, page by page."""

import re
import zlib

_OBJECT = re.compile(rb"\n(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
# What belongs to a name (a language, a hint for readers aloud) is no text shown.
_TOKEN = re.compile(rb"/[A-Za-z]+ ?(?:\([\w-]*\)|<[0-9A-F]+>)|/(f\d+) [\d.]+ Tf|\(|<([0-9A-F]+)>")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pages(pdf: bytes) -> list[str]:
    """What each page says, in the order in which it is drawn; blanks that only move are left out."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    fonts: dict[int, dict[str, str]] = {}
    found = []
    for number in _kids(objects):
        page = objects[number]
        resources = objects[_reference(page, b"Resources")]
        listed = re.search(rb"/Font<<(.*?)>>", resources)
        named = dict(re.findall(rb"/(f\d+) (\d+) 0 R", listed[1])) if listed else {}
        for one in map(int, named.values()):
            if one not in fonts:
                fonts[one] = _characters(_stream(objects[_reference(objects[one], b"ToUnicode")]))
        content = _stream(objects[_reference(page, b"Contents")])
        found.append(_text(content, {name: fonts[int(one)] for name, one in named.items()}))
    return found


def font_names(pdf: bytes) -> set[str]:
    """The fonts inside, without the letters of their subsets."""
    return {name.decode() for name in re.findall(rb"/FontName/[A-Z]{6}\+([\w-]+)", pdf)}


def _kids(objects: dict[int, bytes]) -> list[int]:
    def below(number: int) -> list[int]:
        kids = re.search(rb"/Type/Pages.*?/Kids\[(.*?)\]", objects[number], re.DOTALL)
        if kids is None:
            return [number]
        return [page for kid in re.findall(rb"(\d+) 0 R", kids[1]) for page in below(int(kid))]

    root = next(body for body in objects.values() if b"/Type/Catalog" in body)
    return below(_reference(root, b"Pages"))


def _reference(body: bytes, key: bytes) -> int:
    found = re.search(rb"/" + key + rb" (\d+) 0 R", body)
    assert found, (key, body[:200])
    return int(found[1])


def _stream(body: bytes) -> bytes:
    start = body.index(b"stream\n") + len(b"stream\n")
    return zlib.decompress(body[start : body.rindex(b"\nendstream")])


def _characters(table: bytes) -> dict[str, str]:
    pairs = re.findall(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>", table)
    return {
        glyph.decode().upper(): bytes.fromhex(text.decode()).decode("utf-16-be")
        for glyph, text in pairs
    }


def _text(content: bytes, fonts: dict[bytes, dict[str, str]]) -> str:
    said, font, at = [], {}, 0
    while (found := _TOKEN.search(content, at)) is not None:
        at = found.end()
        if found[1]:
            font = fonts[found[1]]
        elif found[2] or found[0] == b"(":
            shown, at = (found[2], at) if found[2] else _bracketed(content, at)
            glyphs = shown.decode() if found[2] else shown.hex().upper()
            said += [font[glyphs[n : n + 4]] for n in range(0, len(glyphs), 4)]
    return "".join(said)


def _bracketed(content: bytes, at: int) -> tuple[bytes, int]:
    """The bytes of a text up to its closing bracket, pairs of brackets within included."""
    found, depth = bytearray(), 1
    while True:
        sign = content[at : at + 1]
        if sign == b"\\":
            octal = re.compile(rb"[0-7]{1,3}").match(content, at + 1)
            length = len(octal[0]) if octal else 1
            meant = content[at + 1 : at + 1 + length]
            found += bytes([int(meant, 8)]) if octal else _ESCAPES.get(meant, meant)
            at += 1 + length
            continue
        depth += {b"(": 1, b")": -1}.get(sign, 0)
        at += 1
        if depth == 0:
            return bytes(found), at
        found += sign
