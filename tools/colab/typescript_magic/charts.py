"""Chooses for each chart the form that the front end can show."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from .chart_html import chart_html

VEGA_LITE = "application/vnd.vegalite.v5+json"
FORMS = ("vega-lite", "html", "picture")


def chart_form() -> str:
    """How charts are sent: "vega-lite", beside a picture for viewers that do not know it (JupyterLab, VS Code and

    whatever else follows Jupyter takes the best that it knows); "html" with a renderer of its own where a viewer is
    known to run scripts but not to know Vega-Lite's type (Colab, Kaggle); "picture".
    LINEAR_NETWORKS_CHARTS chooses one of them.
    """
    chosen = os.environ.get("LINEAR_NETWORKS_CHARTS", "")
    if chosen:
        if chosen not in FORMS:
            raise ValueError(f"LINEAR_NETWORKS_CHARTS is {chosen!r}; one of {', '.join(FORMS)} is wanted.")
        return chosen
    on_colab = "google.colab" in sys.modules or "COLAB_RELEASE_TAG" in os.environ
    on_kaggle = "KAGGLE_KERNEL_RUN_TYPE" in os.environ
    return "html" if on_colab or on_kaggle else "vega-lite"


def for_front_end(data: dict, metadata: dict, project: Path) -> tuple[dict, dict]:
    """What to send for a bundle of the kernel: the bundle itself, unless it holds a chart and the form differs."""
    form = chart_form()
    if VEGA_LITE not in data or form == "vega-lite":
        return data, metadata
    rest = {mime: value for mime, value in data.items() if mime != VEGA_LITE}
    about = {mime: value for mime, value in metadata.items() if mime != VEGA_LITE}
    if form == "picture":
        return rest, about
    picture = rest.pop("image/png", "")
    size = about.pop("image/png", {})
    html = chart_html(project, data[VEGA_LITE], picture, size, rest.get("text/plain", ""))
    return {**rest, "text/html": html}, about
