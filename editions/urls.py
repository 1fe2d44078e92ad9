from django.urls import path, re_path

from editions import previews, writing_views
from editions.media import media
from markup import uploads
from markup import views as editor

NAME = rf"(?P<name>{uploads.NAME})"
PICTURE = r"(?P<name>[0-9a-f]{64}\.webp)"

urlpatterns = [
    path("markdownx/markdownify/", writing_views.for_writers(editor.markdownify), name="markdownx_markdownify"),
    path("markdownx/upload/", writing_views.upload, name="markdownx_upload"),
    path("writing/<int:pk>/preview/", writing_views.preview, name="editions_preview"),
    path("writing/<int:pk>/checks/", writing_views.checks, name="editions_checks"),
    path("writing/pages/", writing_views.pages, name="editions_pages"),
    re_path(rf"^writing/pictures/{PICTURE}/$", writing_views.picture, name="editions_picture"),
    re_path(rf"^media/{NAME}$", media, name="media"),
    re_path(rf"^preview/{previews.PATTERN}/$", previews.preview, name="preview"),
    re_path(rf"^preview/{previews.PATTERN}/{NAME}$", previews.file, name="preview_file"),
]
