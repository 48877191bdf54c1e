"""In which encoding a file was written, told by its headings and countries."""

import pytest

from sistercities.imports.errors import SheetRefused
from sistercities.imports.text_files import find_encoding

LISTS = {
    "cp1251": "Город;Город-побратим;Страна\nВладивосток;Далянь;Китай\n",
    "koi8_r": "Город;Город-побратим;Страна\nВладивосток;Далянь;Китай\n",
    "cp866": "Город;Город-побратим;Страна\nВладивосток;Далянь;Китай\n",
    "cp1254": "Belediye;Kardeş Şehir;Ülke\nİzmir;Bremen;Almanya\n",
    "cp1253": "Πόλη;Αδελφοποιημένη πόλη;Χώρα\nΑθήνα;Πεκίνο;Κίνα\n",
    "cp1255": "עיר,עיר תאומה,מדינה\nחיפה,שאנטו,סין\n",
    "cp1256": "المدينة,المدينة التوأم,الدولة\nدبي,شنغهاي,الصين\n",
    "cp874": "ลำดับ,เมืองพี่เมืองน้อง,ประเทศ\n1,ฉงชิ่ง,จีน\n",
    "cp932": "自治体名,姉妹都市名,国名\n広島市,重慶市,中国\n",
    "euc_jp": "自治体名,姉妹都市名,国名\n広島市,重慶市,中国\n",
    "iso2022_jp": "自治体名,姉妹都市名,国名\n広島市,重慶市,中国\n",
    "cp949": "지자체명,자매도시,국가\n수원시,지난시,중국\n",
    "big5": "縣市,姊妹市名稱,國家\n臺北市,休士頓市,美國\n",
    "gb18030": "中方城市,外方城市,国家\n重庆市,曼谷,泰国\n",
    "cp852": "Obec;Partnerské město;Stát\nPlzeň;Žilina;Slovensko\nBrno;Lipsko;Německo\n",
    "utf_7": "Municipio,Ciudad hermana,País\nCádiz,Tánger,España\n",
}


@pytest.mark.parametrize("encoding", LISTS)
def test_a_short_list_is_read_in_its_encoding_which_is_told(encoding: str) -> None:
    text, found, is_certain = find_encoding(LISTS[encoding].encode(encoding))
    assert (text, found.lower(), is_certain) == (LISTS[encoding], encoding, False)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_characters_are_read_without_their_mark(encoding: str) -> None:
    text = "city,country\nHuế,VN\n"
    assert find_encoding(text.encode(encoding)) == (text, encoding.upper(), False)


def test_wide_characters_are_certain_with_their_mark() -> None:
    text = "city,country\nHuế,VN\n"
    assert find_encoding(text.encode("utf-32")) == (text, "utf-32", True)


def test_noughts_in_a_text_are_no_wide_characters() -> None:
    with pytest.raises(SheetRefused, match="no text file"):
        find_encoding(b"city,country\nHu\0e,VN\n")


def test_a_plus_sign_alone_is_no_encoding() -> None:
    assert find_encoding(b"phone,country\n+66-2-,TH\n")[1:] == ("utf-8", True)
