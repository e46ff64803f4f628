"""The same by symspellpy, max_edit_distance 1.

python -m benchmarks.contenders.near_symspell NAMES QUESTIONS PREFIX_LENGTH
"""

import json
import sys
import time

from symspellpy import SymSpell, Verbosity

from benchmarks.near_questions import questions, register, told


def main() -> None:
    """Fill a dictionary, ask, print."""
    names = register(int(sys.argv[1]))
    asked = questions(names, int(sys.argv[2]))
    dictionary = SymSpell(max_dictionary_edit_distance=1, prefix_length=int(sys.argv[3]))
    began = time.process_time()
    for name in names:
        dictionary.create_dictionary_entry(name, 1)
    built = time.process_time() - began

    def ask() -> list[tuple[str, str]]:
        return [
            (text, one.term)
            for text in asked
            for one in dictionary.lookup(text, Verbosity.ALL, max_edit_distance=1)
            if one.distance == 1
        ]

    ask()
    began = time.process_time()
    found = ask()
    spent = time.process_time() - began
    print(json.dumps({"job": spent, "built": built, **told(found)}))


if __name__ == "__main__":
    main()
