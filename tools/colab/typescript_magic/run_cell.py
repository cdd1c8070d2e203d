"""Runs one cell in the TypeScript kernel and passes on, while it runs, what it shows."""

from __future__ import annotations

import signal
import sys
import threading
import time
from contextlib import contextmanager

from IPython import get_ipython

from .failures import Interrupted, failure_of
from .kernel import CURE, TypeScriptKernel
from .outputs import Outputs

PATIENCE_SECONDS = 10


def run_cell(kernel: TypeScriptKernel, code: str, outputs: Outputs):
    """The cell's result if its last expression has a value, else None.

    raises: TypeScriptError if the cell fails, Interrupted if it was interrupted, KernelDied
    """
    kernel.demand_alive()
    # A first line in the place of %%ts, so that errors name the lines that the reader sees.
    content = {"code": f"\n{code}", "silent": False, "store_history": True, "user_expressions": {}}
    channels = kernel.channels
    request = channels.send(
        channels.shell, "execute_request", {**content, "allow_stdin": False, "stop_on_error": True}
    )
    reply, idle, errors, looked = None, False, [], time.monotonic()
    with interrupts() as interrupt:
        while reply is None or not idle:
            message = channels.next(channels.iopub, 0.1)
            if message is not None:
                own = message["parent_header"].get("msg_id") == request
                if message["msg_type"] == "status":
                    idle = idle or (own and message["content"]["execution_state"] == "idle")
                elif message["msg_type"] == "execute_input" and own:
                    kernel.numbers.remember(message["content"]["execution_count"], number_here())
                elif message["msg_type"] == "error" and own:
                    errors.append(message["content"])
                else:
                    outputs.show(message, own)
                looked = time.monotonic()
            if reply is None and (idle or message is None):
                answer = channels.next(channels.shell, 0)
                if answer is not None and answer["parent_header"].get("msg_id") == request:
                    reply = answer["content"]
            if time.monotonic() - looked > 1:
                looked = time.monotonic()
                kernel.demand_alive()
            pass_on(kernel, interrupt)
    if reply.get("status") != "ok":
        raise failure_of(errors, reply, interrupt.count > 0, kernel.numbers.told)
    return outputs.result


def number_here() -> int:
    """The number of the notebook's cell that runs. Versions of IPython count on before it or after it."""
    return len(get_ipython().history_manager.input_hist_parsed) - 1


class Interrupts:
    """How often the reader has interrupted this cell, and how much of it the kernel was told."""

    def __init__(self):
        self.count = self.told = 0
        self.since = 0.0
        self.warned = False


@contextmanager
def interrupts():
    """Counts interrupts instead of letting them break off what is being done, so that no message is lost."""
    state = Interrupts()

    def count(*_):
        state.count += 1

    if threading.current_thread() is not threading.main_thread():
        yield state  # only the main thread hears signals
        return
    before = signal.signal(signal.SIGINT, count)
    try:
        yield state
    finally:
        signal.signal(signal.SIGINT, before)


def pass_on(kernel: TypeScriptKernel, interrupt: Interrupts) -> None:
    """Tells the kernel of an interrupt; after a second one the cell is left to itself."""
    if interrupt.count > 0 and interrupt.told == 0:
        interrupt.told, interrupt.since = 1, time.monotonic()
        kernel.interrupt()
    waited = time.monotonic() - interrupt.since
    if interrupt.told and waited > PATIENCE_SECONDS and not interrupt.warned:
        interrupt.warned = True
        print("The cell does not stop. Interrupt again to leave it to itself.", file=sys.stderr, flush=True)
    if interrupt.count > 1 and waited > 1:
        raise Interrupted(f"the TypeScript cell was left to itself and may go on.\n{CURE}")
