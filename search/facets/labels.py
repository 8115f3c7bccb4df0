"""The labels of code lists that are vocabularies."""

from collections.abc import Callable, Iterator, Mapping

from common.vocabulary import Vocabulary


class VocabularyLabels(Mapping[str, str]):
    """The labels of a vocabulary in the reader's language, by code, in its order."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Keep the vocabulary; a label is looked up when it is shown."""
        self._vocabulary = vocabulary

    def __getitem__(self, code: str) -> str:
        """Return the label. Raises KeyError for a code that is not in the list."""
        if code not in self._vocabulary:
            raise KeyError(code)
        return self._vocabulary.label(code)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the codes."""
        return iter(self._vocabulary)

    def __len__(self) -> int:
        """Return the number of codes."""
        return len(self._vocabulary.entries)


def vocabulary_labels(vocabulary: Vocabulary) -> Callable[[], Mapping[str, str]]:
    """Return what gives the labels of a vocabulary."""
    labels = VocabularyLabels(vocabulary)
    return lambda: labels
