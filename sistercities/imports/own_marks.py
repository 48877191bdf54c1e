"""Marks by which the engine knows again what it has itself put into a workbook, whatever the language."""

# Begins the names of sheets and the headings of columns that are for people, not for the register.
MARK = "ⓘ"
# Begins the short names of the rows that show how a template is filled in.
EXAMPLE = "example-"


def is_own(text: object) -> bool:
    """Whether a sheet's name or a heading is ours."""
    return isinstance(text, str) and text.lstrip().startswith(MARK)


def is_example(slug: object) -> bool:
    """Whether a row's short name says that it is one of our examples."""
    return isinstance(slug, str) and slug.strip().casefold().startswith(EXAMPLE)


def own_title(words: str) -> str:
    """A name for a sheet or column of ours."""
    return f"{MARK} {words}"
