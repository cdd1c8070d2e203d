"""TypeScript in notebooks whose kernel is Python: cells that begin with %%ts run in the project's own kernel."""

from .begin import begin

__all__ = ["begin"]
