"""Tries out what the set-up has made: imports JupyterLab and its extensions, starts the TypeScript kernel, computes, draws.

Prints a line of JSON for each part: {"part": …, "error": … or null}. Run by the project's own Python.
"""

import atexit
import importlib
import json
import shutil
import sys
from pathlib import Path

cell = """
import { show, tf, useBackend } from "linear-networks";
await useBackend();
console.log("product", tf.tidy(() => tf.matMul([[1, 2]], [[3], [4]]).dataSync().join()));
await show(
  { data: { values: [{ x: 1, y: 2 }, { x: 2, y: 3 }] }, mark: "point", width: 100, height: 100,
    encoding: { x: { field: "x", type: "quantitative" }, y: { field: "y", type: "quantitative" } } },
  { alt: "two points" });
"""
patience = 120


def report(part, error=None):
    print(json.dumps({"part": part, "error": error}), flush=True)


def import_all():
    from jupyter_core.paths import jupyter_config_dir

    # With JUPYTER_NO_CONFIG it is a new folder, which Jupyter leaves behind.
    atexit.register(shutil.rmtree, jupyter_config_dir(), ignore_errors=True)
    for name, program in (("jupyterlab.labapp", "LabApp"), ("nbconvert.nbconvertapp", "NbConvertApp")):
        getattr(importlib.import_module(name), program)
    importlib.import_module("nbconvert.preprocessors")
    for file in sorted(Path(sys.prefix, "etc/jupyter/jupyter_server_config.d").glob("*.json")):
        extensions = json.loads(file.read_text(encoding="utf-8")).get("ServerApp", {}).get("jpserver_extensions", {})
        for name in extensions:
            importlib.import_module(name)


def run_cell():
    """Runs the cell in a kernel; gives what it printed, the kinds of what it showed, and its error."""
    from jupyter_client.manager import start_new_kernel

    printed, shown = [], set()

    def take(message):
        content = message["content"]
        if message["msg_type"] == "stream":
            printed.append(content["text"])
        shown.update(content.get("data", ()))

    manager, client = start_new_kernel(startup_timeout=patience, kernel_name="tslab")
    try:
        reply = client.execute_interactive(cell, timeout=patience, output_hook=take)["content"]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    error = None if reply["status"] == "ok" else f"{reply.get('ename')}: {reply.get('evalue')}"
    return "".join(printed), shown, error


def try_part(part, work):
    try:
        error = work()
    except Exception as failure:
        error = f"{type(failure).__name__}: {failure}"
    report(part, error)
    return error is None


def kernel_and_chart():
    printed, shown, error = run_cell()
    if error is None and "product 11" not in printed:
        error = f"[1, 2] · [3, 4] must be 11, got {printed.strip() or 'nothing'}"
    if error is None and "image/png" not in shown:
        error = "no picture of a chart came"
    return error


if try_part("JupyterLab", import_all):
    try_part("Kernel", kernel_and_chart)
