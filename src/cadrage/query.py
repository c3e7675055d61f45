"""Questions in SQL to the tables on disk: DuckDB reads of them what an answer needs, however large they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from cadrage.errors import MeasureError
from cadrage.tables import TABLES

if TYPE_CHECKING:
    from cadrage.study import Study


def query(study: Study, sql: str) -> pd.DataFrame:
    """The answer to a question in SQL; each table of :mod:`cadrage.tables` goes by its name.

    The tables are brought up to date first.  Raises :class:`~cadrage.errors.MeasureError` where DuckDB does not
    understand the question, with what it says.

    >>> query(study, "SELECT outlet, count(*) AS n FROM tokens WHERE lemma = 'annexion' GROUP BY 1")   # doctest: +SKIP
    """
    import duckdb

    from cadrage.annotate.store import PARTED
    from cadrage.folder import Folder

    folder = Folder(study.annotate())
    # In memory and without extensions: nothing is fetched, nothing is written.
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
        if not folder.local:
            connection.register_filesystem(folder.fs)
        for name in TABLES:
            files = folder.at(f"{name}.parquet/*.parquet" if name in PARTED else f"{name}.parquet").replace("'", "''")
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{files}')")
        try:
            return connection.execute(sql).df()
        except duckdb.Error as error:
            raise MeasureError(
                f"a question in SQL was expected, about {', '.join(TABLES)}; DuckDB says: {error}"
            ) from error
