"""Coverage of the 95 % intervals over texts, drawn from known laws: 2 to 20 texts, intra-text correlation to .5.

    python benchmarks/intervals.py [--draws 1000] [--json FILE]

Printed for every number of texts: the least coverage over the laws tried (shares .1, .2, .5, .8;
correlations 0, .2, .5; 4 and 9 uses of the frame a text on average).
For comparison the percentile bootstrap, which the measures refuse below 20 texts, and the interval that takes words
for independent.
"""

import argparse
import json
from itertools import product

import numpy as np
import pandas as pd
from scipy import sparse

from cadrage.measure.uncertainty.intervals import clustered_share, quasi_poisson_rate, wilson
from cadrage.measure.vocabulary.counts import Counts
from cadrage.measure.vocabulary.rates import interval, two_sides

TEXTS, SHARES, CORRELATIONS, USES = (2, 3, 5, 10, 20), (0.1, 0.2, 0.5, 0.8), (0.0, 0.2, 0.5), (3, 8)


def draw_shares(
    rng, draws: int, texts: int, share: float, correlation: float, uses: int
) -> tuple[np.ndarray, np.ndarray]:
    """Uses of a term and of its frame in each text: beta-binomial, 1 + Poisson uses of the frame."""
    total = 1 + rng.poisson(uses, (draws, texts))
    scale = (1 - correlation) / correlation if correlation else None
    chance = rng.beta(share * scale, (1 - share) * scale, (draws, texts)) if scale else np.full((draws, texts), share)
    return rng.binomial(total, chance), total


def covered(bounds: list, truth: float) -> float:
    """Share of intervals that hold the truth."""
    return float(np.mean([low - 1e-12 <= truth <= high + 1e-12 for low, high in bounds]))


def percentile(k: np.ndarray, n: np.ndarray, rng) -> tuple[float, float]:
    """Percentile bootstrap of a share over texts, for comparison."""
    chosen = rng.integers(0, len(k), (199, len(k)))
    return tuple(np.quantile(k[chosen].sum(axis=1) / n[chosen].sum(axis=1), [0.025, 0.975]))


def share_coverage(texts: int, draws: int, rng) -> dict[str, float]:
    """Least coverage of a share, of a difference of two shares, and of the two intervals not used."""
    least = {"share": 1.0, "difference of shares": 1.0, "percentile bootstrap": 1.0, "words as independent": 1.0}
    for share, correlation, uses in product(SHARES, CORRELATIONS, USES):
        law = (draws, texts, share, correlation, uses)
        k, n = draw_shares(rng, *law)
        other = draw_shares(rng, *law)
        first = [clustered_share(*pair) for pair in zip(k, n, strict=True)]
        second = [clustered_share(*pair) for pair in zip(*other, strict=True)]
        difference = [
                (a.estimate - b.estimate - np.hypot(a.estimate - a.low, b.high - b.estimate),
                 a.estimate - b.estimate + np.hypot(a.high - a.estimate, b.estimate - b.low))
                for a, b in zip(first, second, strict=True)
            ]  # fmt: skip
        found = {
            "share": covered([i[1:3] for i in first], share),
            "difference of shares": covered(difference, 0.0),
            "percentile bootstrap": covered([percentile(*p, rng) for p in zip(k[:200], n[:200], strict=True)], share),
            "words as independent": covered(list(zip(*wilson(k.sum(axis=1), n.sum(axis=1)), strict=True)), share),
        }
        least = {name: min(value, found[name]) for name, value in least.items()}
    return least


def rate_coverage(texts: int, draws: int, rng) -> dict[str, float]:
    """Least coverage of a rate per 1,000 words and of a log ratio of rates; gamma-Poisson uses, unequal texts."""
    least = {"rate per 1,000 words": 1.0, "log ratio": 1.0}
    for rate in (0.005, 0.02):
        for spread in (0.0, 0.3, 1.0):
            sizes = rng.integers(200, 800, (draws, 2 * texts)).astype(float)
            factor = rng.gamma(1 / spread, spread, sizes.shape) if spread else np.ones(sizes.shape)
            uses = rng.poisson(rate * sizes * factor)
            rates = [quasi_poisson_rate(u[:texts], s[:texts])[0][1:3] for u, s in zip(uses, sizes, strict=True)]
            found = {"rate per 1,000 words": covered(rates, 1000 * rate)}
            # One law, so that the true log ratio is 0; draws take the place of terms: one matrix, one call.
            low, high = log_ratio_bounds(uses, sizes, texts)
            found["log ratio"] = covered(list(zip(low, high, strict=True)), 0.0)
            least = {name: min(value, found[name]) for name, value in least.items()}
    return least


def log_ratio_bounds(uses: np.ndarray, sizes: np.ndarray, texts: int) -> tuple[np.ndarray, np.ndarray]:
    """Intervals of the log ratio as keyness gives them, one corpus after the other."""
    names = pd.DataFrame({"outlet": ["X"] * texts + ["Y"] * texts})
    low, high = np.empty(len(uses)), np.empty(len(uses))
    for at, (u, s) in enumerate(zip(uses[:500], sizes[:500], strict=True)):
        counts = Counts(sparse.csr_array(u[:, None]), names.assign(n_tokens=s), np.array(["mot"]), {}, len(u))
        sides = two_sides(counts, [("X", "Y")])
        low[at], high[at] = (float(bound[0]) for bound in interval(sides[0])[:2])
    return low[: at + 1], high[: at + 1]


def main() -> None:
    """Run and print one line per kind of interval."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=1_000)
    parser.add_argument("--json", help="write the figures to this file")
    options = parser.parse_args()
    rng = np.random.default_rng(0)
    table: dict[str, list[float]] = {}
    for texts in TEXTS:
        for name, value in (
            share_coverage(texts, options.draws, rng) | rate_coverage(texts, options.draws, rng)
        ).items():
            table.setdefault(name, []).append(round(value, 3))
    print(f"{'least coverage of 95 % intervals':34}" + "".join(f"{t:>7}" for t in TEXTS) + "  texts")
    for name, values in table.items():
        print(f"{name:34}" + "".join(f"{v:7.3f}" for v in values))
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump({"texts": TEXTS, "draws": options.draws, "least_coverage": table}, file, indent=1)


if __name__ == "__main__":
    main()
