"""nbconvert, without a part that takes longer to import than all else.

To check web addresses in notebooks' metadata, which have none, jsonschema imports rfc3987_syntax, which builds its
grammar anew in each process: 1.3 of 2.5 seconds. jsonschema does without it where it is not installed.
"""

import sys

sys.modules["rfc3987_syntax"] = None

from nbconvert.nbconvertapp import main  # noqa: E402

main()
