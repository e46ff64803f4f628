"""Files and functions stay small enough to be read at one sitting."""

import ast
from statistics import median

FILE_LIMIT, FILE_WARNING, MEDIAN_LIMIT, FUNCTION_LIMIT = 400, 300, 100, 60

# Files between 300 and 400 lines, each with the reason why no noun names a second half.
LONG_FILES: dict[str, str] = {}


def lines(text: str) -> int:
    return len(text.splitlines())


def long_functions(path: str, tree: ast.Module) -> list[str]:
    """`path:line name (length)` of every function over the limit, decorators not counted."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LIMIT:
                found.append(f"{path}:{node.lineno} {node.name} ({length})")
    return found


def test_no_file_is_over_the_limit(texts: dict[str, str]) -> None:
    sizes = {path: lines(text) for path, text in texts.items() if path.endswith(".py")}
    assert {path: size for path, size in sizes.items() if size > FILE_LIMIT} == {}
    long = {path for path, size in sizes.items() if size > FILE_WARNING}
    assert long == set(LONG_FILES), "split at a noun, or say in LONG_FILES why there is none"


def test_the_typical_file_is_short(texts: dict[str, str]) -> None:
    sizes = [
        lines(text)
        for path, text in texts.items()
        if path.startswith("creditdelta/") and path.endswith(".py") and text.strip()
    ]
    assert median(sizes) <= MEDIAN_LIMIT


def test_no_function_is_over_the_limit(modules: dict[str, ast.Module]) -> None:
    assert [found for path, tree in modules.items() for found in long_functions(path, tree)] == []


def test_a_long_function_would_be_seen() -> None:
    body = "\n".join("    x = 1" for _ in range(FUNCTION_LIMIT))
    assert long_functions("a.py", ast.parse(f"def long():\n{body}")) == ["a.py:1 long (61)"]
    assert long_functions("a.py", ast.parse(f"def short():\n{body[10:]}")) == []
