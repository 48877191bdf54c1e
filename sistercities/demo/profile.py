"""What the demo says of itself in header, footer and its own pages."""

from partnerships.models import City, SiteProfile
from sistercities.common.history import Act, change

TEXTS = {
    "site_name_en": "Chongqing and its sister cities",
    "site_name_zh_hans": "重庆友好城市",
    "tagline_en": "A demo: the ties of one city, each with its source",
    "tagline_zh_hans": "演示站：一座城市的友好往来，条条注明出处",
    "office_en": "Demo office",
    "office_zh_hans": "演示单位",
    "contact_en": "This is a demo. No office stands behind it, and nobody reads letters sent to it.",
    "contact_zh_hans": "本站为演示站，没有实际机构，亦无人处理来信。",
    "organiser_en": "Nobody: this site shows what the software does",
    "organiser_zh_hans": "无（本站仅展示软件功能）",
    "about_text_en": (
        "<p>The facts recorded here were taken from public reports, which are named beside them. "
        "What could not be confirmed is held back.</p>"
        "<p>The pictures are illustrations drawn for this demo.</p>"
    ),
    "about_text_zh_hans": (
        "<p>本站所录内容均取自公开报道，并逐条注明出处；未能证实的暂不发布。</p><p>图片均为本演示绘制的示意图。</p>"
    ),
    "privacy_text_en": (
        "<p>Reading this site sets no cookie, and no other host is asked for anything. "
        "Only staff who sign in get a cookie, which keeps them signed in.</p>"
    ),
    "privacy_text_zh_hans": (
        "<p>浏览本站不会写入Cookie，也不会向其他网站请求任何内容。只有登录的工作人员会得到一个Cookie，用于保持登录状态。</p>"
    ),
}


def write_profile() -> None:
    """Fill in the site profile unless there is one."""
    if SiteProfile.objects.current().exists():
        return
    with change(None, Act.ADD) as changes:
        profile = SiteProfile(home_city=City.objects.home().filter(slug="chongqing").first(), **TEXTS)
        profile.full_clean()
        profile.save(force_insert=True)
        changes.added(profile)
