"""Which texts are kept in each language."""

from modeltranslation.translator import TranslationOptions, translator

from partnerships import models

TRANSLATED: dict[type, tuple[str, ...]] = {
    models.Field: ("name",),
    models.CityGroup: ("name",),
    models.AgreementKind: ("name",),
    models.City: ("name", "tier_term", "summary", "profile"),
    models.CityFact: ("label", "value"),
    models.Partnership: ("motive",),
    models.PartnershipEvent: ("reason",),
    models.Agreement: ("title", "venue", "summary"),
    models.Signatory: ("name", "office"),
    models.FurtherParty: ("name",),
    models.Exchange: ("title", "venue", "head_of_delegation", "summary", "outcome"),
    models.Honour: ("name", "conferring_body", "recipient", "summary"),
    models.Story: ("title", "byline", "origin", "summary", "body"),
    models.CityAttachment: ("caption",),
    models.PartnershipAttachment: ("caption",),
    models.AgreementAttachment: ("caption",),
    models.ExchangeAttachment: ("caption",),
    models.HonourAttachment: ("caption",),
    models.StoryAttachment: ("caption",),
    models.SiteProfile: (
        "site_name",
        "tagline",
        "office",
        "contact",
        "organiser",
        "privacy_text",
        "about_text",
    ),
}

for model, names in TRANSLATED.items():
    translator.register(model, type(f"{model.__name__}Translation", (TranslationOptions,), {"fields": names}))
