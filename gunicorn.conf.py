"""Read by ``gunicorn stage4site.wsgi`` when it starts in this folder. Where it listens is said on its command line."""

import os

from stage4site import logs

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 30
max_requests = 5000  # a worker is made anew now and then
max_requests_jitter = 500
control_socket_disable = True  # nothing here asks it
logconfig_dict = logs.gunicorn()
