"""The tables that travel between the stages, declared once: columns, types, allowed values, meaning.

Other programs read these tables, so a column is never renamed or dropped, only added.  All positions are 0-based,
half-open character offsets into ``articles.text``, which is the text as decoded from the source.  ``outlet`` and
``event`` are repeated in every table with an ``article_id``, so that a measure needs one table only.
"""

from dataclasses import dataclass
from functools import cache

import pandas as pd
import pandera.pandas as pandera
import pyarrow as pa

from cadrage.errors import TableError

ZONES = ("headline", "lead", "body")
VOICES = ("narrator", "attributed")
DISTANCES = ("none", "scare-quoted", "hedged")
TYPES = ("direct", "indirect", "mixed")
SPEAKER_KINDS = ("person", "institution", "state", "group", "unnamed", "document")
PASSAGE_KINDS = ("agency copy", "official quotation", "own repeat")

# name → (Arrow type on disk, pandas type in memory).  "key" is text that repeats: a dictionary on disk, a category
# in memory, which keeps forty million tokens affordable.
_ARROW = {
    "text": pa.string(),
    "key": pa.dictionary(pa.int32(), pa.string()),
    "int": pa.int32(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.timestamp("ms"),
    "ints": pa.list_(pa.int32()),
    "texts": pa.list_(pa.string()),
}
PANDAS = {
    "text": "str",
    "key": "category",
    "int": "Int32",
    "float": "float64",
    "bool": "bool",
    "date": "datetime64[ms]",
    # As Arrow keeps them, not a Python object a row: a hundred thousand articles have some 300,000 attributions.
    "ints": pd.ArrowDtype(_ARROW["ints"]),
    "texts": pd.ArrowDtype(_ARROW["texts"]),
}


@dataclass(frozen=True)
class Column:
    """One declared column: its name, kind of value, meaning, allowed values and whether it may be missing."""

    name: str
    kind: str
    meaning: str
    allowed: tuple[str, ...] = ()
    missing: bool = False


_ARTICLE = Column("article_id", "text", "the article")
_OUTLET = Column("outlet", "text", "who published it")
_EVENT = Column("event", "text", "what it is about, where the corpus says so", missing=True)
_START = Column("start", "int", "first character")
_END = Column("end", "int", "one past the last character")

TABLES: dict[str, tuple[Column, ...]] = {
    "articles": (
        _ARTICLE,
        _OUTLET,
        Column("date", "date", "day of publication", missing=True),
        Column("title", "text", "headline as given, or as found in the text; empty where there is none"),
        Column("text", "text", "as decoded from the source, never rewritten"),
        Column("headline_end", "int", "where the headline ends in text; 0 where the text has none"),
        Column("url", "text", "address, as given", missing=True),
        Column("section", "text", "section, as given", missing=True),
        _EVENT,
        Column("author", "text", "author, as given", missing=True),
        Column("source_file", "text", "file the article was read from, and row where it holds many"),
        Column("sha256", "text", "SHA-256 of text in UTF-8"),
        Column("n_words", "int", "words of the text (runs of letters and digits)"),
        Column("warnings", "texts", "what was noticed or assumed when it was read"),
    ),
    "tokens": (
        Column("article_id", "key", "the article"),
        Column("outlet", "key", "who published it"),
        Column("event", "key", "what it is about, where the corpus says so", missing=True),
        Column("i", "int", "position of the token in the article, white space not counted"),
        _START,
        _END,
        Column("form", "key", "the word as written, in plain typography"),
        Column("lemma", "key", "dictionary form, lower case but for proper nouns"),
        Column("pos", "key", "universal part of speech"),
        Column("morph", "key", "universal features, Feature=Value|…"),
        Column("head", "int", "i of the syntactic head; itself at the root"),
        Column("dep", "key", "universal dependency relation"),
        Column("entity", "key", "kind of named entity (PER, LOC, ORG), else empty"),
        Column("sentence", "int", "number of the sentence in the article"),
        Column("zone", "key", "where in the article", ZONES),
        Column("voice", "key", "whose word it is", VOICES),
        Column("attribution_id", "text", "the outermost attribution it stands in: who is made to say it", missing=True),
        Column("distance", "key", "narrator's words held at a distance", DISTANCES),
        Column("shared", "bool", "stands in a passage that other articles have too"),
        Column("boilerplate", "bool", "credit, link or notice that is not the article's prose: not counted"),
    ),
    "attributions": (
        _ARTICLE,
        _OUTLET,
        _EVENT,
        Column("attribution_id", "text", "unique in the corpus"),
        Column("type", "text", "how much of the content stands in quotation marks", TYPES),
        Column("starts", "ints", "first characters of the content's pieces"),
        Column("ends", "ints", "ends of the content's pieces"),
        Column("cue_start", "int", "first character of the cue", missing=True),
        Column("cue_end", "int", "end of the cue", missing=True),
        Column("cue_lemma", "text", "lemma of the cue", missing=True),
        Column("cue_class", "text", "class of the cue in the lexicon", missing=True),
        Column("source_start", "int", "first character of the mention the cue attaches to", missing=True),
        Column("source_end", "int", "end of that mention", missing=True),
        Column("speaker", "text", "canonical speaker; missing where the text does not say", missing=True),
        Column("speaker_kind", "text", "kind of speaker", SPEAKER_KINDS, missing=True),
        Column("parent_id", "text", "attribution that this one is nested in", missing=True),
        Column("zone", "text", "where in the article the content starts", ZONES),
        Column("rule", "text", "rule that found it"),
        Column("confidence", "float", "estimated probability that content and speaker are right, 0 to 1"),
    ),
    "hits": (
        _ARTICLE,
        _OUTLET,
        _EVENT,
        Column("frame", "text", "the declared set of competing terms"),
        Column("term", "text", "the declared term"),
        _START,
        _END,
        Column("form", "text", "the words as written"),
        Column("zone", "text", "where in the article", ZONES),
        Column("voice", "text", "whose word it is", VOICES),
        Column("speaker", "text", "canonical speaker where attributed", missing=True),
        Column("attribution_id", "text", "the attribution it stands in", missing=True),
        Column("distance", "text", "narrator's words held at a distance", DISTANCES),
        Column("negated", "bool", "denied where it stands (ce n'est pas une …)"),
        Column("shared", "bool", "stands in a passage that other articles have too"),
        Column("excluded", "bool", "left out of the shares"),
        Column("reason", "text", "why it was left out; empty where it counts"),
    ),
    "passages": (
        Column("passage_id", "text", "one passage, whatever the number of articles that carry it"),
        _ARTICLE,
        _OUTLET,
        _EVENT,
        _START,
        _END,
        Column("kind", "text", "what kind of shared text it is", PASSAGE_KINDS),
        Column("similarity", "float", "share of words equal to the passage's model wording, 0 to 1"),
        Column("agency_credit", "text", "agency that the article credits", missing=True),
    ),
    "statements": (
        Column("statement_id", "text", "one statement, whatever its wordings"),
        _ARTICLE,
        _OUTLET,
        _EVENT,
        Column("attribution_id", "text", "the attribution; missing for a sentence in narrator voice", missing=True),
        _START,
        _END,
        Column("similarity", "float", "likeness to the statement's model wording, 0 to 1"),
        Column("wording", "text", "same words, or other words", ("verbatim", "reworded")),
    ),
}


@cache
def arrow_schema(name: str) -> pa.Schema:
    """The Arrow schema of a declared table, as written to Parquet.

    >>> arrow_schema("passages").names[:3]
    ['passage_id', 'article_id', 'outlet']
    """
    return pa.schema([pa.field(c.name, _ARROW[c.kind]) for c in TABLES[name]])


def in_memory(kind: pa.DataType) -> object | None:
    """The pandas type of a column that Arrow would turn into floats (numbers with gaps) or Python objects (lists)."""
    if pa.types.is_list(kind):
        return pd.ArrowDtype(pa.list_(kind.value_type))
    return pd.Int32Dtype() if kind == _ARROW["int"] else None


@cache
def _checks(name: str) -> pandera.DataFrameSchema:
    def column(c: Column) -> pandera.Column:
        check = pandera.Check.isin(c.allowed) if c.allowed else None
        return pandera.Column(None, check, nullable=c.missing, required=True)

    return pandera.DataFrameSchema({c.name: column(c) for c in TABLES[name]}, strict=False)


def empty(name: str) -> pd.DataFrame:
    """A table without rows, with the declared columns and types.

    >>> empty("hits").columns[:3].tolist()
    ['article_id', 'outlet', 'event']
    """
    return pd.DataFrame({c.name: pd.Series([], dtype=PANDAS[c.kind]) for c in TABLES[name]})


def make(name: str, rows: list[dict] | dict | pd.DataFrame) -> pd.DataFrame:
    """A declared table from rows: columns in order, declared types, further columns kept behind.

    Raises :class:`~cadrage.errors.TableError` where a column is missing or a value is not allowed.

    >>> t = make("passages", [dict(passage_id="p1", article_id="a", outlet="X", event=None, start=0, end=9,
    ...                            kind="agency copy", similarity=1.0, agency_credit=None)])
    >>> t.dtypes["start"].name
    'Int32'
    """
    if isinstance(rows, list) and not rows:
        return empty(name)
    frame = pd.DataFrame(rows)
    declared = [c.name for c in TABLES[name]]
    missing = [c for c in declared if c not in frame.columns]
    if missing:
        raise TableError(
            f"the table {name} was expected to have the column {missing[0]!r}, but its columns are "
            f"{', '.join(map(str, frame.columns))}: add it (see cadrage.tables.TABLES)"
        )
    frame = frame[declared + [c for c in frame.columns if c not in declared]]
    frame = frame.astype({c.name: PANDAS[c.kind] for c in TABLES[name]})
    return check(name, frame.reset_index(drop=True))


def check(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The same table, or a :class:`~cadrage.errors.TableError` that names column and value.

    >>> check("hits", empty("hits")).empty
    True
    """
    try:
        return _checks(name).validate(frame)
    except pandera.errors.SchemaError as error:
        raise TableError(f"the table {name} does not hold what it declares: {error}") from error
