"""Which country a cell names, and when it is asked."""

import pytest
from babel import Locale
from django_countries.data import ALT_CODES, COUNTRIES
from hypothesis import given
from hypothesis import strategies as st

from sistercities.imports.countries import LANGUAGES, MORE_LANGUAGES, CountryMatch, country_key, find_country, names

NOTHING = CountryMatch()


@pytest.mark.parametrize("code", sorted(COUNTRIES))
def test_codes_of_two_and_three_letters_name_their_country(code: str) -> None:
    for written in (code, code.lower(), ALT_CODES[code][0]):
        assert find_country(written) == CountryMatch(code, (code,))


@pytest.mark.parametrize("language", [*LANGUAGES, *MORE_LANGUAGES])
def test_every_usual_name_in_each_language_finds_its_country_or_asks(language: str) -> None:
    territories = Locale.parse(language).territories
    wrong = {
        territories[code]: find_country(territories[code])
        for code in COUNTRIES
        if code not in find_country(territories[code]).candidates
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("written", "candidates"),
    [
        ("Áo", ("AT",)),
        ("Mỹ", ("US",)),
        ("MY", ("MY",)),
        ("Bỉ", ("BE",)),
        ("AO", ("AO",)),
        ("Nga", ("NG", "RU")),
        ("NGA", ("NG",)),
        ("nga", ("NG",)),
    ],
)
def test_a_name_that_looks_like_a_code_is_told_by_its_spelling_or_asked(
    written: str, candidates: tuple[str, ...]
) -> None:
    assert find_country(written).candidates == candidates


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("КНР", "CN"),
        ("Tiongkok", "CN"),
        ("Trung Quốc", "CN"),
        ("สาธารณรัฐประชาชนจีน", "CN"),
        ("Hàn Quốc", "KR"),
        ("Güney Kore", "KR"),
        ("Niemcy", "DE"),
        ("Németország", "DE"),
        ("Польща", "PL"),
        ("الصين", "CN"),
        ("סין", "CN"),
        ("Κίνα", "CN"),
        ("Tyskland", "DE"),
        ("Duitsland", "DE"),
        ("USA", "US"),
        ("U.S.A.", "US"),
        (" United  States ", "US"),
        ("美国", "US"),
        ("美國", "US"),
        ("アメリカ合衆国", "US"),
        ("미국", "US"),
        ("Vereinigte Staaten", "US"),
        ("États-Unis", "US"),
        ("etats unis", "US"),
        ("EE. UU.", "US"),
        ("UK", "GB"),
        ("England", "GB"),
        ("英国", "GB"),
        ("Großbritannien", "GB"),
        ("Grossbritannien", "GB"),
        ("Russland", "RU"),
        ("Rußland", "RU"),
        ("俄罗斯联邦", "RU"),
        ("Republic of Korea", "KR"),
        ("Korea, Republic of", "KR"),
        ("South Korea", "KR"),
        ("韩国", "KR"),
        ("한국", "KR"),
        ("대한민국", "KR"),
        ("DPRK", "KP"),
        ("朝鲜", "KP"),
        ("Czech Republic", "CZ"),
        ("Czechia", "CZ"),
        ("Tschechien", "CZ"),
        ("Swaziland", "SZ"),
        ("Burma", "MM"),
        ("Birmania", "MM"),
        ("Macedonia", "MK"),
        ("老挝", "LA"),
        ("Lao PDR", "LA"),
        ("Viet Nam", "VN"),
        ("Holland", "NL"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Côte d’Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("Bosnia and Herzegovina", "BA"),
        ("Trinidad & Tobago", "TT"),
        ("Saint Lucia", "LC"),
        ("Republic of Ireland", "IE"),
        ("Kingdom of Morocco", "MA"),
        ("阿根廷共和国", "AR"),
        ("中非共和国", "CF"),
        ("多米尼加共和国", "DO"),
        ("刚果（金）", "CD"),
        ("Repubblica di San Marino", "SM"),
        ("Germany / Deutschland", "DE"),
        ("德国（Germany）", "DE"),
        ("德国Germany", "DE"),
        ("Germany (DE)", "DE"),
        ("ＪＡＰＡＮ", "JP"),
        ("Thaïlande", "TH"),
        ("ประเทศไทย", None),
    ],
)
def test_a_country_is_known_by_its_usual_names(written: str, code: str | None) -> None:
    assert find_country(written).code == code


@pytest.mark.parametrize(
    "written", ["香港", "Hong Kong", "Hong Kong, China", "中国香港", "澳门", "Macau", "台湾", "Taiwan, China"]
)
def test_regions_are_known_as_regions(written: str) -> None:
    match = find_country(written)
    assert match.code in {"HK", "MO", "TW"}
    assert match.is_region


def test_a_country_is_no_region() -> None:
    assert not find_country("China").is_region
    assert not NOTHING.is_region


@pytest.mark.parametrize(
    ("written", "candidates"),
    [
        ("Korea", ("KR", "KP")),
        ("Congo", ("CD", "CG")),
        ("刚果", ("CD", "CG")),
        ("Czechoslovakia", ("CZ", "SK")),
        ("Republic of China", ("CN", "TW")),
        ("Virgin Islands", ("VG", "VI")),
        ("France / Belgium", ("FR", "BE")),
        ("Tokyo, Japan", ("JP",)),
        ("D", ("DE",)),
    ],
)
def test_what_can_be_several_countries_is_a_question(written: str, candidates: tuple[str, ...]) -> None:
    assert find_country(written) == CountryMatch(None, candidates)


@pytest.mark.parametrize(
    ("written", "code"),
    [("Germny", "DE"), ("Switzerlnad", "CH"), ("Frnace", "FR"), ("Phillipine", "PH"), ("Untied States", "US")],
)
def test_a_slip_of_the_pen_proposes_and_never_decides(written: str, code: str) -> None:
    match = find_country(written)
    assert match.code is None
    assert code in match.candidates


@pytest.mark.parametrize(
    "written", ["", " ", "?", "–", "n/a", "N/A", "unknown", "Atlantis", "Asia", "亚洲", "欧国", "x" * 5000]
)
def test_what_names_no_country_finds_none(written: str) -> None:
    assert find_country(written) == NOTHING


def test_every_name_of_the_list_has_real_codes() -> None:
    assert [(name, codes) for name, codes in names().items() if not (name and set(codes) <= set(COUNTRIES))] == []


@given(st.text(max_size=120))
def test_any_text_gives_a_match_and_a_code_is_its_only_candidate(text: str) -> None:
    match = find_country(text)
    assert match.code is None or match.candidates == (match.code,)
    assert set(match.candidates) <= set(COUNTRIES)


@given(st.sampled_from(sorted(names())))
def test_case_and_blanks_do_not_change_the_country(name: str) -> None:
    assert find_country(f"  {name.upper()} ").candidates == find_country(country_key(name.upper())).candidates
