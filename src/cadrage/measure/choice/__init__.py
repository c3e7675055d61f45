"""Choice: which of several competing terms an outlet picks, in which voice, with which uses left out."""
