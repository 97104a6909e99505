"""How much the door takes in, and from when a shape is no longer that of figures on areas. Each with its reason."""

MEBIBYTE = 1024 * 1024

UPLOAD_LIMIT = 32 * MEBIBYTE
"""Of any upload. A release with 10,000 statements is about 12 MiB; one of 500 is under one."""

UNPACKED_LIMIT = 48 * MEBIBYTE
"""Of all files of a release together. Less than the reader takes at large: many may upload at the same time."""

FIGURES_LIMIT = 5 * MEBIBYTE
"""Of a file with own figures."""

FIGURES_ROWS = 60_000
"""Rows of own figures: 200 buurten, 30 indicators and 10 years is the most that we can think of."""

CELL_LIMIT = 120
"""Characters in one cell. The longest honest one is the name of a source."""

MISTAKES_SHOWN = 20
"""Mistakes on one page; the rest are counted."""

FIRST_YEAR = 1995
"""The first year with figures on wijken and buurten (CBS). Years before it are more likely years of birth."""

AREAS_PER_MUNICIPALITY = 600
"""Areas of one level in one municipality; Amsterdam has about 500 buurten."""

SMALLEST_COUNT = 10
"""A count of people below this is not taken in: those who know the area would know whom it is about. The gate of the
protected room has the same threshold; public tables round to fives, so exactly five is taken."""

DIGITS = 8
"""Digits of a value, before and behind the comma together. Nine would hold a citizen service number."""

DECIMALS = 4
"""Decimals of a value; public figures have one or two."""

LEAST_FILLED = 0.35
"""Which part of a table must be filled. Figures are published for all areas in the same years, so they fill a grid; a
list of persons is scattered over it."""

DIVISIONS = 2
"""Divisions into areas in one file (before and after a merger), each with figures of its own."""

HALF_FILLED = 0.5
"""Below this the rows must look alike: the same areas miss the same figures."""

GRID_FROM = 12
"""Cells of a grid before its filling says anything: three areas in three years with one gap is no pattern."""

ALIKE_FROM = 30
"""Cells of a grid before the likeness of its rows says anything."""

SERIES_FROM = 8
"""Values of one indicator before their likeness says anything."""

SOURCES_PER_SERIES = 2
"""Sources for one indicator, level and year: one, or two where a figure was taken over in part. Notes on persons
differ from row to row."""

SOURCES = 12
"""Different sources in one file. A file of twenty figures rests on some five; more is a list of something else."""

SOURCES_READ = 100
"""Sources after which a file is not read further: looking for names in each of many thousands takes time."""

MISTAKES_READ = 1_000
"""Mistakes after which a file is not read further."""

OWN_INDICATORS = 200
"""Own indicators that may be declared."""

CLOCK_DAYS = 1
"""Days that the calendar of who made a release may run ahead of ours."""
