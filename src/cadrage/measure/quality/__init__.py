"""Quality: how right the annotation is against hand-made marks, and how far coders agree."""
