"""Files that are, or say that they are, comma- or tab-separated texts."""

import codecs

from tests.imports.corpus.cases import Case, any_of, asked, read, refused
from tests.imports.files import csv_bytes

HEAD = b"slug,name_en,country\n"
GOOD = HEAD + b"hue,Hue,VN\n"
TIE = "home_city,partner_city,tie_class,signed_on\n"
NO_ROWS = "The file has headings but no rows."


def text(content: str, encoding: str = "utf-8") -> bytes:
    return content.encode(encoding)


CASES: list[Case] = [
    refused("empty", "a.csv", lambda: b"", "The file is empty."),
    refused("blanks only", "a.csv", lambda: b" \r\n \t \n", "The file is empty."),
    refused("commas only", "a.csv", lambda: b",,,\n,,,\n", "The file is empty."),
    refused("a mark and nothing else", "a.csv", lambda: codecs.BOM_UTF8, "The file is empty."),
    refused("headings and nothing else", "a.csv", lambda: HEAD, NO_ROWS),
    refused("headings and blank rows", "a.csv", lambda: HEAD + b",,\n,,\n", NO_ROWS),
    refused("one word", "a.csv", lambda: b"hello", "headings"),
    asked("figures alone", "a.csv", lambda: b"1,2,3\n4,5,6\n", "headings"),
    any_of("a letter", "a.txt", lambda: b"Dear colleagues,\n\nplease find the list enclosed.\n"),
    refused("a web page", "a.csv", lambda: b"<!DOCTYPE html><html><body>x</body></html>", "web page"),
    refused("a web page without its type", "a.csv", lambda: b"\n <html><table><tr><td>x</td></tr></table>", "web page"),
    refused(
        "a web page called xls", "a.xls", lambda: b"<html><table><tr><td>city</td></tr></table></html>", "web page"
    ),
    refused("an xml table called xls", "a.xls", lambda: b"<?xml version='1.0'?><Workbook/>", "web page"),
    refused("a text called xlsx", "a.xlsx", lambda: GOOD, "kind .csv"),
    refused("a text called ods", "a.ods", lambda: GOOD, "kind .csv"),
    refused("a text called docx", "a.docx", lambda: GOOD, "kind .csv"),
    refused("json", "a.json", lambda: b'[{"city": "Hue"}]', "not read"),
    refused("json called csv", "a.csv", lambda: b'[{"city":"Hue","country":"VN"}]', ""),
    refused("a program", "a.exe", lambda: b"MZ\x90\0", "not read"),
    refused("a program called csv", "a.csv", lambda: b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff", "no text file"),
    refused("no ending", "list", lambda: GOOD, "not read"),
    refused("two endings", "list.csv.zip.exe", lambda: GOOD, "not read"),
    refused("a picture called csv", "a.csv", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "picture"),
    refused("a photo called csv", "a.csv", lambda: b"\xff\xd8\xff\xe0" + b"\0" * 40, "picture"),
    refused("a pdf called csv", "a.csv", lambda: b"%PDF-1.7\n1 0 obj", "no sheet"),
    refused("a noughts in a text", "a.csv", lambda: HEAD + b"h\0ue,Hue,VN\n", "no text file"),
    refused("noughts only", "a.csv", lambda: b"\0" * 500, "no text file"),
    refused("random bytes", "a.csv", lambda: bytes((n * 37 + n // 7) % 256 for n in range(2000)), ""),
    refused(
        "half utf-8, half latin",
        "a.csv",
        lambda: HEAD + "a,Huế,VN\nb,Đà,VN\n".encode() + b"c,Caf\xe9,FR\n" * 2,
        "UTF-8",
    ),
    refused(
        "a mark of utf-8 that lies", "a.csv", lambda: codecs.BOM_UTF8 + HEAD + b"a,Caf\xe9,FR\n", "begins as UTF-8"
    ),
    refused("a mark of utf-16 that lies", "a.csv", lambda: codecs.BOM_UTF16_LE + b"abc", "begins as UTF-16"),
    refused("half a character of utf-16", "a.csv", lambda: text("city,country\nHue,VN", "utf-16")[:-1], "begins as"),
    refused("ebcdic", "a.csv", lambda: text("city,country\nHue,VN\n", "cp500"), ""),
    refused("an open quotation", "a.csv", lambda: HEAD + b'hue,"Hue,VN\nlyon,Lyon,FR\n', "quotation mark"),
    refused("text behind a quotation", "a.csv", lambda: HEAD + b'hue,"Hue"x,VN\n', "quotation mark"),
    refused("a lone quotation mark", "a.csv", lambda: HEAD + b'hue,",VN\n', "quotation mark"),
    refused("a cell of 100,000 characters", "a.csv", lambda: HEAD + b"hue," + b"x" * 100_000 + b",VN\n", "characters"),
    refused("a cell that the reader cannot hold", "a.csv", lambda: HEAD + b"hue," + b"x" * 200_000 + b",VN\n", ""),
    refused(
        "201 columns",
        "a.csv",
        lambda: text(",".join(f"c{n}" for n in range(201)) + "\n" + "x," * 200 + "x\n"),
        "columns",
    ),
    refused("a stray value far to the right", "a.csv", lambda: HEAD + b"hue,Hue,VN" + b"," * 5000 + b"x\n", "columns"),
    refused("an unknown kind", "a.csv", lambda: GOOD, "no sheets of the kind", kind="aliens"),
    refused("headings that nobody knows", "a.csv", lambda: b"foo,bar\n1,2\n", "headings that are known", kind=""),
    refused(
        "a list on its side", "a.csv", lambda: b"Sister city,Hue,Lyon\nCountry,VN,FR\nPopulation,1,2\n", "Turn rows"
    ),
    read("old Macintosh line ends", "a.csv", lambda: GOOD.replace(b"\n", b"\r")),
    read("mixed line ends", "a.csv", lambda: HEAD + b"hue,Hue,VN\r\nlyon,Lyon,FR\rpisa,Pisa,IT\n"),
    read("blank rows at the end", "a.csv", lambda: GOOD + b",,\n" * 300),
    read("blank columns at the end", "a.csv", lambda: b"slug,name_en,country,,,,\nhue,Hue,VN,,,,\n"),
    read("a told delimiter", "a.csv", lambda: b"sep=;\nslug;name_en;country\nhue;Hue;VN\n"),
    read("vertical bars", "a.txt", lambda: GOOD.replace(b",", b"|")),
    read("tabs", "a.tsv", lambda: GOOD.replace(b",", b"\t")),
    read("utf-16", "a.csv", lambda: text(GOOD.decode(), "utf-16")),
    read("utf-32", "a.csv", lambda: text(GOOD.decode(), "utf-32")),
    read("utf-16 without its mark", "a.csv", lambda: text(GOOD.decode(), "utf-16-le"), "UTF-16-LE"),
    read("upper case ending", "A.CSV", lambda: GOOD),
    read("a folder in the name", "..\\..\\etc\\a.csv", lambda: GOOD),
    read("a long name", "x" * 400 + ".csv", lambda: GOOD),
    read("a name of signs", "<b>{{7*7}}‮vsc.csv", lambda: GOOD),
    read("a quoted line break", "a.csv", lambda: HEAD + b'hue,"Hue\n(Vietnam)",VN\n'),
    read(
        "a hundred quoted line breaks",
        "a.csv",
        lambda: b'slug,name_en,country,summary_en\nhue,Hue,VN,"' + b"x\n" * 100 + b'"\n',
    ),
    read("rows of different length", "a.csv", lambda: HEAD + b"hue,Hue,VN,,\nlyon,Lyon,FR\n"),
    asked("an unknown column instead of the name", "a.csv", lambda: b"mayor,country\nX,VN\n", "No column says this"),
    asked("no home city", "a.csv", lambda: b"partner_city,tie_class\nHue,sister_city\n", "home_city", kind="ties"),
    asked("no class", "a.csv", lambda: b"home_city,partner_city\nA,B\n", "tie_class", kind="ties"),
    asked("two columns of one meaning", "a.csv", lambda: b"country,Stadt,Ort\nVN,a,b\n", "No column says this"),
    read("blank headings", "a.csv", lambda: b",name_en,country\nhue,Hue,VN\n", "no heading"),
    read(
        "an unknown column",
        "a.csv",
        lambda: HEAD.replace(b"country", b"country,mayor") + b"hue,Hue,VN,X\n",
        "No field has this name",
    ),
    read("a number of the database", "a.csv", lambda: b"id,slug,name_en,country\n7,hue,Hue,VN\n", "no key"),
    read("a primary key", "a.csv", lambda: b"pk,slug,name_en,country\n7,hue,Hue,VN\n", ""),
    read(
        "publishing by sheet",
        "a.csv",
        lambda: b"slug,name_en,country,status_en,published_at\nhue,Hue,VN,published,2011\n",
        "published in the admin",
    ),
    read("publishing in Chinese", "a.csv", lambda: b"slug,name_en,country,state_zh_hans\nhue,Hue,VN,published\n", ""),
    read(
        "versions and authors",
        "a.csv",
        lambda: b"slug,name_en,country,version,created_by,changed_at\nhue,Hue,VN,9,1,2011\n",
        "No field has this name",
    ),
    any_of("the same heading twice", "a.csv", lambda: b"slug,name_en,country,country\nhue,Hue,VN,FR\n"),
    any_of("right-to-left overrides", "a.csv", lambda: text(f"{HEAD.decode()}hue,‮euH,VN\n")),
    any_of("a heading on every line", "a.csv", lambda: HEAD + b"slug,name_en,XX\n"),
    *(
        read(
            f"a Chinese list in {encoding}", "a.csv", lambda encoding=encoding: text("名称,国家\n曼谷,泰国\n", encoding)
        )
        for encoding in ("gb18030", "gbk", "gb2312", "utf-8-sig", "utf-16", "utf-32")
    ),
    *(
        any_of(f"a heading in {encoding}", "a.csv", lambda words=words, encoding=encoding: text(words, encoding))
        for encoding, words in (
            ("shift_jis", "都市名,国名\nリヨン,フランス\n"),
            ("euc_jp", "都市名,国名\nリヨン,フランス\n"),
            ("iso2022_jp", "都市名,国名\nリヨン,フランス\n"),
            ("euc_kr", "도시명,국가\n리옹,프랑스\n"),
            ("johab", "도시명,국가\n리옹,프랑스\n"),
            ("big5", "城市,國家\n里昂,法國\n"),
            ("cp1252", "ville,pays\nBesançon,France\n"),
            ("cp1250", "miasto,kraj\nŁódź,Polska\n"),
            ("cp1251", "город,страна\nМосква,Россия\n"),
            ("koi8_r", "город,страна\nМосква,Россия\n"),
            ("cp866", "город,страна\nМосква,Россия\n"),
            ("cp1253", "πόλη,χώρα\nΑθήνα,Ελλάδα\n"),
            ("cp1254", "şehir,ülke\nİzmir,Türkiye\n"),
            ("cp1255", "עיר,מדינה\nחיפה,ישראל\n"),
            ("cp1256", "مدينة,دولة\nدبي,مصر\n"),
            ("cp874", "เมือง,ประเทศ\nกรุงเทพ,ไทย\n"),
            ("cp1258", "thành phố,nước\n".replace("ố", "ô").replace("ướ", "ươ") + "Huê,VN\n"),
            ("mac_roman", "ville,pays\nBesançon,France\n"),
            ("utf-7", "ville,pays\nBesançon,France\n"),
            ("hz", "城市,国家\n曼谷,泰国\n"),
            ("cp037", "city,country\nHue,VN\n"),
        )
    ),
    *(
        any_of(f"garbled: {sample}", "a.csv", lambda sample=sample: csv_bytes(("name_en", "country"), [sample, "FR"]))
        for sample in ("BesanÃ§on", "锟斤拷", "�", "Ã¤Ã¶Ã¼", "&amp;eacute;", "%C3%A9", "\\u00e9", "=?utf-8?Q?=C3=A9?=")
    ),
]
