"""No code of the error catalogue is dead: some check answers with it."""

import ast
import re
from collections.abc import Iterator

from creditdelta.kernel import errors

CODE = re.compile(r"CD-[A-Z]+-\d{3}")
# Where every code of a family is given by a row or a number, and by which names the families stand.
PROVEN = {
    "creditdelta/pipeline/validate/tests/test_every_code.py": ("FAMILIES", "NUMBERS"),
    "creditdelta/kernel/identifiers/tests/test_older_numbers.py": ("FAMILIES",),
}


def _families(modules: dict[str, ast.Module]) -> Iterator[str]:
    for path, names in PROVEN.items():
        for node in modules[path].body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in names:
                yield from ast.literal_eval(node.value)


def test_every_code_is_given(
    package: dict[str, ast.Module], modules: dict[str, ast.Module], texts: dict[str, str]
) -> None:
    """Its family is proven by rows, or the package names it alone, or a test asks for it."""
    proven = set(_families(modules))
    assert {"field", "uscc", "legacy"} <= proven <= set(errors.families())
    named = {
        node.value
        for tree in package.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    tests = "".join(text for path, text in texts.items() if "/tests/" in path)
    asked = set(CODE.findall(tests))
    known = {
        code for name in errors.families() if name not in proven for code in errors.entries(name)
    }
    assert known - named - asked == set()
