"""Every kind of partial date, for tests that must hold for all of them."""

from datetime import date

from hypothesis import strategies as st

from sistercities.common.dates import PartialDate


@st.composite
def partial_dates(
    draw: st.DrawFn, first: date = date(1, 1, 1), last: date = date(9999, 12, 31), about: bool = True
) -> PartialDate:
    """A date of any precision between two days; unknown ones too."""
    day = draw(st.dates(first, last)).isoformat()
    text = draw(st.sampled_from(["", day[:4], day[:7], day]))
    return PartialDate(text + "~" * (bool(text) and about and draw(st.booleans())))
