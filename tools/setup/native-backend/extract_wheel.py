"""Unpacks from TensorFlow's wheel what the binding needs: extract_wheel.py WHEEL FOLDER LIBRARY...

The libraries land in FOLDER itself, the headers in FOLDER/include.
"""

import shutil
import sys
import zipfile
from pathlib import Path

wheel, folder, *libraries = sys.argv[1:]
headers = ("tensorflow/c/", "tensorflow/core/platform/", "tensorflow/tsl/", "tsl/", "xla/tsl/")
include = "tensorflow/include/"

with zipfile.ZipFile(wheel) as archive:
    for name in archive.namelist():
        if name.startswith(include) and name[len(include) :].startswith(headers) and name.endswith(".h"):
            target = Path(folder, "include", name[len(include) :])
        elif name.removeprefix("tensorflow/") in libraries:
            target = Path(folder, Path(name).name)
            print(f"unpacking {target.name}", flush=True)
        else:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(name) as source, open(target, "wb") as copy:
            shutil.copyfileobj(source, copy, 1 << 20)
