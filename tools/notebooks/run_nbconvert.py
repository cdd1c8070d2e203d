"""Starts nbconvert for a notebook at a time, with two changes.

To check web addresses, which notebooks' metadata do not contain, jsonschema imports rfc3987_syntax, which builds its
grammar whenever it is imported: 1.3 of 2.5 seconds. jsonschema works without it.

Jupyter asks the system for free ports, closes them, and lets the kernel open them a second later. Where several
kernels start at once, the system may meanwhile give such a port to somebody else. It gives none below 32768 unasked.
"""

import random
import socket
import sys

sys.modules["rfc3987_syntax"] = None

from nbconvert.nbconvertapp import main  # noqa: E402


def is_free(port):
    with socket.socket() as opened:
        try:
            opened.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


chosen = random.SystemRandom()
free = (port for port in iter(lambda: chosen.randrange(10_000, 32_000), None) if is_free(port))
names = ("shell", "iopub", "stdin", "control", "hb")
sys.argv += ["--KernelManager.cache_ports=False", *(f"--KernelManager.{name}_port={next(free)}" for name in names)]
main()
