"""%%ts and %ts_restart."""

from __future__ import annotations

import time

from .kernel import TypeScriptKernel
from .outputs import Outputs
from .run_cell import run_cell


def register(shell, kernel: TypeScriptKernel) -> None:
    """Teaches a notebook the two magics."""

    def ts(line: str, cell: str):
        """Runs the cell in the TypeScript kernel."""
        return run_cell(kernel, cell, Outputs(kernel))

    def ts_restart(line: str) -> None:
        """Ends the TypeScript kernel, with all that was declared in it, and starts a new one."""
        started = time.monotonic()
        kernel.restart()
        print(f"✓ new TypeScript kernel ({time.monotonic() - started:.1f} s)", flush=True)

    shell.register_magic_function(ts, "cell", "ts")
    shell.register_magic_function(ts_restart, "line", "ts_restart")
