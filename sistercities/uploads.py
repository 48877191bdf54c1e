"""Whose files are taken in at all."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from sistercities.common.responses import has_session


class NothingFromStrangers(FileUploadHandler):
    """Stands before Django's own handlers, which would write whatever anybody sends to any form onto the disk.

    What a visitor who is not signed in sends is read past and kept nowhere.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        request = self.request
        if request is None or not (has_session(request) and request.user.is_authenticated):
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
