"""What the first cell of a notebook calls once it has the project."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from IPython import get_ipython

from .failures import SetUpFailed
from .kernel import TypeScriptKernel, prefix_of
from .live import run_live
from .magics import register
from .node import find_node, version_of

_running: dict[str, TypeScriptKernel] = {}


def begin(project: str | os.PathLike[str]) -> None:
    """Sets the project up, starts its kernel and teaches this notebook %%ts. A kernel that runs is left as it is."""
    project = Path(project).resolve()
    kernel = _running.get("kernel")
    if kernel is None or not kernel.is_alive():
        node = find_node(project)
        environment = environment_for(node)
        set_up(project, node, environment)
        kernel = _running["kernel"] = TypeScriptKernel(project, environment)
        kernel.start()
        register(get_ipython(), kernel)
        version = ".".join(map(str, version_of(node) or ()))
        print(f"✓ TypeScript kernel ready (Node {version})", flush=True)
    else:
        print("✓ TypeScript kernel runs already; %ts_restart starts again", flush=True)


def environment_for(node: str) -> dict[str, str]:
    """This process's environment, with that Node first in the PATH and this Python for the set-up."""
    environment = dict(os.environ)
    environment["PATH"] = os.pathsep.join([str(Path(node).parent), environment.get("PATH", os.defpath)])
    if sys.version_info >= (3, 10):
        environment.setdefault("PYTHON", sys.executable)
    # What ipykernel sets for programs that this process starts; the kernel's texts go to a notebook, without colours.
    for name in ("FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "MPLBACKEND", "NODE_OPTIONS"):
        environment.pop(name, None)
    return environment


def set_up(project: Path, node: str, environment: dict[str, str]) -> None:
    """Runs the project's own set-up. Where nothing is to be done, it takes a fraction of a second."""
    script = str(project / "tools" / "setup.mjs")
    # The host has a Jupyter; what it takes of the project is the kernel.
    code, output = run_live([node, script, "--without-jupyterlab", "--jupyter", str(prefix_of(project))], environment)
    if code != 0:
        problems = [line for line in output.splitlines() if "✗" in line or "What to do" in line]
        told = "\n".join(problems) or f"tools/setup.mjs ended with code {code}"
        raise SetUpFailed(f"the project could not be set up.\n{told}\nThen run this cell again.")
