"""The numbers by which errors name cells: those that this notebook shows, not those of the TypeScript kernel."""

from __future__ import annotations

import re


class CellNumbers:
    """By the number that the TypeScript kernel gave a cell, the number that stands beside it."""

    def __init__(self):
        self.shown: dict[int, int] = {}

    def remember(self, own: int, shown: int) -> None:
        self.shown[own] = shown

    def told(self, text: str) -> str:
        """A text of the kernel with its numbers replaced."""

        def replaced(found: re.Match) -> str:
            own = int(found[1])
            return f"cell [{self.shown.get(own, own)}]"

        return re.sub(r"\bcell \[(\d+)\]", replaced, text)
