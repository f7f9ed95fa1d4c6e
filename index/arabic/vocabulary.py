"""What the stemmer knows of Arabic words: how common each is, and the headwords of irregular ones."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Protocol

from fihris.index.arabic.compiled_vocabulary import CompiledVocabulary, WordCounts
from fihris.index.arabic.letters import ALEF_FORMS, ARTICLE, BEH, LAM, TEH, TEH_MARBUTA, YEH
from fihris.index.arabic.thresholds import DEFAULT, Thresholds

# Endings looked through when a first letter is judged: الفرد tells that the ف of فردا is its own.
_LOOKED_THROUGH = ("ا", "ه", "ها", "هم", "ت", "وا", "ات", "ين")


class Counts(Protocol):
    """How often words occur."""

    def get(self, word: str, default: float, /) -> float:
        """Returns how often a word occurs, or `default` if it is not listed."""


class Vocabulary:
    """Word frequencies and headwords, and the questions that the rules ask them.

    Words are folded with `fold_stem`, and of basic letters alone.

    Args:
        frequencies: occurrences per thousand million words.
        headwords: headword by irregular form, and by itself; see `headwords`.
        thresholds: the shares that the rules use.
    """

    def __init__(
        self,
        frequencies: Counts,
        headwords: Mapping[str, str],
        thresholds: Thresholds = DEFAULT,
    ) -> None:
        self._frequencies, self._headwords = frequencies, headwords
        self._count = frequencies.get
        self._headword = headwords.get
        self.thresholds = thresholds
        self._support = thresholds.support

    @cached_property
    def compiled(self) -> CompiledVocabulary:
        """The same for kernels."""
        counts = self._frequencies
        if isinstance(counts, Mapping):
            counts = WordCounts.of(counts)
        assert isinstance(counts, WordCounts)
        return CompiledVocabulary(counts, self._headwords, self.thresholds)

    def count(self, word: str) -> float:
        """Returns how often a word occurs, as it stands."""
        return self._count(word, 0.0)

    def total(self, words: Iterable[str]) -> float:
        """Returns how often any of some words occurs."""
        total, count = 0.0, self._count
        for word in words:  # `sum` adds up in another way in later Pythons, which kernels do not
            total += count(word, 0.0)
        return total

    def noun(self, word: str) -> float:
        """Returns how often a word occurs, bare or with the article."""
        count = self._count
        return count(word, 0.0) + count(ARTICLE + word, 0.0)

    def definite(self, word: str) -> float:
        """Returns how often a word occurs with the article."""
        return self._count(ARTICLE + word, 0.0)

    def supports(self, evidence: float, word: str) -> bool:
        """Tells whether what stays of a word is common enough beside the word itself."""
        return evidence > 0 and evidence >= self._support * self._count(word, 0.0)

    def headword(self, word: str, initial: str) -> str | None:
        """Looks an irregular form up; `initial` is its first letter as it is spelled."""
        return self._headword(initial + word[1:] if initial in ALEF_FORMS else word)

    def owns_first_letter(self, word: str, *, through_endings: bool = True) -> bool:
        """Tells whether a first letter that looks like a particle belongs to the word.

        The article, the prefix of a person and the prepositions ب and ل stand last before a word: الوزير,
        يوقف and لبوتين show that وزير, وقف and بوتين are whole.

        Args:
            word: the word.
            through_endings: whether what its base shows counts as well (الفرد for فردا).
        """
        if self._is_whole(word):
            return True
        if not through_endings or not word.endswith(_LOOKED_THROUGH):
            return False
        own = self.count(word)
        for ending in _LOOKED_THROUGH:
            base = word.removesuffix(ending)
            if base is word or len(base) < 3 or not self.count(base):
                continue
            if self._is_whole(base, own) or (
                base[-1] == TEH and self._is_whole(base[:-1] + TEH_MARBUTA, own)
            ):
                return True
        return False

    def _is_whole(self, word: str, least: float = 0.0) -> bool:
        count = self._count
        least = max(count(word, 0.0), least)
        preceded = count(ARTICLE + word, 0.0) + count(YEH + word, 0.0)
        if preceded and preceded >= self.thresholds.radical * least:
            return True
        # ل before ل is the article: للجنة.
        preceded = 0.0 if word[0] == LAM else count(BEH + word, 0.0) + count(LAM + word, 0.0)
        return preceded > 0 and preceded >= self.thresholds.name * least

    def owns_ending(self, word: str, others: Iterable[str]) -> bool:
        """Tells whether last letters that look like an ending are the word's own: others follow them."""
        followed = self.total(map(word.__add__, others))
        return followed > 0 and followed >= self.thresholds.ending * self.count(word)

    def is_name(self, word: str) -> bool:
        """Tells whether a word in ا stands after ب or ل, where no accusative can: بكوبا."""
        preceded = self._count(BEH + word, 0.0) + self._count(LAM + word, 0.0)
        return preceded > 0 and preceded >= self.thresholds.name * self._count(word, 0.0)

    def is_feminine_noun(self, word: str) -> bool:
        """Tells whether a word in ة is a noun and no adjective, since it takes pronouns: مدرسته."""
        base = word[:-1] + TEH
        owned = self.total((base + "ه", base + "ها", base + "هم"))
        return owned > 0 and owned >= self.thresholds.feminine * self.noun(word)
