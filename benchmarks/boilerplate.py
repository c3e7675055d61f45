"""How well boilerplate is told from prose: ``python -m benchmarks.boilerplate [--errors]``.

Each line of tests/boilerplate/wording.yml is set between paragraphs of prose.  Recall is the share of boilerplate lines
marked as a whole, precision the share of marked lines that are boilerplate; an article has some fifty lines of prose for
one of boilerplate, of which few look like it, so the share of prose lines marked is given as well.
"""

import argparse
from pathlib import Path

import yaml

from cadrage.boilerplate import boilerplate

WORDING = Path(__file__).resolve().parents[1] / "tests" / "boilerplate" / "wording.yml"
PROSE = "Le pont de Valmer a rouvert jeudi matin après deux ans de travaux, devant une foule de curieux."


def marked(line: str) -> bool:
    """Whether the whole line, its punctuation aside, is marked where it stands at the end of an article or inside."""
    for text in (f"{PROSE}\n\n{line}\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n", f"{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n{line}\n"):
        start = text.index(line)
        inside = sum(
            min(b, start + len(line)) - max(a, start)
            for a, b, _ in boilerplate(text)
            if b > start and a < start + len(line)
        )
        if inside >= 0.9 * len(line):
            return True
    return False


def score(part: str) -> dict:
    """Counts and shares for one part of the lines, and what went wrong."""
    lines = yaml.safe_load(WORDING.read_text(encoding="utf-8"))[part]
    missed = [line for line in lines["boilerplate"] if not marked(line)]
    taken = [line for line in lines["prose"] if marked(line)]
    found = len(lines["boilerplate"]) - len(missed)
    return {
        "boilerplate": len(lines["boilerplate"]),
        "prose": len(lines["prose"]),
        "recall": found / len(lines["boilerplate"]),
        "precision": found / max(1, found + len(taken)),
        "prose marked": len(taken) / len(lines["prose"]),
        "missed": missed,
        "taken": taken,
    }


def main(errors: bool) -> None:
    """Prints the scores of each part."""
    for part in yaml.safe_load(WORDING.read_text(encoding="utf-8")):
        s = score(part)
        print(f"{part}: {s['boilerplate']} lines of boilerplate, {s['prose']} of prose: recall {s['recall']:.3f}, "
              f"precision {s['precision']:.3f}, prose marked {s['prose marked']:.3f}")  # fmt: skip
        for kind in ("missed", "taken") if errors else ():
            for line in s[kind]:
                print(f"  {kind}: {line}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--errors", action="store_true")
    main(parser.parse_args().errors)
