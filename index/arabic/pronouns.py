"""The pronouns that are written onto the end of a word."""

from collections.abc import Iterator

from fihris.index.arabic.letters import ALEF, TEH, TEH_MARBUTA, YEH
from fihris.index.arabic.vocabulary import Vocabulary

# The longer before the shorter: كتابهما has هما.
_PRONOUNS = ("هما", "كما", "ها", "هم", "هن", "نا", "كم", "ني", "ه")
# None of these follows a pronoun: مساهمون shows that the هم of مساهم is its own.
_OTHER_ENDINGS = ("ي", "ية", "ات", "ة", "ون", "ين", "وا", "ت")


def strip_pronoun(word: str, initial: str, vocabulary: Vocabulary) -> str:
    """Takes a pronoun off a word, and gives back the letter that it changed.

    Before a pronoun ة is written ت (مدرسته), ى is written ا (مستواه) and ء takes the seat of its vowel
    (أصدقاؤه, أصدقائه). Of these and the word as it stands, the one that is common is meant.

    Args:
        word: folded with `fold_stem`, without particles.
        initial: its first letter as it is spelled.
        vocabulary: what is attested.
    """
    if not word.endswith(_PRONOUNS):
        return word
    for pronoun in _PRONOUNS:
        base = word.removesuffix(pronoun)
        if base is word or len(base) < 2:
            continue
        # ني is the object of a verb.
        if pronoun == "ني" and word[0] not in "يت" and not vocabulary.count(YEH + word):
            continue
        evidence, candidate = max(_candidates(base, initial, vocabulary), default=(0.0, word))
        if vocabulary.supports(evidence, word):
            return word if vocabulary.owns_ending(word, _OTHER_ENDINGS) else candidate
    return word


def _candidates(base: str, initial: str, vocabulary: Vocabulary) -> Iterator[tuple[float, str]]:
    """Yields what a word may have been before its pronoun, each after how often it occurs."""
    if len(base) < 3:
        if vocabulary.headword(base, initial):
            yield vocabulary.count(base), base
        return
    yield vocabulary.noun(base), base
    if base[-1] == TEH:
        yield vocabulary.noun(base[:-1] + TEH_MARBUTA), base[:-1] + TEH_MARBUTA
    elif base[-1] == ALEF:
        yield vocabulary.noun(base[:-1] + YEH), base[:-1] + YEH
    elif base.endswith(("او", "اي")):
        yield vocabulary.noun(base[:-1] + "ء"), base[:-1] + "ء"
