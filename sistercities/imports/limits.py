"""How much one sheet may hold. Beyond these a file is a mistake or an attack, and reading it would cost too much."""

# 200,000 rows as csv, each with a paragraph of text.
FILE_BYTES = 75 * 1024 * 1024
UNPACKED_BYTES = 300 * 1024 * 1024
PACKED_ENTRIES = 2_000
ROWS = 200_000
COLUMNS = 200
# Where spreadsheets end, with room for several sheets of blank rows.
LAST_ROW = 16 * 1024 * 1024
CELLS = 6_000_000
CELL_CHARACTERS = 50_000
# What a workbook's cell can hold; more would be cut off silently.
WORKBOOK_CELL_CHARACTERS = 32_767
# What a job takes in the background; and how many rows of titles may stand above and between them.
ROWS_OF_A_JOB = ROWS
ROWS_ABOVE = 1_000
