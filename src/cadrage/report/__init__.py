"""The report: measures become figures and tables, notebooks become one self-contained HTML page.

``build`` is what the command line calls; ``Page`` is what notebooks hold.
"""

__all__ = ["Page", "build", "declared_contrasts", "notebook_folder", "open_study", "possible", "with_rows"]


def __getattr__(name: str):
    # Imported when asked for: reading a study needs neither matplotlib nor nbconvert.
    from importlib import import_module

    where = {
        "build": "assemble",
        "Page": "page",
        "open_study": "live",
        "possible": "attempt",
        "declared_contrasts": "attempt",
        "notebook_folder": "live",
        "with_rows": "rows",
    }
    if name in where:
        return getattr(import_module(f"cadrage.report.{where[name]}"), name)
    raise AttributeError(f"module 'cadrage.report' has no attribute {name!r}")
