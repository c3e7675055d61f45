"""Vocabulary: which words each outlet uses more, how surely, and how they spread over its texts."""
