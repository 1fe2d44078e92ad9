"""How much of an upload is received. A file that is too large is left out, and the rest of its form is read."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

# Only who is signed in uploads anything; what others send is not even kept for a moment.
_FROM_STRANGERS = 1_000_000


class LimitedUpload(FileUploadHandler):
    """Notes the names of the fields whose file was too large in ``request.too_large``.

    A form is read as late as its protection against forgery: by then it is known who sends it.
    """

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        person = getattr(self.request, "user", None)
        self.most = settings.FILM_MAX_BYTES if person and person.is_authenticated else _FROM_STRANGERS
        self.received = 0

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.received > self.most:
            self.request.too_large = {*getattr(self.request, "too_large", ()), self.field_name}
            raise SkipFile
        return raw_data

    def file_complete(self, file_size):
        return None
