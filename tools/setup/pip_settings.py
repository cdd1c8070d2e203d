"""Prints the user's settings of pip that say where packages come from and how they are reached, as JSON.

Settings that say what is installed, and where to, stay out: `user`, `target`, `constraint`, `dry-run` and so on.
"""

import ast
import json
import os
import subprocess
import sys

kept = {
    *("index-url", "pypi-url", "extra-index-url", "find-links", "no-index", "trusted-host"),
    *("proxy", "cert", "client-cert", "timeout", "default-timeout", "retries", "resume-retries", "keyring-provider"),
    *("cache-dir", "no-cache-dir", "use-feature", "use-deprecated"),
}
# pip takes these settings for options of `pip config`, too.
env = {**os.environ, "PIP_USER": "0", "PIP_GLOBAL": "0", "PIP_SITE": "0", "PIP_QUIET": "0"}
answer = subprocess.run(
    [sys.executable, "-m", "pip", "config", "list"], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
)
if answer.returncode != 0:
    sys.exit(f"ERROR: pip cannot read its settings: {answer.stderr.strip() or answer.stdout.strip()}")

settings = {}
for section in ("global", "install", "download", ":env:"):
    for line in answer.stdout.splitlines():
        name, _, value = line.partition("=")
        key = name.removeprefix(f"{section}.")
        if key != name and key in kept:
            settings[key] = ast.literal_eval(value)
print(json.dumps(settings))
