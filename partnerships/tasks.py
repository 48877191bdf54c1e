"""What the register leaves to the background worker."""

from django_tasks import task

from partnerships.letters import tell_office
from partnerships.models import Message


@task()
def tell_office_of(key: int, site: str) -> None:
    """Send the office a visitor's message, unless it has been deleted meanwhile."""
    message = Message.objects.filter(pk=key).first()
    if message is not None:
        tell_office(message, site)
