"""Publishing acts: check the right and the preconditions, change the state, write history, in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sistercities.common.history import Act, change
from sistercities.common.languages import localized
from sistercities.common.people import User, may
from sistercities.common.publishing import Publishable, State
from sistercities.common.told import told_of
from sistercities.common.translatable import Translatable
from sistercities.common.wording import LANGUAGE_NAMES


@dataclass
class Outcome:
    """What an act did: the records changed, and a sentence for each that was left as it was."""

    changed: list[Publishable] = field(default_factory=list)
    refused: list[tuple[Publishable, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Step:
    """One move of a record's state in one language."""

    act: Act
    leads_to: State
    starts_from: frozenset[State]
    right: str
    refusal: Translatable


STEPS: dict[Act, Step] = {
    step.act: step
    for step in (
        Step(
            Act.SEND_TO_REVIEW,
            State.IN_REVIEW,
            frozenset({State.DRAFT, State.WITHDRAWN}),
            "change",
            _("Only a draft or a withdrawn record can be sent to review."),
        ),
        Step(
            Act.SEND_BACK,
            State.DRAFT,
            frozenset({State.IN_REVIEW}),
            "publish",
            _("Only a record in review can be sent back."),
        ),
        Step(
            Act.PUBLISH,
            State.PUBLISHED,
            frozenset({State.DRAFT, State.IN_REVIEW, State.WITHDRAWN}),
            "publish",
            _("It is published already."),
        ),
        Step(
            Act.WITHDRAW,
            State.WITHDRAWN,
            frozenset({State.PUBLISHED}),
            "publish",
            _("Only a published record can be withdrawn."),
        ),
    )
}


def take_step(act: Act, records: Iterable[Publishable], languages: Iterable[str], by: User | None) -> Outcome:
    """Move each of `records` in each of `languages`; `by` None is the system itself (a command).

    Raises PermissionDenied when `by` lacks the right on a record's type; nothing is changed then.
    """
    step = STEPS[act]
    records = list(records)
    for model in {type(record) for record in records}:
        if by is not None and not may(by, step.right, model):
            raise PermissionDenied
    outcome = Outcome()
    with change(by, act) as changes:
        changes.lock(*records)
        for record in records:
            moved = [language for language in languages if move_one(act, record, language, outcome)]
            if moved:
                record.save()
                outcome.changed.append(record)
    return outcome


def move_one(act: Act, record: Publishable, language: str, outcome: Outcome) -> bool:
    """Move an instance, which the caller stores, or say in `outcome` what stands against it; whether it was moved."""
    step = STEPS[act]
    state = record.state_in(language)
    problems: Sequence[Translatable] = [] if state in step.starts_from else [step.refusal]
    if not problems and step.leads_to == State.PUBLISHED:
        problems = record.publishing_problems(language)
    if problems:
        name = LANGUAGE_NAMES.get(language, language)
        about = [{"language": name, "problem": problem} for problem in problems]
        outcome.refused += [(record, told_of(_("%(language)s: %(problem)s"), each)) for each in about]
        return False
    setattr(record, localized("state", language), step.leads_to)
    first = localized("published_at", language)
    if step.leads_to == State.PUBLISHED and getattr(record, first) is None:
        setattr(record, first, timezone.now())
    return True
