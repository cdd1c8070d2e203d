"""Runs a program and shows what it writes while it runs."""

from __future__ import annotations

import subprocess


def run_live(command: list[str], environment: dict[str, str], show: bool = True) -> tuple[int, str]:
    """Exit code, and all that it wrote. An interrupt ends the program, too."""
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    lines = []
    try:
        for line in process.stdout:
            lines.append(line)
            if show:
                print(line, end="", flush=True)
        return process.wait(), "".join(lines)
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise
