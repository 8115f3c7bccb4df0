"""The rows behind the code lists, kept equal to ``common/data``."""

from typing import Any

from django.db import router

from innovations.models.taxonomy import TERM_MODELS


def load_terms(using: str = "default", **kwargs: Any) -> None:
    """Add and order the terms of every code list; idempotent (signal: post_migrate)."""
    for model in TERM_MODELS:
        if not router.allow_migrate_model(using, model):
            continue
        terms = [model(code=code, position=position) for position, code in enumerate(model.vocabulary)]
        model._default_manager.using(using).bulk_create(
            terms, update_conflicts=True, unique_fields=["code"], update_fields=["position"]
        )
