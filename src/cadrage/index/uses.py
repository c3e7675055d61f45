"""Where a word stands: its uses with voice, zone and distance, straight from the index."""
