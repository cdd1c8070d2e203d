"""Executes notebooks as nbconvert does, one after the other in one kernel, and prints what came of them.

Reads a list of {"cells": [{"source", "tags"}], "allow_errors"} from standard input; writes a list of
{"failed", "cells": [{"count", "outputs"}]} with the types of the outputs.
"""

import json
import sys
from uuid import uuid4

from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync
from nbclient.exceptions import CellExecutionError
from nbconvert.preprocessors import ExecutePreprocessor
from nbformat.v4 import new_code_cell, new_notebook

manager = AsyncKernelManager(kernel_name="tslab")


def run(description):
    cells = [new_code_cell(cell["source"]) for cell in description["cells"]]
    for cell, told in zip(cells, description["cells"]):
        cell.metadata["tags"] = told.get("tags", [])
    notebook = new_notebook(cells=cells)
    allow_errors = description.get("allow_errors", False)
    manager.session.session = uuid4().hex  # each notebook has a client of its own
    failed = None
    try:
        ExecutePreprocessor(timeout=60, allow_errors=allow_errors).preprocess(notebook, km=manager)
    except CellExecutionError as error:
        failed = error.ename
    told = [
        {"count": cell.execution_count, "outputs": [output.get("text") or output.get("ename") or output["output_type"] for output in cell.outputs]}
        for cell in notebook.cells
    ]
    return {"failed": failed, "cells": told}


try:
    results = [run(description) for description in json.load(sys.stdin)]
finally:
    run_sync(manager.shutdown_kernel)(now=True)
print(json.dumps(results))
