"""Background processes by name: started with a log file and a pid file, found again, stopped with their children."""

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

from lake_layout.settings import settings


def folder() -> Path:
    path = settings().home / "run"
    path.mkdir(parents=True, exist_ok=True)
    return path


def log_of(name: str) -> Path:
    return folder() / f"{name}.log"


def _pid_file(name: str) -> Path:
    return folder() / f"{name}.pid"


def _started_at(pid: int) -> str | None:
    """When the kernel started the process, in ticks since boot; None where there is none: a pid may be reused."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else fields[19]


def alive(name: str) -> int | None:
    """The pid of the process started under this name, if it still runs."""
    try:
        pid, started = _pid_file(name).read_text().split()
    except (OSError, ValueError):
        return None
    return int(pid) if _started_at(int(pid)) == started else None


def started() -> list[str]:
    """Names under which processes were started and not stopped yet, in the order of their start."""
    return [path.stem for path in sorted(folder().glob("*.pid"), key=lambda path: path.stat().st_mtime)]


def start(name: str, command: list[str], environment: dict[str, str]) -> None:
    """Start a process in a session of its own; nothing happens where it runs already."""
    if alive(name):
        return
    with log_of(name).open("ab") as log:
        process = subprocess.Popen(
            command, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
        )
    _pid_file(name).write_text(f"{process.pid} {_started_at(process.pid)}")


def stop(name: str, patience: float = 20.0) -> bool:
    """Stop a process and all its children; whether there was one."""
    pid = alive(name)
    if pid is None:
        _pid_file(name).unlink(missing_ok=True)
        return False
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(pid, how)
        except ProcessLookupError:
            break
        deadline = time.monotonic() + patience
        while alive(name) and time.monotonic() < deadline:
            _reap(pid)
            time.sleep(0.2)
        if not alive(name):
            break
    _kill_group(pid)
    _pid_file(name).unlink(missing_ok=True)
    return True


def _kill_group(pid: int) -> None:
    """What outlived its parent."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


def _reap(pid: int) -> None:
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
