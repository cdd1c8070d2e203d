"""What front ends are sent for a chart. Reads {"data", "metadata"} as the kernel sends them; prints results by case."""

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, "tools/colab")
from typescript_magic import charts

chart = json.load(sys.stdin)


def sent():
    data, metadata = charts.for_front_end(chart["data"], chart["metadata"], Path.cwd())
    return {"data": data, "metadata": metadata}


def error():
    try:
        return charts.chart_form()
    except ValueError as refused:
        return str(refused)


def where(asked, **variables):
    os.environ.update(variables)
    try:
        return asked()
    finally:
        for name in variables:
            del os.environ[name]


results = {
    "unasked": sent(),
    "picture": where(sent, LINEAR_NETWORKS_CHARTS="picture"),
    "html": where(sent, LINEAR_NETWORKS_CHARTS="html"),
    "nonsense": where(error, LINEAR_NETWORKS_CHARTS="crayon"),
    "on Kaggle": where(charts.chart_form, KAGGLE_KERNEL_RUN_TYPE="Interactive"),
    "on Colab": where(charts.chart_form, COLAB_RELEASE_TAG="release-colab_20260101"),
    "on Colab, asked for a picture,": where(charts.chart_form, COLAB_RELEASE_TAG="x", LINEAR_NETWORKS_CHARTS="picture"),
}
sys.modules["google.colab"] = sys
results["in a Python that has google.colab"] = charts.chart_form()
print(json.dumps(results))
