"""What a newcomer must be told is written down, and what must not be written is not."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from creditdelta.cli import reference
from creditdelta.cli.main import COMMANDS

HOSTS = ("pypi", "pythonhosted", "npmjs", "crates", r"deb\.debian", "anaconda", "docker")
ADDRESS = re.compile(rf"\b(?:{'|'.join(HOSTS)})\.(?:org|io|com|net|cn)\b", re.IGNORECASE)
THIS_MACHINE = re.compile(
    "|".join(f"/{place}/" for place in ("work", "root", r"tmp/w", "home/\\w+"))
)
PINNED = re.compile(r"[A-Za-z0-9._-]+==[^\s;]+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")


def variables(tree: ast.Module) -> Iterator[str]:
    """Every environment variable a module reads by a literal name, Click's `envvar=` included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called.endswith(("environ.get", "environ.setdefault", "getenv")) and node.args:
                yield from _literal(node.args[0])
            for keyword in node.keywords:
                if keyword.arg == "envvar":
                    yield from _literal(keyword.value)
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("environ"):
            yield from _literal(node.slice)


def _literal(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def test_every_command_is_documented() -> None:
    page = reference.PAGE.read_text(encoding="utf-8")
    assert page == reference.page(), "run `make map`"
    for noun in COMMANDS:
        assert f"## cdelta {noun}\n" in page


def test_every_setting_is_documented(root: Path, modules: dict[str, ast.Module]) -> None:
    page = (root / "docs" / "settings.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `([A-Z][A-Z_]+)", page, re.MULTILINE))
    read = {
        name for path, tree in modules.items() if "tests/" not in path for name in variables(tree)
    }
    assert read - documented == set(), "add it to docs/settings.md"
    makefile = (root / "Makefile").read_text() + (root / ".ci" / "run").read_text()
    stale = {name for name in documented - read if not re.search(rf"\b{name}\b", makefile)}
    assert stale == set(), "nothing reads it any more"


def test_a_setting_would_be_seen() -> None:
    code = "os.environ['A_B']; environ.get('C', 1); os.getenv('D'); option('--x', envvar='E')"
    assert set(variables(ast.parse(code))) == {"A_B", "C", "D", "E"}


def test_the_readme_has_a_twin(root: Path) -> None:
    english, chinese = (
        re.findall(r"^#+", (root / name).read_text(encoding="utf-8"), re.MULTILINE)
        for name in ("README.md", "README.zh.md")
    )
    assert english == chinese


def test_decisions_are_short_and_numbered(root: Path) -> None:
    files = sorted((root / "docs" / "decisions").glob("*.md"))
    assert [file.name[:4] for file in files] == [
        f"{number:04}" for number, _ in enumerate(files, 1)
    ]
    long = [file.name for file in files if len(file.read_text("utf-8").splitlines()) > 40]
    assert long == []


def test_no_registry_and_no_machine_is_named(texts: dict[str, str]) -> None:
    found = [
        f"{path}: {match.group()}"
        for path, text in texts.items()
        for pattern in (ADDRESS, THIS_MACHINE)
        for match in pattern.finditer(text)
        if path != "tests/gates/test_docs.py"
    ]
    assert found == []


def test_an_address_would_be_seen() -> None:
    assert ADDRESS.search("files." + "python" + "hosted.org")
    assert ADDRESS.search("https://" + "pypi" + ".org/simple")
    assert THIS_MACHINE.search("/work" + "/main/x")
    assert not ADDRESS.search("the registry's own pypi client")


def test_requirements_are_pinned_with_digests_only(texts: dict[str, str]) -> None:
    files = {path: text for path, text in texts.items() if re.match(r"requirements/.*\.txt", path)}
    assert len(files) >= 3
    for path, text in files.items():
        loose = [line for line in text.splitlines() if not PINNED.fullmatch(line)]
        assert loose == [], path
