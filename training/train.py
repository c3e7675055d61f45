"""Makes the embedded French pipeline: ``python training/train.py --treebanks DIR --wikinews DIR --out DIR``.

Stages write to ``--work`` and are skipped when their result is there, so a broken run is taken up again by the same
command: texts, pretrain (tok2vec), corpus, core (morphology, lemmas, syntax), news and entities, assemble, evaluate.
"""

import argparse
import json
import os
from collections.abc import Callable
from pathlib import Path

# One thread, so that the same seed gives the same weights.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import corpus  # noqa: E402
import spacy  # noqa: E402
import tokenizer  # noqa: E402
import wikinews  # noqa: E402
from assemble import assemble  # noqa: E402
from evaluate import evaluate  # noqa: E402
from spacy.cli.init_config import fill_config  # noqa: E402
from spacy.training.initialize import init_nlp  # noqa: E402
from spacy.training.loop import train as spacy_train  # noqa: E402
from spacy.training.pretrain import pretrain as spacy_pretrain  # noqa: E402
from spacy.util import load_config  # noqa: E402

CONFIGS = Path(__file__).parent / "configs"
SEED = 20


def stage(result: Path, make: Callable[[], None]) -> None:
    """Run one stage unless its result exists."""
    if result.exists():
        print(f"{result.name}: there already, kept")
        return
    print(f"{result.name}: being made")
    result.parent.mkdir(parents=True, exist_ok=True)
    make()


def write_texts(treebanks: Path, news: Path, path: Path) -> None:
    """The running text for pretraining, one JSON object a line; no test text is in it."""
    texts = wikinews.pretraining_texts(news)
    for name in corpus.TRAINING:
        lines = (treebanks / f"{name}.conllu").read_text(encoding="utf-8").split("\n")
        texts += [line.removeprefix("# text = ").strip() for line in lines if line.startswith("# text =")]
    lines = (json.dumps({"text": wikinews.view(text)}, ensure_ascii=False) for text in texts)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def pretrain(texts: Path, folder: Path) -> None:
    """Pretrain the shared tok2vec to guess the letters of each word from its surroundings."""
    folder.mkdir(parents=True, exist_ok=True)
    _, filled = fill_config(folder / "filled.cfg", CONFIGS / "core.cfg", pretraining=True, silent=True)
    filled["paths"]["raw"] = str(texts)
    filled["system"]["seed"] = 0
    spacy_pretrain(filled.interpolate(), folder, silent=False)


def write_corpus(treebanks: Path, folder: Path, *, press: bool) -> None:
    """The documents of the core pipeline."""
    bins = corpus.build(corpus.load_treebanks(treebanks), spacy.blank("xx").vocab, seed=SEED, press=press)
    for name, documents in bins.items():
        documents.to_disk(folder / f"{name}.spacy")


def write_news(news: Path, folder: Path) -> None:
    """The documents of the entity recogniser."""
    blank = spacy.blank("xx")
    for name, documents in wikinews.build(news, tokenizer.build_tokenizer(blank)).items():
        documents.to_disk(folder / f"{name}.spacy")


def fit(config: Path, documents: Path, folder: Path, *, tok2vec: Path | None = None, steps: int | None = None) -> None:
    """Train one pipeline; the best checkpoint by the development set stays in ``folder/model-best``."""
    overrides = {"paths.train": str(documents / "train.spacy"), "paths.dev": str(documents / "dev.spacy")}
    if tok2vec:
        overrides["paths.tok2vec"] = str(tok2vec)
    if steps:
        overrides["training.max_steps"] = steps
    nlp = init_nlp(load_config(config, overrides=overrides, interpolate=False))
    spacy_train(nlp, folder)
    (folder / "done").touch()


def last_epoch(folder: Path) -> Path:
    """The weights of the last pretraining epoch."""
    return max(folder.glob("model[0-9]*.bin"), key=lambda p: int(p.stem.removeprefix("model")))


def main() -> None:
    """Run the stages in order."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    build = Path("build")
    parser.add_argument("--treebanks", type=Path, default=build / "treebanks", help="folder of the CoNLL-U files")
    parser.add_argument("--wikinews", type=Path, default=build / "wikinews-fr", help="articles.csv and entities/")
    parser.add_argument("--out", type=Path, default=Path("src/cadrage/model/fr"), help="where the pipeline goes")
    parser.add_argument("--work", type=Path, default=build / "model", help="where stages keep their results")
    parser.add_argument("--scores", type=Path, default=Path(__file__).parent / "scores.json")
    parser.add_argument("--without-press", action="store_true", help="leave press typography out (to compare)")
    parser.add_argument("--steps", type=int, help="training steps of the core, to compare shorter runs")
    args = parser.parse_args()
    work, texts = args.work, args.work / "texts.jsonl"
    kind = ("plain" if args.without_press else "press") + (f"-{args.steps}" if args.steps else "")
    data = work / ("corpus-plain" if args.without_press else "corpus-press")
    core, news, ner = work / f"core-{kind}", work / "news", work / "entities"

    stage(texts, lambda: write_texts(args.treebanks, args.wikinews, texts))
    stage(work / "pretrain" / "model-last.bin", lambda: pretrain(texts, work / "pretrain"))
    data.mkdir(parents=True, exist_ok=True)
    stage(data / "dev.spacy", lambda: write_corpus(args.treebanks, data, press=not args.without_press))
    tok2vec = last_epoch(work / "pretrain")
    stage(core / "done", lambda: fit(CONFIGS / "core.cfg", data, core, tok2vec=tok2vec, steps=args.steps))
    news.mkdir(parents=True, exist_ok=True)
    stage(news / "test.spacy", lambda: write_news(args.wikinews, news))
    stage(ner / "done", lambda: fit(CONFIGS / "ner.cfg", news, ner))
    assemble(core / "model-best", ner / "model-best", args.out)
    scores = evaluate(args.out, args.treebanks, args.wikinews)
    args.scores.write_text(json.dumps(scores, indent=2) + "\n", encoding="utf-8")
    print(f"{args.out} ({scores['size_mb']} MB), scores in {args.scores}")


if __name__ == "__main__":
    main()
