"""Rows that show in a template how a sheet is filled in: what is on record of Chongqing and Bangkok."""

from typing import Any

EXAMPLES: dict[str, list[dict[str, Any]]] = {
    "media": [
        {
            "kind": "photo",
            "file": "two-rivers.jpg",
            "alt_en": "A green and an ochre river pass side by side.",
            "alt_zh_hans": "绿色与赭色两条河流并肩而行。",
            "licence": "own",
            "focal_x": 70,
            "focal_y": 50,
        },
        {
            "kind": "photo",
            "file": "mountain-city.jpg",
            "alt_en": "Buildings climb a hill above a river.",
            "licence": "own",
        },
    ],
    "sources": [
        {"title": "Sister Cities: Bangkok, Thailand", "publisher": "iChongqing", "published_on": "2024-04-19"},
        {"title": "Report in a Chongqing magazine, 2015", "language": "zh-Hans", "published_on": "2015"},
    ],
    "cities": [
        {
            "name_en": "Chongqing",
            "name_zh_hans": "重庆",
            "native_name": "重庆市",
            "native_language": "zh-Hans",
            "other_names": "zh-Hans:渝;en:Chungking",
            "country": "CN",
            "tier": "first_level",
            "is_home": "yes",
            "latitude": 29.56026,
            "longitude": 106.55771,
        },
        {
            "name_en": "Bangkok",
            "name_zh_hans": "曼谷",
            "native_name": "กรุงเทพมหานคร",
            "native_language": "th",
            "country": "TH",
            "is_home": "no",
            "groups": "asean;lancang-mekong",
        },
    ],
    "partnerships": [
        {
            "home_city": "Chongqing",
            "partner_city": "Bangkok",
            "tie_class": "friendly_exchange",
            "status": "in_force",
            "since": "2011-09-26",
        },
        {"home_city": "重庆", "partner_city": "图卢兹", "tie_class": "sister_city", "since": "1982-12"},
    ],
    "agreements": [
        {
            "partnership": "chongqing-bangkok",
            "kind": "friendly-exchange",
            "title_en": "Agreement on the Establishment of Friendly Exchange Relations",
            "title_zh_hans": "建立友好交流关系协议书",
            "signed_on": "2011-09-26",
            "validity": "unknown",
        },
        {"partnership": "chongqing-toulouse", "kind": "sister-city-relations", "signed_on": "1982-12"},
    ],
    "exchanges": [
        {
            "home_city": "Chongqing",
            "title_en": "Delegation of Bangkok’s 32nd professional training programme in Chongqing",
            "title_zh_hans": "曼谷市政府第32期专业培训班代表团访渝",
            "kind": "training",
            "direction": "inbound",
            "starts_on": "2018-05",
            "held_in": "Chongqing",
            "cities": "Chongqing;Bangkok",
            "fields": "training;economy-trade;culture",
            "plan_status": "held",
        },
        {
            "home_city": "重庆",
            "title_zh_hans": "曼谷代表团出席中国国际智能产业博览会",
            "kind": "exhibition",
            "starts_on": "2019-08",
            "cities": "重庆;曼谷",
        },
    ],
    "honours": [
        {
            "name_en": "Sister City Exchange and Cooperation Award with China",
            "name_zh_hans": "对华友好城市交流合作奖",
            "given_on": "2014-11",
            "recipient_en": "City of Bangkok",
            "recipient_zh_hans": "曼谷市",
            "recipient_city": "bangkok",
            "partnership": "chongqing-bangkok",
        },
        {"name_zh_hans": "对华友好城市交流合作奖", "given_on": "2014", "recipient_city": "曼谷"},
    ],
    "stories": [
        {
            "title_en": "Chongqing and Bangkok: from a signature to a railway",
            "title_zh_hans": "重庆与曼谷：从一纸协议到一条铁路",
            "published_on": "2026-11-24",
            "body_en": "<p>One signature and one award open this record.</p>",
            "cities": "chongqing;bangkok",
        },
        {"title_en": "Chongqing and Düsseldorf: three documents in four years", "cities": "chongqing;dusseldorf"},
    ],
}
