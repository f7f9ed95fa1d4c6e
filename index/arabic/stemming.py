"""The validated light stemmer: an affix goes only if what stays is a word."""

import re
from collections.abc import Iterator

from fihris.index.arabic.conjugation import strip_past, strip_person
from fihris.index.arabic.endings import strip_case, strip_construct, strip_feminine, strip_number
from fihris.index.arabic.folding import fold_exact, fold_stem
from fihris.index.arabic.letters import BASIC_LETTERS
from fihris.index.arabic.particles import strip_article, strip_conjunction, strip_preposition
from fihris.index.arabic.pronouns import strip_pronoun
from fihris.index.arabic.vocabulary import Vocabulary

_ARABIC = re.compile(f"[{BASIC_LETTERS}]")


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
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def __call__(self, word: str) -> str:
        """Returns the stem of a cleaned word; a word without Arabic letters is its own."""
        if not _ARABIC.search(word):
            return fold_exact(word)
        stem = word
        for stem, initial in self._stages(word):
            if initial and (headword := self._vocabulary.headword(stem, initial)):
                return fold_exact(headword)
        return fold_exact(stem)

    def _stages(self, spelled: str) -> Iterator[tuple[str, str | None]]:
        """Yields the folded word as each stage leaves it, with its first letter as it is spelled.

        A regular verb has no such letter: it is not to be looked up (يكتب is of كتب, which alone is a
        plural).
        """
        vocabulary = self._vocabulary
        stem = fold_stem(spelled)
        yield stem, spelled[0]
        stem = strip_conjunction(stem, spelled, vocabulary)
        spelled = spelled[-len(stem) :]
        yield stem, spelled[0]
        bare = strip_article(stem, spelled, vocabulary)
        definite = bare != stem
        if not definite:
            bare = strip_preposition(stem, spelled, vocabulary)
        stem, initial = bare, spelled[-len(bare)]
        yield stem, initial
        if not definite:
            stem = strip_pronoun(stem, initial, vocabulary)
            yield stem, initial
        stem = strip_number(stem, vocabulary, definite=definite)
        yield stem, initial
        stem = strip_case(stem, vocabulary)
        yield stem, initial
        verb = stem if definite else strip_person(strip_past(stem, vocabulary), vocabulary)
        if verb != stem:
            yield verb, None
            return
        stem = strip_construct(stem, vocabulary)
        yield stem, initial
        yield strip_feminine(stem, vocabulary), initial
