"""A chart as HTML that needs nothing from elsewhere: the chart compiled for Vega, and Vega itself.

Each output of Colab is a document of its own, so each chart brings the renderer along, compressed. Its still
picture is there first, and stays where scripts are not run.
"""

from __future__ import annotations

import base64
import functools
import gzip
import html
import json
import os
import subprocess
import uuid
from pathlib import Path

from .failures import Told
from .node import find_node

COMPILER = Path(__file__).with_name("compile-chart.cjs")
PAGE = Path(__file__).with_name("chart.html")


def chart_html(project: Path, spec: dict, picture: str, size: dict, alt: str) -> str:
    """spec: a Vega-Lite 5 chart; picture: its PNG in base64; size: the picture's width and height in pixels"""
    width = f' width="{int(size["width"])}"' if "width" in size else ""
    replacements = {
        "NAME": f"chart-{uuid.uuid4().hex}",
        "RENDERER": renderer(project),
        "CHART": script_text(compiled(project, spec)),
        "PICTURE": f'<img src="data:image/png;base64,{picture.strip()}" alt="{html.escape(alt)}"{width}>',
    }
    page = PAGE.read_text(encoding="utf-8")
    for name, value in replacements.items():
        page = page.replace(f"__{name}__", value)
    return page


def compiled(project: Path, spec: dict) -> dict:
    """The chart for Vega, made by the project's Vega-Lite."""
    done = subprocess.run(
        [find_node(project), str(COMPILER), str(project)],
        input=json.dumps(spec),
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "NODE_OPTIONS": ""},
    )
    if done.returncode != 0:
        raise Told(f"the chart could not be compiled for this front end:\n{done.stderr.strip()}")
    return json.loads(done.stdout)


@functools.lru_cache(maxsize=1)
def renderer(project: Path) -> str:
    """Vega's script, compressed, in base64."""
    script = (project / "node_modules" / "vega" / "build" / "vega.min.js").read_bytes()
    return base64.b64encode(gzip.compress(script, mtime=0)).decode("ascii")


def script_text(value: object) -> str:
    """JSON that cannot end the script element which it stands in."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
