"""Passes on to this notebook's front end what the TypeScript kernel sends."""

from __future__ import annotations

import sys

from IPython import get_ipython

from .charts import for_front_end
from .kernel import TypeScriptKernel


class Result:
    """The value of a cell's last expression, in the MIME types that the kernel sent."""

    def __init__(self, data: dict, metadata: dict):
        self.data = data
        self.metadata = metadata

    def _repr_mimebundle_(self, include=None, exclude=None):
        return self.data, self.metadata


class Outputs:
    """Where the outputs of one cell go."""

    def __init__(self, kernel: TypeScriptKernel):
        self.kernel = kernel
        self.result: Result | None = None

    def show(self, message: dict, own: bool) -> None:
        """Shows one message of the kernel; own: whether it belongs to the cell that runs."""
        content = message["content"]
        kind = message["msg_type"]
        if kind == "stream":
            stream = sys.stderr if content["name"] == "stderr" else sys.stdout
            stream.write(content["text"])
            stream.flush()
        elif kind in ("display_data", "update_display_data"):
            data, metadata = for_front_end(content["data"], content.get("metadata") or {}, self.kernel.project)
            get_ipython().display_pub.publish(
                data=data,
                metadata=metadata,
                transient=content.get("transient") or {},
                update=kind == "update_display_data",
            )
        elif kind == "execute_result" and own:
            self.result = Result(content["data"], content.get("metadata") or {})
        elif kind == "clear_output":
            get_ipython().display_pub.clear_output(wait=content.get("wait", False))
        elif kind == "error":
            # An earlier cell's, which failed after it had ended.
            text = "\n".join(content.get("traceback") or [content.get("evalue", "")])
            print(self.kernel.numbers.told(text), file=sys.stderr, flush=True)
