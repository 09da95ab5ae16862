"""python -m infra.local up | down | status | where | demo | demo-national"""

import sys

from infra.local import demo, lifecycle

COMMANDS = {
    "up": lifecycle.up,
    "down": lifecycle.down,
    "status": lifecycle.status,
    "where": lifecycle.where,
    "demo": lambda: demo.run("four"),
    "demo-national": lambda: demo.run("national"),
}


def main(arguments: list[str]) -> int:
    """Run one command; what went wrong is said in one line, with where to look."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        COMMANDS[arguments[0]]()
    except (RuntimeError, TimeoutError) as error:
        print(f"{arguments[0]}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
