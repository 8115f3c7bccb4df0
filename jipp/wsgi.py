"""WSGI entry point."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jipp.settings.production")

application = get_wsgi_application()

# What is loaded by now stays. Looked through again at each full collection, it would hold up some request.
gc.collect()
gc.freeze()
