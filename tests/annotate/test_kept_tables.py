"""A small table is made once for all that it was made of."""

from cadrage import tables
from cadrage.annotate.kept_tables import KeptTables
from cadrage.folder import Folder


def test_small_tables_are_made_once_for_a_key(tmp_path):
    kept, made = KeptTables(Folder(tmp_path)), []

    def make():
        made.append(1)
        return tables.empty("hits")

    for key in ("k", "k", "other"):
        assert kept.cached("hits", key, make).columns.tolist() == tables.empty("hits").columns.tolist()
    assert len(made) == 2
