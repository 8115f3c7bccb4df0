"""Places on published lists, on pages of rooms that do not know of them: ``{% load published_awards %}``."""

from django import template

from selections.results.awards import awards_of_unit

register = template.Library()

register.simple_tag(awards_of_unit)
