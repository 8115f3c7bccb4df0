"""The words of the index: what a beginning may become, what is unknown, what is spelled alike."""

import re
from collections.abc import Sequence
from typing import Any, Final

from elasticsearch import Elasticsearch
from elasticsearch.dsl import A, MultiSearch, Search
from elasticsearch.dsl.query import Bool, ConstantScore, MatchAll, Prefix, Term, Terms
from elasticsearch.dsl.query import Query as Translated

from search.documents import CaseDocument
from search.engines.base import NameMatch, Suggestions
from search.engines.elasticsearch.queries import translate
from search.engines.plan import EVERYWHERE, living
from search.engines.spelling import LETTERS, errors, likeliest, prefixes
from search.rarity import Frequencies

_NAME_BEGINS: Final = 10.0
_LONGEST_BEGINNING: Final = 200
_SAMPLE: Final = 1_000
"""Cases in which the words that begin like the typed one are counted; more would say the same more slowly."""

_CANDIDATES: Final = 500
_ANY_FREQUENCY: Final = 1_000_000_000
_SYNTAX: Final = re.compile(r"([^\w\s])")


def suggest(client: Elasticsearch, index: str, typed: str, limit: int, now: int) -> Suggestions:
    """Return cases by name, tags and next words."""
    typed = typed[:_LONGEST_BEGINNING]
    words = typed.split()
    if not words:
        return Suggestions((), (), ())
    alive = translate(living(now))
    names = Search().query(_named(words, alive)).sort("_score", "-page_id").source(["stored"]).extra(version=True)
    asked = [names[0:limit], _beginning("whole_tag", typed, alive, limit), _beginning("words", words[-1], alive, limit)]
    cases, tags, last = _together(client, index, asked)
    before = words[:-1]
    return Suggestions(
        tuple(_name_match(hit) for hit in cases["hits"]["hits"]),
        tuple(_keys(tags)),
        tuple(" ".join([*before, word]) for word in _keys(last)),
    )


def _together(client: Elasticsearch, index: str, searches: Sequence[Search]) -> list[dict[str, Any]]:
    asked = MultiSearch(using=client, index=index)
    for search in searches:
        asked = asked.add(search)
    return [answer.to_dict() for answer in asked.execute()]


def _named(words: list[str], alive: Translated) -> Translated:
    """Match names that hold the words, the last one as a beginning; a name that begins so first."""
    held = [Term("name_words", {"value": word}) for word in words[:-1]]
    begins = ConstantScore(filter=Prefix("whole_name", {"value": " ".join(words)}), boost=_NAME_BEGINS)
    return Bool(must=[*held, Prefix("name_words", {"value": words[-1]})], filter=[alive], should=[begins])


def _beginning(field: str, beginning: str, alive: Translated, limit: int) -> Search:
    """Ask for the values of a field that begin so, the most frequent first."""
    search = Search().query(Bool(filter=[alive, Prefix(field, {"value": beginning})]))[0:0]
    sample = search.aggs.bucket("sample", "sampler", shard_size=_SAMPLE)
    pattern = _SYNTAX.sub(r"\\\1", beginning) + ".*"
    sample.bucket("values", A("terms", field=field, include=pattern, size=limit))
    return search


def _keys(answer: dict[str, Any]) -> list[str]:
    return [bucket["key"] for bucket in answer["aggregations"]["sample"]["values"]["buckets"]]


def _name_match(found: dict[str, Any]) -> NameMatch:
    return NameMatch(CaseDocument.from_stored(found["_source"]["stored"], found["_version"]))


def frequencies(client: Elasticsearch, index: str, terms: Sequence[str]) -> Frequencies:
    """Return in how many cases each term is."""
    search = Search(using=client, index=index).query(MatchAll())[0:0].extra(track_total_hits=True)
    if terms:
        held = {str(place): Term(f"text.{EVERYWHERE}", {"value": term}) for place, term in enumerate(terms)}
        search.aggs.bucket("held", "filters", filters=held)
    found = search.execute().to_dict()
    buckets = found["aggregations"]["held"]["buckets"] if terms else {}
    counted = {term: buckets[str(place)]["doc_count"] for place, term in enumerate(terms)}
    return Frequencies(found["hits"]["total"]["value"], {term: count for term, count in counted.items() if count})


def similar_words(client: Elasticsearch, index: str, word: str, now: int) -> list[str]:
    """Return the words of living cases that are spelled alike, the likeliest first."""
    beginnings = tuple(prefixes(word))
    if not beginnings:
        return []
    speller = {
        "field": "words",
        "suggest_mode": "always",
        "max_term_freq": _ANY_FREQUENCY,
        "max_edits": LETTERS,
        "prefix_length": 0,
        "size": _CANDIDATES,
        "accuracy": 0.0,
        "string_distance": "damerau_levenshtein",
    }
    spelled = Search()[0:0].suggest("alike", word, term=speller)
    begun = _beginning("words", word[:_LONGEST_BEGINNING], translate(living(now)), _CANDIDATES)
    misspelled, broken_off = _together(client, index, [spelled, begun])
    options = (option["text"] for token in misspelled["suggest"]["alike"] for option in token["options"])
    alike = [text for text in options if text.startswith(beginnings) and errors(word, text) is not None]
    near = alike + _keys(broken_off)
    return likeliest(word, _counted(client, index, near, now)) if near else []


def _counted(client: Elasticsearch, index: str, words: list[str], now: int) -> dict[str, int]:
    """Return in how many living cases each word is, those left out that are in none."""
    search = Search(using=client, index=index).query(Bool(filter=[translate(living(now)), Terms("words", words)]))[0:0]
    search.aggs.bucket("held", "terms", field="words", include=words, size=len(words))
    buckets = search.execute().to_dict()["aggregations"]["held"]["buckets"]
    return {bucket["key"]: bucket["doc_count"] for bucket in buckets}
