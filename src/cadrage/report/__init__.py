"""The report: measures become figures and tables, notebooks become one self-contained HTML page.

``build`` is what the command line calls; ``Page`` is what notebooks hold.
"""

__all__ = [
    "Page",
    "build",
    "declared_contrasts",
    "key_dispersion",
    "notebook_folder",
    "open_study",
    "possible",
    "show_versions",
    "with_rows",
    "with_uses",
]


def __getattr__(name: str):
    # Imported when asked for: reading a study needs neither matplotlib nor nbconvert.
    from importlib import import_module

    where = {
        "build": "assemble",
        "Page": "page",
        "open_study": "live",
        "possible": "attempt",
        "key_dispersion": "gate",
        "declared_contrasts": "attempt",
        "notebook_folder": "live",
        "show_versions": "side_by_side",
        "with_rows": "rows",
        "with_uses": "rows",
    }
    if name in where:
        return getattr(import_module(f"cadrage.report.{where[name]}"), name)
    raise AttributeError(f"module 'cadrage.report' has no attribute {name!r}")
