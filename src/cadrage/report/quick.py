"""nbformat and nbconvert without the second and a half that one of their checks takes to be set up.

jsonschema builds a whole grammar of internationalised addresses when it is imported, to check fields that notebooks do
not have.  It does without where the grammar is not installed, and that is what it is told here.
"""

import sys

_GRAMMAR = "rfc3987_syntax"
_absent = _GRAMMAR not in sys.modules
if _absent:
    sys.modules[_GRAMMAR] = None
try:
    import nbformat
    from nbconvert.exporters import HTMLExporter
    from nbconvert.preprocessors import Preprocessor
finally:
    if _absent:
        del sys.modules[_GRAMMAR]

__all__ = ["HTMLExporter", "Preprocessor", "nbformat"]
