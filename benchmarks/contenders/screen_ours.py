"""A list of names screened against a register, the whole answer of a job: who, life, adverse records.

python -m benchmarks.contenders.screen_ours ORGANISATIONS NAMES

The first names are asked once more for whom they lead to, so that the rival's answers can be compared.
"""

import json
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.register import empty_ledger, fill, registered
from benchmarks.screening_questions import ANSWERED_TWICE, listed, told

DAY = date(2026, 4, 1)


def main() -> None:
    """Fill, index, screen; print one line."""
    count, asked = int(sys.argv[1]), int(sys.argv[2])
    with TemporaryDirectory(prefix="cd-bench-") as folder:
        empty_ledger(Path(folder))
        rows = registered(count)
        fill(rows)
        from creditdelta.kernel.names.normal_form import read_notes
        from creditdelta.project.followers import FOLLOWERS, run_followers
        from creditdelta.rulebook.name_words import name_words
        from creditdelta.screening import reading
        from creditdelta.screening.engine import answered
        from creditdelta.search.following import NAME

        run_followers({NAME: FOLLOWERS[NAME]})
        words = name_words()
        names = list(dict.fromkeys(read_notes(name, words).name for _, name, _ in rows))
        wanted = listed(names, asked)

        def screened(some: list[str]) -> dict[str, int]:
            said = enumerate(({"name": name} for name in some), 1)
            counts: dict[str, int] = {}
            for batch in reading.entries(said, words, len(some)):
                for line in answered(batch, DAY):
                    counts[line["match"]] = counts.get(line["match"], 0) + 1
            return counts

        screened(wanted[:ANSWERED_TWICE])
        began = time.process_time()
        matches = screened(wanted)
        spent = time.process_time() - began
        print(json.dumps({"job": spent, "matches": matches, **told(_led(wanted[:ANSWERED_TWICE]))}))


def _led(some: list[str]) -> dict[str, set[str]]:
    """The names to which each name leads: its own, else those one edit away."""
    from creditdelta.kernel.names.normal_form import read_notes
    from creditdelta.rulebook.name_words import name_words
    from creditdelta.screening.leads import known
    from creditdelta.screening.rules import Entry

    words = name_words()
    found = known([Entry(line, name=name) for line, name in enumerate(some, 1)], words)
    return {
        name: {
            read_notes(found.portraits[ref].name, words).name
            for ref in (leads.named or leads.near_names)
        }
        for name, leads in zip(some, found.leads, strict=True)
    }


if __name__ == "__main__":
    main()
