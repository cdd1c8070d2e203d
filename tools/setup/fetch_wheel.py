"""Fetches one wheel through a package index, without pip: fetch_wheel.py NAME FILE SHA256 FOLDER

The index is PIP_INDEX_URL, else pip's configured `index-url`, else https://pypi.org/simple. Proxies are those
of the environment; certificates those of PIP_CERT or the system.
"""

import configparser
import hashlib
import http.client
import os
import re
import ssl
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

name, file, expected, folder = sys.argv[1:]


def configured_index():
    home = Path.home()
    places = [os.environ.get("PIP_CONFIG_FILE", ""), home / ".config/pip/pip.conf", home / ".pip/pip.conf"]
    config = configparser.RawConfigParser()
    try:
        config.read(["/etc/pip.conf", *[str(place) for place in reversed(places) if place]])
    except configparser.Error as error:
        sys.exit(f"ERROR: pip's settings cannot be read: {error}")
    return config.get("global", "index-url", fallback="https://pypi.org/simple")


def body_of(answer):
    """What the server sends; a server that sends next to nothing is given up after a minute."""
    begun, received, parts = time.monotonic(), 0, []
    while part := answer.read1(1 << 20):
        parts.append(part)
        received += len(part)
        seconds = time.monotonic() - begun
        if seconds > 60 and received / seconds < 8192:
            raise OSError(f"only {received} bytes came in {seconds:.0f} s")
    return b"".join(parts)


def read(address):
    certificates = os.environ.get("PIP_CERT") or os.environ.get("SSL_CERT_FILE")
    context = ssl.create_default_context(cafile=certificates)
    try:
        with urllib.request.urlopen(address, timeout=30, context=context) as answer:
            return body_of(answer)
    except (OSError, ValueError, http.client.HTTPException) as error:
        sys.exit(f"ERROR: {address}: {error}")


index = os.environ.get("PIP_INDEX_URL") or configured_index()
page = f"{index.rstrip('/')}/{name}/"
print(f"looking for {file} in {page}", flush=True)
listing = page + "index.html" if page.startswith("file:") else page
links = re.findall(r'href="([^"]+)"', read(listing).decode(errors="replace"))
link = next((each for each in links if urllib.parse.unquote(each).split("#")[0].endswith(file)), None)
if link is None:
    sys.exit(f"ERROR: No matching distribution found: the index does not list {file}")
wheel = read(urllib.parse.urljoin(page, link.split("#")[0]))
found = hashlib.sha256(wheel).hexdigest()
if found != expected:
    sys.exit(f"ERROR: {file} DO NOT MATCH THE HASHES: expected {expected}, got {found}")
temporary = Path(folder, f"{file}.part")
temporary.write_bytes(wheel)
temporary.replace(Path(folder, file))
