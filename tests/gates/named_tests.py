"""Does a test named as `file::function` exist? Answered from the sources, without running anything."""

import ast
from collections.abc import Iterable


def missing(named: Iterable[str], modules: dict[str, ast.Module]) -> list[str]:
    """The names that lead to no test function."""
    return sorted(name for name in set(named) if not _is_there(name, modules))


def _is_there(name: str, modules: dict[str, ast.Module]) -> bool:
    path, _, function = name.partition("::")
    tree = modules.get(path)
    return (
        tree is not None
        and any(isinstance(node, ast.FunctionDef) and node.name == function for node in tree.body)
        and function.startswith("test_")
    )
