"""The engine for more than one machine: Elasticsearch. The only package that knows its client."""

from search.engines.elasticsearch.connection import Connection
from search.engines.elasticsearch.engine import ElasticsearchEngine

__all__ = ["Connection", "ElasticsearchEngine"]
