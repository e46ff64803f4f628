"""Make the golden journal anew: `python -m tests.golden.make`; with `--tables`, only its digests.

A golden journal is never made anew once a release wrote events of its version: later versions get a
journal beside it. What may change is how tables are laid out; then only the digests are written.
"""

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
JOURNAL, TABLES, SHAPES = HERE / "journal-v1.jsonl", HERE / "tables.json", HERE / "shapes.json"
HOME = HERE / "home"


def keys(home: Path) -> None:
    """The golden home's keys: known to everybody, made for this test, used nowhere else."""
    from creditdelta.journal.home import KEYS

    (home / "keys").mkdir(parents=True)
    for number, name in enumerate(KEYS, 1):
        (home / "keys" / f"{name}.key").write_text(f"{number:02x}" * 32)


def make() -> None:
    """Live through the scenes in a home of their own, and keep what a rebuild needs."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        keys(home)
        os.environ["CREDITDELTA_HOME"] = str(home)
        from creditdelta.project.setup import set_up

        set_up()
        from creditdelta.journal.queries import exported
        from creditdelta.project.prepare import prepare
        from tests.golden.scenes import scenes

        prepare("310000", "golden", "clerk")
        scenes(Path(place))
        JOURNAL.write_bytes(b"".join(exported()))
        shutil.rmtree(HOME, ignore_errors=True)
        for name in ("keys", "pool"):
            shutil.copytree(home / name, HOME / name)
        tables()


def tables() -> None:
    """Write what the journal gives today, table by table, and the forms of all events."""
    from creditdelta.journal.database import on
    from creditdelta.project.rebuild import BESIDE, empty_ledger
    from creditdelta.project.table_digests import table_digests
    from tests.golden.replay import play_file, shapes

    with empty_ledger(), on(BESIDE):
        play_file(JOURNAL)
        told = table_digests()
    TABLES.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n")
    known = json.loads(SHAPES.read_text()) if SHAPES.is_file() else {}
    SHAPES.write_text(json.dumps(known | shapes(), indent=1, sort_keys=True) + "\n")


def main() -> None:
    """All of it, or the digests alone."""
    if "--tables" not in sys.argv:
        make()
        return
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        shutil.copytree(HOME, home)
        os.environ["CREDITDELTA_HOME"] = str(home)
        from creditdelta.project.setup import set_up

        set_up()
        tables()


if __name__ == "__main__":
    main()
