"""The site's own settings, with the addresses of the benchmark beside the site's."""

from stage4site.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.reading_urls"
