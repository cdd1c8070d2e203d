"""What a cell fails with. The traceback shows what the reader can act on, and no line of Python."""

from __future__ import annotations

from collections.abc import Callable


class Told(Exception):
    """A failure that is told in its own words. IPython asks an exception for its traceback before making one."""

    def __init__(self, message: str, traceback: list[str] | None = None):
        super().__init__(message)
        self.traceback = traceback or [f"{type(self).__name__}: {message}"]

    def _render_traceback_(self) -> list[str]:
        return self.traceback


class SetUpFailed(Told):
    """The project could not be set up."""


class KernelDied(Told):
    """The TypeScript kernel ended while it was needed."""


class TypeScriptError(Told):
    """An error of TypeScript, thrown or found by the compiler."""


class Interrupted(Told, KeyboardInterrupt):
    """The reader interrupted a cell."""


def failure_of(errors: list[dict], reply: dict, interrupted: bool, told_here: Callable[[str], str]) -> Told:
    """The exception for a cell that failed.

    errors: the contents of its `error` messages; reply: the content of its `execute_reply`; told_here: gives a text
    the numbers that the cells have in this notebook
    """
    told = errors or [reply]
    first = told[0]
    name = first.get("ename") or "Error"
    message = first.get("evalue") or f"the kernel answered with the status {reply.get('status')}"
    lines = [line for each in told for line in map(told_here, each.get("traceback") or [])]
    if interrupted:
        return Interrupted(message, lines)
    # nbconvert and front ends show the name of the class.
    kind = type(name, (TypeScriptError,), {}) if name.isidentifier() else TypeScriptError
    return kind(message, lines)
