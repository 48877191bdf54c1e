"""The usual fields of cooperation, kinds of agreement and groups: a start that the office changes as it likes."""

from django.db import migrations

FIELDS = [
    ("economy-trade", "Economy and trade", "经贸"),
    ("science-technology", "Science and technology", "科技"),
    ("education", "Education", "教育"),
    ("culture", "Culture", "文化"),
    ("tourism", "Tourism", "旅游"),
    ("health", "Health", "卫生"),
    ("sports", "Sports", "体育"),
    ("youth", "Youth", "青少年"),
    ("agriculture", "Agriculture", "农业"),
    ("environment", "Environment", "环保"),
    ("urban-governance", "Urban governance", "城市治理"),
    ("training", "Training of personnel", "人才培训"),
    ("transport-logistics", "Transport and logistics", "交通物流"),
    ("emergency-aid", "Emergency aid", "应急互助"),
]
KINDS = [
    ("sister-city-relations", "sister_city", "Agreement on establishing sister-city relations", "建立友好城市关系协议书"),
    ("friendly-exchange", "friendly_exchange", "Agreement of friendly exchange", "建立友好交流关系协议书"),
    ("cooperation", "cooperation", "Cooperation agreement", "合作协议"),
    ("memorandum", "memorandum", "Memorandum", "备忘录"),
    ("letter-of-intent", "letter_of_intent", "Letter of intent", "意向书"),
    ("protocol", "protocol", "Protocol", "议定书"),
    ("annual-programme", "annual_programme", "Annual exchange programme", "年度交流计划"),
    ("renewal", "renewal", "Renewal", "续签文件"),
    ("other", "other", "Other instrument", "其他文件"),
]
GROUPS = [("asean", "ASEAN", "东盟"), ("lancang-mekong", "Lancang–Mekong Cooperation", "澜沧江—湄公河合作")]


def add(apps, schema_editor):
    for order, (slug, en, zh_hans) in enumerate(FIELDS):
        names = {"name": en, "name_en": en, "name_zh_hans": zh_hans, "order": order}
        apps.get_model("partnerships", "Field").objects.get_or_create(slug=slug, defaults=names)
    for order, (slug, code, en, zh_hans) in enumerate(KINDS):
        names = {"name": en, "name_en": en, "name_zh_hans": zh_hans, "code": code, "order": order}
        apps.get_model("partnerships", "AgreementKind").objects.get_or_create(slug=slug, defaults=names)
    for order, (slug, en, zh_hans) in enumerate(GROUPS):
        names = {"name": en, "name_en": en, "name_zh_hans": zh_hans, "order": order}
        apps.get_model("partnerships", "CityGroup").objects.get_or_create(slug=slug, defaults=names)


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0001_initial")]
    # Going back leaves the words: the office may have used them.
    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=False)]
