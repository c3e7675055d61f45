"""cadrage compares how news outlets frame the same event.

A folder of articles is a :class:`~cadrage.study.Study`; its tables are plain pandas tables, and measures are
functions that take tables::

    from cadrage import Study, choice_shares

    study = Study.open("data/demo")
    choice_shares(study.hits, frame="peninsule", voice="narrator")
"""

__version__ = "0.1.0"
