"""The endings of nouns and adjectives: number, case, and the feminine."""

from fihris.index.arabic.letters import ALEF, ARTICLE, HEH, TEH_MARBUTA, WAW, YEH
from fihris.index.arabic.vocabulary import Vocabulary

# وا is what verbs have for ون after some particles: يكتبوا shows that يكتبون is a plural.
_PLURALS = ("ون", "ين", "ان")
_PARTNERS = (*_PLURALS, "وا")
# The n of a plural or dual falls before these: قانونه shows that the ون of قانون is its own.
_AFTER_N = ("ه", "ها", "هم", "ي", "ية", "ات", "ة")


def strip_number(word: str, vocabulary: Vocabulary, *, definite: bool) -> str:
    """Takes the ending of the dual or of a sound plural off: تين تان (of ة), ات, ون ين ان.

    Args:
        word: folded with `fold_stem`, without particles and pronoun.
        vocabulary: what is attested.
        definite: whether it had the article.
    """
    if word.endswith(("تين", "تان")) and len(word) >= 5:
        feminine = word[:-3] + TEH_MARBUTA
        if vocabulary.supports(vocabulary.noun(feminine), word):
            return feminine
    base, ending = word[:-2], word[-2:]
    if ending == "ات" and len(base) >= 2:
        return _strip_feminine_plural(word, vocabulary)
    if ending in _PLURALS and len(base) >= 3 and _is_plural(word, vocabulary, definite=definite):
        return base
    return word


def _strip_feminine_plural(word: str, vocabulary: Vocabulary) -> str:
    masculine, feminine = word[:-2], word[:-2] + TEH_MARBUTA
    one, other = vocabulary.noun(masculine), vocabulary.noun(feminine)
    if not vocabulary.supports(one + other, word):
        return word
    if other > one:
        return feminine
    # قدر is commoner than قدرة, but قدرات is of قدرة, which is a noun of its own; مطارات is of مطار.
    if other > vocabulary.thresholds.contrast * one and vocabulary.is_feminine_noun(feminine):
        return feminine
    return masculine


def _is_plural(word: str, vocabulary: Vocabulary, *, definite: bool) -> bool:
    base, ending = word[:-2], word[-2:]
    least = vocabulary.thresholds.partner * vocabulary.count(word)
    others = vocabulary.total(base + other for other in _PARTNERS if other != ending)
    verbal = word[0] in "يت"
    if not verbal:
        if vocabulary.owns_ending(word, _AFTER_N):
            return False
        # Names in ين and ان (سليمان, لينين) stand without the article.
        if not definite and vocabulary.count(ARTICLE + word) < least:
            return False
    # Both cases of a plural occur (مهندسون, مهندسين); a nisba's second one may be too rare to be listed.
    if others < least and base[-1] != YEH:
        return False
    evidence = vocabulary.noun(base) + (others if ending != "ان" else 0)
    return vocabulary.supports(evidence, word)


def strip_case(word: str, vocabulary: Vocabulary) -> str:
    """Takes the ا of an indefinite accusative off: كتابا, شيئا."""
    if word[-1] != ALEF or len(word) < 4 or vocabulary.is_name(word):
        return word
    base = word[:-1]
    if base[-1] == YEH and vocabulary.noun(base[:-1] + "ء") > vocabulary.noun(base):
        return base[:-1] + "ء"
    return base if vocabulary.supports(vocabulary.noun(base), word) else word


def strip_construct(word: str, vocabulary: Vocabulary) -> str:
    """Takes off what stays of a dual or plural before its owner, or is "my": دولتا, مدينتي, مسؤولو, مسؤولي.

    A word that takes the article is whole: the nisba سياسي is (السياسي), مسؤولي is not.
    """
    if len(word) < 5 or vocabulary.definite(word) > vocabulary.thresholds.definite * vocabulary.count(word):
        return word
    if word.endswith(("تا", "تي")):
        base = word[:-2] + TEH_MARBUTA
        return base if vocabulary.supports(vocabulary.noun(base), word) else word
    if word[-1] in (WAW, YEH):
        base = word[:-1]
        plural = vocabulary.count(base + "ين") + vocabulary.count(base + "ون")
        if vocabulary.supports(plural, word) and vocabulary.noun(base) > vocabulary.count(word):
            return base
    return word


def strip_feminine(word: str, vocabulary: Vocabulary) -> str:
    """Takes the ة of an adjective off, also one written ه; that of a noun is part of it (دورة is not دور)."""
    if word[-1] == TEH_MARBUTA and len(word) >= 4:
        return word if vocabulary.is_feminine_noun(word) else word[:-1]
    if word[-1] == HEH and len(word) >= 5:
        marked = word[:-1] + TEH_MARBUTA
        if vocabulary.count(marked) > vocabulary.count(word):
            return strip_feminine(marked, vocabulary)
    return word
