"""The words of a demonstration video that are files beside its text file: film, captions, picture before it plays.

``film`` names a file; how long and how large its picture is, the text file says, for ffprobe may be missing. Captions
are the .vtt file of the same name as the text file. ``poster`` is a line ``file | what it shows``.
"""

from django.core.files import File

from editions.models import Picture
from markup import films, pictures, uploads


def words_of_files(path, given, by):
    """By the names of their columns; without those of which there is no file."""
    words = {}
    if "film" in given:
        kept = _kept(films.keep, path.with_name(given["film"]))
        words = {name: kept[name] for name in ("film", "film_bytes")}
    if (captions := path.with_suffix(".vtt")).exists():
        words["captions"] = captions.read_text(encoding="utf-8")
    if "poster" in given:
        words["poster"] = _poster(path, given, by)
    return words


def _poster(path, given, by):
    """One picture as Markdown; colleagues find its licence in the list of pictures."""
    file, shown = given["poster"].split(" | ")
    name = _kept(pictures.keep, path.with_name(file))
    picture = Picture.objects.about(name, by=by)
    picture.licence = picture.licence or given["licence"]
    picture.save(update_fields=["licence"])
    return f"![{shown}]({uploads.address_of(name)})"


def _kept(keep, path):
    with path.open("rb") as file:
        return keep(File(file))
