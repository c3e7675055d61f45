"""Stance: what each outlet does with those it writes about: named, quoted, judged, acting or acted upon."""
