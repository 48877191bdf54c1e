"""What a browser may fetch and run on our pages: nothing from any other host, no script inside a page."""

from csp.constants import NONCE, NONE, SELF

POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        # The nonce is for the import map of the rich-text editor, the one script that cannot be a file.
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
