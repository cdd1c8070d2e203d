"""nbconvert's configuration for execute.ts: report what nbconvert keeps to itself.

nbconvert lets a cell pass that the kernel has aborted, drops what the kernel sends between two cells (an
unhandled rejection, a throw in a timer), writes nothing where a cell fails, and counts cells by itself. So each reply's
status and each late output go to a file, the kernel's counts into the notebook, and the notebook as far as it was
executed is written in any case.
"""

import atexit
import json
import os
import queue
import shutil
import signal
import sys

import nbformat
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_core.paths import jupyter_config_dir

REPORT = os.environ["LINEAR_NETWORKS_REPORT"]
COPY = os.environ["LINEAR_NETWORKS_COPY"]
# How long to wait for late output after the last cell, in seconds.
GRACE = 0.3
OUTPUTS = {"stream", "error", "display_data", "execute_result", "update_display_data"}

# With JUPYTER_NO_CONFIG it is a new folder, which Jupyter leaves behind.
atexit.register(shutil.rmtree, jupyter_config_dir(), ignore_errors=True)

replies = {}
current = {"cell": None, "last": None, "iopub": None}
cell_of_request = {}
idle = set()

# The notebook comes through `--stdin`, so that the kernel starts in nbconvert's own folder.
sys.stdin = open(os.environ["LINEAR_NETWORKS_NOTEBOOK"], encoding="utf-8")

# Without this a SIGTERM would leave the kernel behind.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def report(cell, **entry):
    """Adds to what is known of a cell and writes all of it, in one step: it is read meanwhile."""
    replies.setdefault(cell, {"status": "none", "late": []}).update(entry)
    with open(REPORT + ".new", "w", encoding="utf-8") as file:
        json.dump(list(replies.items()), file)
    os.replace(REPORT + ".new", REPORT)


def late_text(content):
    return content.get("text") or content.get("evalue") or ", ".join(content.get("data", {}))


def watch(message):
    """Reports an output that came after its cell had ended."""
    request = message["parent_header"].get("msg_id")
    content = message["content"]
    if message["header"]["msg_type"] == "status":
        cell_of_request.setdefault(request, current["cell"])
        if content["execution_state"] == "idle":
            idle.add(request)
    elif message["header"]["msg_type"] in OUTPUTS and request in idle:
        cell = cell_of_request[request]
        report(cell, late=[*replies.get(cell, {}).get("late", []), late_text(content)])


get_message = AsyncZMQSocketChannel.get_msg


async def get_watched_message(channel, *arguments, **options):
    message = await get_message(channel, *arguments, **options)
    if message["header"]["msg_type"] == "status":
        current["iopub"] = channel
    if channel is current["iopub"]:
        watch(message)
    return message


AsyncZMQSocketChannel.get_msg = get_watched_message


def on_notebook_start(notebook):
    code = [i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code" and cell.source.strip()]
    current["last"] = code[-1] if code else None
    for index in code:
        notebook.cells[index].outputs = []
        notebook.cells[index].execution_count = None
    atexit.register(nbformat.write, notebook, COPY)


def on_cell_execute(cell, cell_index):
    current["cell"] = cell_index
    report(cell_index, status="running")


async def on_cell_executed(cell, cell_index, execute_reply):
    content = execute_reply["content"] if execute_reply else {}
    cell.execution_count = content.get("execution_count")
    report(cell_index, status=content.get("status", "none"))
    try:
        while cell_index == current["last"] and current["iopub"]:
            await current["iopub"].get_msg(timeout=GRACE)
    except queue.Empty:
        pass


c = get_config()  # noqa: F821 (given by traitlets)
c.ExecutePreprocessor.on_notebook_start = on_notebook_start
c.ExecutePreprocessor.on_cell_execute = on_cell_execute
c.ExecutePreprocessor.on_cell_executed = on_cell_executed
