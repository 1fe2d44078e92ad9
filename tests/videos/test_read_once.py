"""A film is large: of all who ask for one at the same moment, one reads it against its name."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

from django.core.files.storage import FileSystemStorage, storages

from markup import uploads
from tests.videos.conftest import kept


class Counted(FileSystemStorage):
    """A storage whose readers all ask for a file's size before any of them goes on; it counts who reads it."""

    def __init__(self, *, together, **options):
        super().__init__(**options)
        self.met, self.reads = Barrier(together, timeout=30), 0

    def size(self, name):
        self.met.wait()
        return super().size(name)

    def _open(self, name, mode="rb"):
        self.reads += 1
        sleep(0.05)  # long enough for all others to see that nobody has read it yet
        return super()._open(name, mode)


def test_of_all_who_ask_for_a_film_at_once_one_reads_it(settings):
    name = kept()
    options = {"BACKEND": "tests.videos.test_read_once.Counted", "OPTIONS": {"together": 8}}
    settings.STORAGES = {**settings.STORAGES, "default": options}
    uploads._known.clear()
    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(uploads.holds, [name] * 8))
    assert storages["default"].reads == 1
