#!/usr/bin/env bash
# Runs the tests: `fast` the pure code, `all` also Spark, then the services with a small demo of their own.
set -euo pipefail
cd "$(dirname "$0")/.."
export PYTHONPATH=$PWD PYTHONWARNINGS=ignore HYPOTHESIS_STORAGE_DIRECTORY=${TMPDIR:-/tmp}/aspa-hypothesis
pytest() { .venv/bin/python -m pytest "$@"; }
fast() { pytest -n 2 --dist worksteal -m "not spark and not services"; }

case "${1:-all}" in
  fast) fast ;;
  all)
    fast
    # Each file by one of two sessions with lakes of their own: a session mostly waits for itself.
    pytest -n 2 --dist loadfile --durations=15 -m spark
    pytest -m services -s --durations=15
    ;;
  *) echo "usage: tests/run.sh fast|all" >&2; exit 2 ;;
esac
