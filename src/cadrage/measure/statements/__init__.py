"""Statements and shared copy: what stands in several articles, in the same words or in other words."""
