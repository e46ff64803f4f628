"""House rules of CONTRIBUTING.md that no linter knows."""

import ast
import re
from collections.abc import Iterator

DRAWERS = re.compile(r"/(utils?|helpers?|common|managers?|handlers?|base|misc|data|info)(\.py|/)")
COMPILER = "creditdelta/kernel/compiled.py"
POSTPONED = re.compile(r"\b(?:" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3)) + r")\b")


def undocumented(tree: ast.Module) -> list[str]:
    """Public functions and classes of a module without a sentence, and the module itself."""
    found = [] if not tree.body or ast.get_docstring(tree) else ["the module"]
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    named = [node for node in tree.body if isinstance(node, kinds)]
    public = [node for node in named if not node.name.startswith("_") and not is_overload(node)]
    return found + [node.name for node in public if not ast.get_docstring(node)]


def is_overload(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> bool:
    return any(ast.unparse(item).endswith("overload") for item in node.decorator_list)


def catches_everything(tree: ast.Module) -> list[int]:
    """Lines of `except:`, `except Exception` and `except BaseException`."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
    ]


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def skips(tree: ast.Module) -> list[str]:
    """Marks and calls that leave a test out."""
    names = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    ways = ("skip", "skipif", "xfail", "importorskip")
    return sorted(name for name in names if name.startswith("pytest.") and name.endswith(ways))


def test_no_drawers(package: dict[str, ast.Module]) -> None:
    assert [path for path in package if DRAWERS.search(path)] == [], "name the thing that is in it"


def test_init_files_are_empty(texts: dict[str, str]) -> None:
    filled = [
        path for path, text in texts.items() if path.endswith("/__init__.py") and text.strip()
    ]
    assert set(filled) <= {"creditdelta/__init__.py"}


def test_only_one_file_knows_the_compiler(package: dict[str, ast.Module]) -> None:
    users = {
        path
        for path, tree in package.items()
        if any(name.split(".")[0] in ("numba", "llvmlite") for name in imported(tree))
    }
    assert users <= {COMPILER}


def test_what_is_public_says_what_it_promises(package: dict[str, ast.Module]) -> None:
    found = {
        path: names
        for path, tree in package.items()
        if "/migrations/" not in path and (names := undocumented(tree))
    }
    assert found == {}


def test_nothing_is_caught_wholesale(package: dict[str, ast.Module]) -> None:
    found = {path: lines for path, tree in package.items() if (lines := catches_everything(tree))}
    assert found == {}


def test_nothing_is_postponed(texts: dict[str, str]) -> None:
    code = {path: text for path, text in texts.items() if path.endswith((".py", ".toml", ".md"))}
    assert [path for path, text in code.items() if POSTPONED.search(text)] == []


def test_no_test_is_left_out(modules: dict[str, ast.Module]) -> None:
    found = {path: names for path, tree in modules.items() if (names := skips(tree))}
    assert found == {}


def test_the_eyes_are_open() -> None:
    assert DRAWERS.search("creditdelta/kernel/utils.py")
    assert DRAWERS.search("creditdelta/common/names.py")
    code = "import numba.core\ndef f():\n    try: ...\n    except Exception: ...\n"
    tree = ast.parse(code + "@pytest.mark.xfail\ndef test(): pytest.skip('x')\n")
    assert undocumented(tree) == ["the module", "f", "test"]
    assert catches_everything(tree) == [4]
    assert list(imported(tree)) == ["numba.core"]
    assert skips(tree) == ["pytest.mark.xfail", "pytest.skip"]
