"""What kind of records a sheet holds, by its headings alone."""

import pytest

from sistercities.imports.kind_guessing import guess_kinds


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        (("活动名称", "对方城市", "地点", "日期", "类型"), "exchanges"),
        (("项目名称", "友好城市", "时间", "地点"), "exchanges"),
        (("Event", "City", "Date"), "exchanges"),
        (("Title", "Partner city", "Signed on"), "ties"),
        (("协议名称", "对方城市", "签署日期"), "ties"),
        (("City", "Country", "Since"), "ties"),
        (("Title", "Date", "City"), "stories"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_likeliest_kind_is_that_of_which_the_headings_speak(headings: tuple[str, ...], kind: str) -> None:
    assert guess_kinds("Sheet1", (), headings)[0].kind == kind
