import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stage4site.settings")

application = get_wsgi_application()

from editions import front_cache  # noqa: E402  (needs the settings that were just read)

front_cache.open_again()
