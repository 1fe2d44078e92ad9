"""How much of an upload is received. A file that is too large is left out, and the rest of its form is read."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

# Only who is signed in uploads anything; what others send is not even kept for a moment.
_FROM_STRANGERS = 1_000_000


class LimitedUpload(FileUploadHandler):
    """Notes the names of the fields whose file was too large in ``request.too_large``."""

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        signed_in = settings.SESSION_COOKIE_NAME in self.request.COOKIES
        if self.received > (settings.FILM_MAX_BYTES if signed_in else _FROM_STRANGERS):
            self.request.too_large = {*getattr(self.request, "too_large", ()), self.field_name}
            raise SkipFile
        return raw_data

    def file_complete(self, file_size):
        return None
