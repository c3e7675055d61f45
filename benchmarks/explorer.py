"""How long the explorer of a live notebook takes to answer each kind of change, on a corpus made for the purpose.

    python -m benchmarks.explorer [--articles 4000] [--study DIR [--tables DIR]]

Each change goes through the widgets, as a reader's does: shares, passages and article text are made anew.  Without
``--study`` the articles are made (:mod:`benchmarks.corpus`) and annotated first, which takes most of the time.
"""

import argparse
import tempfile
import time
from pathlib import Path

from benchmarks.corpus import write
from cadrage.report.explorer import Explorer
from cadrage.study import Study

# Words that French Wikinews has often; what they would show is of no interest here.
CODEBOOK = """
articles: corpus.parquet
frames:
  police:
    terms: {policiers: [policier], gendarmes: [gendarme], "forces de l'ordre": ["forces de l'ordre"]}
  violence:
    terms: {attaque: [attaque, attaquer], attentat: [attentat], opération: [opération]}
  foule:
    terms: {manifestants: [manifestant], militants: [militant], rebelles: [rebelle], terroristes: [terroriste]}
"""


def main(n: int, place: Path | None, tables: Path | None) -> None:
    """Prints, for each kind of change, the seconds of the slowest and of the middle one."""
    with tempfile.TemporaryDirectory() as folder:
        if place is None:
            place = Path(folder)
            write(n, place / "corpus.parquet")
            (place / "study.yml").write_text(CODEBOOK, encoding="utf-8")
        study = Study.open(place, tables=tables)
        print(f"{len(study.articles):,} articles, {len(study.hits):,} uses of declared terms")
        print(
            "\n| change | processor s, middle | processor s, slowest | clock s, slowest |\n| --- | ---: | ---: | ---: |"
        )
        for what, taken in changes(Explorer(study, live=True)).items():
            cpu, clock = sorted(t[0] for t in taken), max(t[1] for t in taken)
            print(f"| {what} | {cpu[len(cpu) // 2]:.2f} | {cpu[-1]:.2f} | {clock:.2f} |")


def changes(explorer: Explorer) -> dict[str, list[tuple[float, float]]]:
    """Kind of change → (processor, clock) seconds of some changes of that kind."""
    out: dict[str, list] = {}

    def change(what: str, control, **values) -> None:
        cpu, clock = time.process_time(), time.perf_counter()
        for name, value in values.items():
            setattr(control, name, value)
        out.setdefault(what, []).append((time.process_time() - cpu, time.perf_counter() - clock))

    cpu, clock = time.process_time(), time.perf_counter()
    choices, _, _, article, _ = explorer.widget().children
    out["first sight"] = [(time.process_time() - cpu, time.perf_counter() - clock)]
    (frame, voice), (terms, outlets) = (box.children for box in choices.children[:2])
    dates = choices.children[2]
    for name in [*frame.options[1:], frame.options[0]]:
        change("frame", frame, value=name)
    for k in range(1, len(terms.options) + 1):
        change("terms", terms, value=tuple(terms.options[:k]))
    for name in ("narrator", "attributed", "all"):
        change("voice", voice, value=name)
    for k in range(1, len(outlets.options) + 1):
        change("outlets", outlets, value=tuple(outlets.options[:k]))
    last = len(dates.options) - 1
    for first, until in ((0, last // 2), (last // 4, last // 2), (last // 2, last), (0, last)):
        change("dates", dates, index=(first, until))
    for k in range(1, min(12, len(article.options))):
        change("article shown", article, index=k * (len(article.options) - 1) // 12)
    return out


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=4000)
    parser.add_argument("--study", type=Path)
    parser.add_argument("--tables", type=Path)
    options = parser.parse_args()
    main(options.articles, options.study, options.tables)
