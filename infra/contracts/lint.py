"""Lint every contract by the standard's own tool: `datacontract lint` for many files in one process.

Runs in the environment beside it (infra/contracts/.venv), which knows nothing of the platform.
"""

import sys
from pathlib import Path

from datacontract.data_contract import DataContract


def main(folder: str) -> int:
    """Lint all YAML files of a folder and below; 1 where one doesn't pass, each named with the linter's reason."""
    failed = 0
    paths = sorted(Path(folder).rglob("*.yaml"))
    for path in paths:
        run = DataContract(data_contract_file=str(path)).lint()
        if run.result != "passed":
            failed += 1
            for check in run.checks:
                print(f"{path.name}: {check.reason}")
    print(f"{len(paths) - failed} of {len(paths)} contracts pass datacontract lint")
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
