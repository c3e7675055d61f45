"""Uncertainty: independent texts, intervals, permutation tests, what a sample supports and what stands."""
