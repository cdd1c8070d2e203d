"""Starts nbconvert without an optional dependency that takes longer to import than everything else.

To check web addresses, which notebooks' metadata do not contain, jsonschema imports rfc3987_syntax, which builds its
grammar whenever it is imported: 1.3 of 2.5 seconds. jsonschema works without it.
"""

import sys

sys.modules["rfc3987_syntax"] = None

from nbconvert.nbconvertapp import main  # noqa: E402

main()
