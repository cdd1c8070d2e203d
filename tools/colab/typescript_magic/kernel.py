"""The project's TypeScript kernel, started and driven through jupyter_client."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
import time
from pathlib import Path

from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpecManager

from .cell_numbers import CellNumbers
from .channels import Channels
from .failures import KernelDied

START_SECONDS = 120
CURE = "What to do: run a cell with the line %ts_restart, then the cells from the first %%ts on."


class TypeScriptKernel:
    """One kernel process and the channels to it. `start` may be called again after `stop`."""

    def __init__(self, project: Path, environment: dict[str, str]):
        self.project = project
        self.environment = environment
        self.manager: KernelManager | None = None
        self.channels: Channels | None = None
        atexit.register(self.stop)

    def start(self) -> None:
        self.numbers = CellNumbers()
        self.folder = Path(tempfile.mkdtemp(prefix="ts-"))
        self.log = self.folder / "kernel.log"
        specs = KernelSpecManager(
            kernel_dirs=[str(prefix_of(self.project) / "share" / "jupyter" / "kernels")], ensure_native_kernel=False
        )
        self.manager = KernelManager(
            kernel_name="tslab",
            kernel_spec_manager=specs,
            # Short, since over IPC it is the beginning of the sockets' paths.
            connection_file=str(self.folder / "k.json"),
            transport=transport_of_this_kernel(),
        )
        with self.log.open("wb") as log:
            self.manager.start_kernel(
                cwd=str(self.project / "notebooks"), env=self.environment, stdout=log, stderr=log
            )
        self.channels = Channels(self.manager)
        self.wait_until_ready()

    def stop(self) -> None:
        if self.manager is None:
            return
        manager, channels, self.manager, self.channels = self.manager, self.channels, None, None
        if channels is not None:
            channels.close()
        manager.shutdown_kernel(now=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def restart(self) -> None:
        self.stop()
        self.start()

    def is_alive(self) -> bool:
        return self.manager is not None and self.manager.is_alive()

    def interrupt(self) -> None:
        self.channels.send(self.channels.control, "interrupt_request", {})

    def demand_alive(self) -> None:
        """Raises KernelDied, with what the kernel wrote last, if it has ended."""
        if self.is_alive():
            return
        wrote = self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""
        last = "".join(f"\n  | {line}" for line in wrote.splitlines()[-10:])
        memory = "" if last else " It may have run out of memory."
        raise KernelDied(f"the TypeScript kernel has ended, and what was declared is lost.{memory}{last}\n{CURE}")

    def wait_until_ready(self) -> None:
        """Until the kernel answers, and what it publishes arrives."""
        end = time.monotonic() + START_SECONDS
        channels = self.channels
        channels.send(channels.shell, "kernel_info_request", {})
        answered = heard = False
        while not (answered and heard):
            self.demand_alive()
            if time.monotonic() > end:
                raise KernelDied(f"the TypeScript kernel did not answer within {START_SECONDS} s.\n{CURE}")
            answered = answered or channels.next(channels.shell, 0.2) is not None
            heard = heard or channels.next(channels.iopub, 0.2) is not None
            if answered and not heard:
                # What it published before this side listened is lost.
                channels.send(channels.shell, "kernel_info_request", {})
        while channels.next(channels.shell, 0.05) or channels.next(channels.iopub, 0.05):
            pass


def prefix_of(project: Path) -> Path:
    """Where the set-up puts the kernel for this host."""
    return project / ".setup" / "host"


def transport_of_this_kernel() -> str:
    """How the host talks with this Python kernel: "tcp", or "ipc" as on Colab, where there may be a reason for it."""
    try:
        from ipykernel import get_connection_file

        return json.loads(Path(get_connection_file()).read_text()).get("transport", "tcp")
    except Exception:
        return "tcp"  # outside a kernel there is no such file
