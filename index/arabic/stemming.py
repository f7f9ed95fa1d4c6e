"""The validated light stemmer: an affix goes only if what stays is a word."""

import re
from collections.abc import Iterator, Sequence

from fihris.index.arabic.compiled import kernels
from fihris.index.arabic.conjugation import strip_past, strip_person
from fihris.index.arabic.endings import strip_case, strip_construct, strip_feminine, strip_number
from fihris.index.arabic.folding import fold_all, fold_exact, fold_stem
from fihris.index.arabic.letters import BASIC_LETTERS
from fihris.index.arabic.particles import FIRST_LETTERS, strip_article, strip_conjunction, strip_preposition
from fihris.index.arabic.pronouns import strip_pronoun
from fihris.index.arabic.vocabulary import Vocabulary
from fihris.index.arabic.word_table import to_lines

_ARABIC = re.compile(f"[{BASIC_LETTERS}]")

# What is left of words without their particles, as many as are remembered.
_REMEMBERED = 1 << 18


class Stemmer:
    """Gives the forms of a word one stem, and words that only look alike different ones.

    Every published light stemmer cuts by letters and length, so that وزير loses its و and ألمانيا its ال.
    Here each cut is held against a list of word frequencies: what stays must occur, the letters that go must
    not be shown to be the word's own. The stages, outside in, because a particle hides the word from the list
    and a pronoun its ending:

    1. و and ف: والكتاب.
    2. The article, with what is written before it: الكتاب, للكتاب, بالكتاب. A word with it has no pronoun and
       is no verb.
    3. Otherwise ب, ل, ك, and س of the future: لكتاب, سيكتب.
    4. A pronoun: كتابه, مدرستها, أصدقائهم.
    5. Number: دولتين, مهندسون, اجتماعات.
    6. The ا of the accusative: كتابا.
    7. The ت and وا of verbs, then the prefix of a person: أعلنت, أعلنوا, يعلن.
    8. What stays of number before an owner: مسؤولي.
    9. The ة of adjectives: جديدة. Nouns keep theirs (دورة is not دور), and the nisba its ي (سياسي is not
       سياسة).

    Before the first stage and after each, the word is looked up among the irregular ones (broken plurals,
    weak verbs, names); the first headword found is the stem.

    Where there are kernels they apply these rules: see `kernels/stemming.c`.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        # Words with different particles share what is left of them.
        self._endless: dict[tuple[str, str, bool], str] = {}

    def stems(self, words: Sequence[str]) -> list[str]:
        """Returns the stem of each cleaned word; a word without Arabic letters is its own."""
        if kernels and (text := to_lines(words)):
            return fold_exact(self._vocabulary.compiled.stems(fold_stem(text), text)).split("\n")[:-1]
        stems = list(map(self._stem, fold_all(fold_stem, words), words))
        return fold_all(fold_exact, stems)

    def _stem(self, stem: str, spelled: str) -> str:
        """Returns the stem of a word, given as `fold_stem` folds it and as it is spelled."""
        if not _ARABIC.search(spelled):
            return spelled
        vocabulary = self._vocabulary
        if headword := vocabulary.headword(stem, spelled[0]):
            return headword
        rest, definite = stem, False
        if stem[0] in FIRST_LETTERS:
            rest = strip_conjunction(stem, spelled, vocabulary)
            if rest != stem:
                stem, spelled = rest, spelled[1:]
                if headword := vocabulary.headword(stem, spelled[0]):
                    return headword
            rest = strip_article(stem, spelled, vocabulary)
            definite = rest != stem
            if not definite:
                rest = strip_preposition(stem, spelled, vocabulary)
        initial = spelled[-len(rest)]
        if rest != stem and (headword := vocabulary.headword(rest, initial)):
            return headword
        key = (rest, initial, definite)
        endless = self._endless.get(key)
        if endless is None:
            if len(self._endless) >= _REMEMBERED:
                self._endless.clear()
            endless = self._endless[key] = self._strip_endings(*key)
        return endless

    def _strip_endings(self, stem: str, initial: str, definite: bool) -> str:  # noqa: FBT001 - a part of the key
        """Returns the stem of a word without particles, which is not irregular as it stands.

        Args:
            stem: the word, folded.
            initial: its first letter as it is spelled.
            definite: whether it had the article.
        """
        for rest, may_be_irregular in self._stages(stem, initial, definite=definite):
            if rest != stem:
                stem = rest
                if may_be_irregular and (headword := self._vocabulary.headword(stem, initial)):
                    return headword
        return stem

    def _stages(self, stem: str, initial: str, *, definite: bool) -> Iterator[tuple[str, bool]]:
        """Yields the word as each stage leaves it, and whether it is to be looked up.

        A regular verb is not: يكتب is of كتب, which alone is a plural.
        """
        vocabulary = self._vocabulary
        if not definite:
            stem = strip_pronoun(stem, initial, vocabulary)
            yield stem, True
        stem = strip_number(stem, vocabulary, definite=definite)
        yield stem, True
        stem = strip_case(stem, vocabulary)
        yield stem, True
        verb = stem if definite else strip_person(strip_past(stem, vocabulary), vocabulary)
        if verb != stem:
            yield verb, False
            return
        stem = strip_construct(stem, vocabulary)
        yield stem, True
        yield strip_feminine(stem, vocabulary), True
