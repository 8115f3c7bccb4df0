"""WSGI entry point."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from jipp.site.encoding import reading_utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jipp.settings.production")

application = reading_utf8(get_wsgi_application())

# What is loaded by now stays. Looked through again at each full collection, it would hold up some request.
gc.collect()
gc.freeze()
