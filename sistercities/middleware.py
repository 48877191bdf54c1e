"""Headers that neither Django nor a library of ours sends."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# The pages need none of these, and neither does anything that an attacker might bring into them.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()" for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
)


def permissions_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that tells the browser to lend no device to any page."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        return response

    return respond
