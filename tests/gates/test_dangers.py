"""What may hurt is nowhere in the package, or in few named places, each with its reason."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

RUNS_TEXT = {"eval", "exec", "compile", "os.system", "os.popen", "__import__"}
UNPICKLES = {"pickle", "marshal", "shelve", "dill", "yaml"}
# Modules that may reach another machine, or listen, and what for.
CONNECTS = {
    "creditdelta/cli/demo_site.py": "asks whether a port of this machine is free",
    "creditdelta/accounts/sign_in/oidc.py": "asks issuers that the operator named in the home",
    "creditdelta/webhooks/posting.py": "brings notifications to receivers that offices registered",
    "creditdelta/client/calling.py": "asks the site that whoever follows it named, and no other",
    "creditdelta/notices/mails.py": "sends to the mail server that the operator named",
}
CALLERS = {
    "urllib.request",
    "http.client",
    "smtplib",
    "ftplib",
    "requests",
    "httpx",
    "socket",
    "django.core.mail",
}
HASHES = {"sha256", "blake2b"}
CRYPTOGRAPHY = {
    "cryptography.exceptions",
    "cryptography.fernet",  # AES-128-CBC with HMAC-SHA-256: secrets of second factors at rest
    "cryptography.hazmat.primitives.asymmetric.ed25519",  # signatures, 128 bits
    "cryptography.hazmat.primitives.ciphers.aead",  # AES-256-GCM
}
# Patterns out of words of the rulebook, never out of what somebody typed.
OF_THE_RULEBOOK = {
    f"creditdelta/kernel/names/{name}.py" for name in ("likeness", "notes", "persons")
}
REPEATABLE = ("creditdelta/world/",)  # invented worlds are the same for the same seed
WRITES_MARKUP = (
    "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(",
    "localStorage", "sessionStorage", "indexedDB", "document.cookie", "JSON.parse",
    "Object.assign", "__proto__", "postMessage", "fetch(", "XMLHttpRequest", "window.open",
)  # fmt: skip
EXCEPTION = re.compile(r"#\s*(?:noqa: S\d+|nosec\b)(.*)$")
REASON = re.compile(r"[A-Za-z]{2,}[^#]* [a-z]")  # at least two words


def called(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def imports(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Each imported module with the name taken from it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)


def runs_text(tree: ast.AST) -> list[str]:
    """Calls that run text as code or by a shell, and imports that unpickle."""
    found = [name for name, _ in called(tree) if name in RUNS_TEXT]
    found += [
        name
        for name, call in called(tree)
        if any(key.arg == "shell" and ast.unparse(key.value) != "False" for key in call.keywords)
    ]
    return found + [name for name, _ in imports(tree) if name.split(".")[0] in UNPICKLES]


def loose_patterns(tree: ast.AST) -> list[str]:
    """Patterns that a function fills with something that `re.escape` did not see.

    What a module fills while it loads are constants of its own.
    """
    found = []
    inside = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for name, call in (pair for node in inside for pair in called(node)):
        if re.fullmatch(r"re\.(compile|search|match|fullmatch|sub|split|findall)", name):
            filled = [
                part for part in ast.walk(call.args[0]) if isinstance(part, ast.FormattedValue)
            ]
            texts = [ast.unparse(part.value) for part in filled]
            found += [text for text in texts if not re.match(r"re\.escape|_?[A-Z_]+$", text)]
    return found


def test_nothing_runs_text(package: dict[str, ast.Module]) -> None:
    assert {path: found for path, tree in package.items() if (found := runs_text(tree))} == {}


def test_patterns_are_fixed_or_escaped(package: dict[str, ast.Module]) -> None:
    assert {path for path, tree in package.items() if loose_patterns(tree)} == OF_THE_RULEBOOK


def test_only_named_modules_reach_other_machines(package: dict[str, ast.Module]) -> None:
    found = {
        path
        for path, tree in package.items()
        if any(name in CALLERS or name.split(".")[0] in CALLERS for name, _ in imports(tree))
    }
    assert found == set(CONNECTS)


def test_no_template_is_built_from_text(package: dict[str, ast.Module]) -> None:
    ways = ("from_string", "Template", "render_template_string")
    found = {
        path: name
        for path, tree in package.items()
        for name, _ in called(tree)
        if name.split(".")[-1] in ways
    }
    assert found == {}


def test_no_form_fills_a_table_by_itself(package: dict[str, ast.Module]) -> None:
    unpacked = re.compile(r"\*\*\s*(request\.)?(POST|GET|data)\b|request\.(POST|GET)\.dict\(")
    found = [
        path
        for path, tree in package.items()
        if "ModelForm" in (text := ast.unparse(tree)) or unpacked.search(text)
    ]
    assert found == []


def test_cryptography_is_of_named_kinds(package: dict[str, ast.Module]) -> None:
    taken = {pair for tree in package.values() for pair in imports(tree)}
    assert {name for module, name in taken if module in ("hashlib", "hmac")} <= {*HASHES, ""}
    named = {name for tree in package.values() for name, _ in called(tree)}
    by_module = {name.split("(")[0] for name in named if name.startswith(("hashlib.", "hmac."))}
    keyed = {"hmac.new", "hmac.compare_digest"}  # with SHA-256
    assert by_module <= {*(f"hashlib.{name}" for name in HASHES), *keyed}
    assert {module for module, _ in taken if module.startswith("cryptography")} <= CRYPTOGRAPHY
    aead = {name for module, name in taken if module.endswith(".aead")}
    assert aead == {"AESGCM"}


def test_chance_is_repeatable_only_in_the_invented_world(package: dict[str, ast.Module]) -> None:
    users = [
        path
        for path, tree in package.items()
        if any(name in ("random", "numpy.random") for name, _ in imports(tree))
    ]
    assert [path for path in users if not path.startswith(REPEATABLE)] == []


def test_every_built_statement_says_why(texts: dict[str, str]) -> None:
    unexplained = []
    for path, text in shipped(texts):
        for n, line in enumerate(text.splitlines(), 1):
            if "S608" in line and not REASON.search(EXCEPTION.search(line)[1]):
                unexplained.append(f"{path}:{n}")
    assert unexplained == []


def test_every_exception_says_why(texts: dict[str, str]) -> None:
    found = [
        f"{path}:{n}"
        for path, text in shipped(texts)
        for n, line in enumerate(text.splitlines(), 1)
        for exception in EXCEPTION.findall(line)
        if not REASON.search(exception)
    ]
    assert found == []


def test_our_script_writes_text_only(root: Path) -> None:
    scripts = list((root / "creditdelta" / "pages" / "static" / "pages").glob("*.js"))
    assert scripts
    for script in scripts:
        text = script.read_text(encoding="utf-8")
        assert [word for word in WRITES_MARKUP if word in text] == [], script.name


def test_the_eyes_are_open() -> None:
    bad = "import pickle\neval(x)\nrun(x, shell=True)\ndef f():\n  re.compile(f'a{typed}{A_B}')"
    assert runs_text(ast.parse(bad)) == ["eval", "run", "pickle"]
    assert loose_patterns(ast.parse(bad)) == ["typed"]
    assert not REASON.search(EXCEPTION.search("x  # noqa: S608")[1])
    assert REASON.search(EXCEPTION.search("x  # noqa: S608 - names of our own")[1])


def shipped(texts: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (path, text)
        for path, text in texts.items()
        if path.startswith("creditdelta/") and path.endswith(".py") and "/tests/" not in path
    ]
