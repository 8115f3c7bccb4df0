"""A case in the words of schema.org, for machines that read the page."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from innovations.models import InnovationPage

# A script element ends at «</»; these characters never leave it raw.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def schema_org(page: InnovationPage, url: str, keywords: list[str]) -> SafeString:
    """Return the JSON-LD of a case, safe inside a script element; what is unknown is left out."""
    region = page.unit.region
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": page.title,
        "alternativeHeadline": page.plain_title,
        "abstract": page.summary,
        "url": url,
        "identifier": page.record_id,
        "inLanguage": "id",
        "datePublished": page.first_published_at and page.first_published_at.isoformat(),
        "dateModified": page.last_published_at and page.last_published_at.isoformat(),
        "keywords": keywords,
        "author": {
            "@type": "GovernmentOrganization",
            "name": page.unit.name,
            "areaServed": region.name if region else None,
        },
    }
    text = json.dumps(_known(data), ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(text)  # noqa: S308


def _known(data: dict[str, Any]) -> dict[str, Any]:
    nested = {key: _known(value) if isinstance(value, dict) else value for key, value in data.items()}
    return {key: value for key, value in nested.items() if value}
