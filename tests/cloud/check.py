"""Checks the templates in infra/: with cfn-lint, with checkov, and by what the house itself says of
them; then plants faults in them, one at a time, and sees that each is caught.

    tests/cloud/.venv/bin/python tests/cloud/check.py

Exit 1, with what is wrong, where, and how to mend it.
"""

import sys
import tempfile
from pathlib import Path

import faults
import house
import outside
from templates import INFRA, NAMES, Stacks


def main() -> int:
    sound = Stacks.read(INFRA)
    problems = house.problems(sound)
    with tempfile.TemporaryDirectory() as folder:
        # Beside the faults, so that one run of each linter, which is slow to start, reads all.
        sound.write(Path(folder))
        placed = faults.place(sound, Path(folder))
        linted = outside.cfn_lint(Path(folder))
        checked = outside.checkov(Path(folder))
        for file in (f"{name}.yaml" for name in NAMES):
            problems += [f"cfn-lint: infra/{file}: {words}" for words in linted[file]]
            problems += [f"checkov: infra/{file}: {words}" for words in checked[file]]
        missed = faults.table(sound, placed, linted, checked)
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    for fault in missed:
        print(f"error: nobody catches the fault `{fault}`: write a check for it", file=sys.stderr)
    if problems or missed:
        return 1
    print(f"the stack holds: {len(house.RULES)} rules of ours, cfn-lint, checkov; ", end="")
    print(f"{len(faults.FAULTS)} planted faults, all caught")
    return 0


if __name__ == "__main__":
    sys.exit(main())
