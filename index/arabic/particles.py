"""The particles that are written onto the front of a word."""

from fihris.index.arabic.letters import ALEF, ARTICLE, BEH, FEH, KAF, LAM, SEEN, TEH, TEH_MARBUTA, WAW
from fihris.index.arabic.vocabulary import Vocabulary

FIRST_LETTERS = WAW + FEH + ALEF + BEH + LAM + KAF + SEEN
"""With which a word begins that may have a particle."""

_CONJUNCTIONS = WAW + FEH
_PREPOSITIONS = BEH + LAM + KAF + SEEN
_BEFORE_ARTICLE = BEH + KAF + FEH + WAW
_CONTRACTED_ARTICLE = LAM + LAM
_PERSONS = tuple("يتنا")
# The pronouns that words are most often seen with.
_COMMON_PRONOUNS = ("ها", "هم", "ه")


def strip_conjunction(word: str, spelled: str, vocabulary: Vocabulary) -> str:
    """Takes و or ف off a word to which it does not belong.

    Args:
        word: folded with `fold_stem`.
        spelled: the same word before folding, letter by letter.
        vocabulary: what is attested.
    """
    if word[0] not in _CONJUNCTIONS or len(word) < 3:
        return word
    rest = word[1:]
    irregular = vocabulary.headword(rest, spelled[1]) is not None
    if len(rest) == 2 and not irregular:
        return word
    if vocabulary.owns_first_letter(word, through_endings=not irregular):
        return word
    return rest if vocabulary.supports(_attested(rest, vocabulary), word) else word


def _attested(word: str, vocabulary: Vocabulary) -> float:
    """Returns how often a word occurs, at best without the particle or the pronoun that it may have."""
    evidence = without_pronoun(word, vocabulary)
    if len(word) < 5:
        return evidence
    if word.startswith(ARTICLE):
        return max(evidence, vocabulary.noun(word[2:]))
    if word.startswith(_CONTRACTED_ARTICLE):
        return max(evidence, vocabulary.noun(word[2:]), vocabulary.noun(word[1:]))
    if word.startswith((BEH + ARTICLE, KAF + ARTICLE)):
        return max(evidence, vocabulary.noun(word[3:]))
    if word[0] in (BEH, LAM, SEEN):
        return max(evidence, without_pronoun(word[1:], vocabulary))
    return evidence


def without_pronoun(word: str, vocabulary: Vocabulary) -> float:
    """Returns how often a word occurs or, if it does not, the noun that its pronoun belongs to."""
    if count := vocabulary.count(word):
        return count
    evidence = 0.0
    if not word.endswith(_COMMON_PRONOUNS):
        return evidence
    for pronoun in _COMMON_PRONOUNS:
        base = word.removesuffix(pronoun)
        if base is not word and len(base) >= 3:
            evidence = max(evidence, vocabulary.noun(base))
            if base[-1] == TEH:
                evidence = max(evidence, vocabulary.noun(base[:-1] + TEH_MARBUTA))
            elif base.endswith(("او", "اي")):
                evidence = max(evidence, vocabulary.noun(base[:-1] + "ء"))
    return evidence


def strip_article(word: str, spelled: str, vocabulary: Vocabulary) -> str:
    """Takes ال off a word, and with it the ل, ب, ك, ف or و before it (للـ, بالـ).

    A word written with hamza on that alef (ألمانيا, إلغاء) has no article.
    """
    if word.startswith(ARTICLE) and len(word) >= 4:
        return word[2:] if spelled[0] == ALEF and _is_article(word, spelled, vocabulary) else word
    if word.startswith(_CONTRACTED_ARTICLE) and len(word) >= 4:
        return _strip_contracted_article(word, vocabulary)
    if word[1:3] == ARTICLE and word[0] in _BEFORE_ARTICLE and len(word) >= 5 and spelled[1] == ALEF:
        return _strip_preceded_article(word, spelled, vocabulary)
    return word


def _is_article(word: str, spelled: str, vocabulary: Vocabulary) -> bool:
    rest = word[2:]
    if vocabulary.headword(rest, spelled[2]):
        return True
    count = vocabulary.count(word)
    least = vocabulary.thresholds.article * count
    # Neither the article nor ل stands before the article: الالتزام, لالتزام.
    doubled = vocabulary.definite(word) + vocabulary.count(LAM + word)
    if doubled and doubled >= least:
        return False
    if not count or len(rest) >= 6:
        return True
    evidence = vocabulary.count(rest) + vocabulary.count(_CONTRACTED_ARTICLE + rest)
    return evidence > 0 and evidence >= least


def _strip_contracted_article(word: str, vocabulary: Vocabulary) -> str:
    # ل with a word in ل looks the same: للبنان is of لبنان, للجنة of لجنة.
    whole, rest = word[1:], word[2:]
    if vocabulary.noun(whole) > vocabulary.noun(rest):
        return whole
    if vocabulary.supports(vocabulary.noun(rest), word) or (not vocabulary.count(word) and len(rest) >= 3):
        return rest
    return word


def _strip_preceded_article(word: str, spelled: str, vocabulary: Vocabulary) -> str:
    definite, rest = word[1:], word[3:]
    if vocabulary.owns_first_letter(word):
        return word
    if not vocabulary.count(word) and vocabulary.noun(rest):
        return rest
    evidence = vocabulary.count(definite)
    if evidence and evidence >= vocabulary.thresholds.article * vocabulary.count(word):
        return rest if _is_article(definite, spelled[1:], vocabulary) else definite
    return word


def strip_preposition(word: str, spelled: str, vocabulary: Vocabulary) -> str:
    """Takes ب, ل, ك or the س of the future off a word to which it does not belong."""
    first, rest = word[0], word[1:]
    if first not in _PREPOSITIONS or len(word) < 4:
        return word
    irregular = vocabulary.headword(rest, spelled[1]) is not None
    if vocabulary.owns_first_letter(word, through_endings=not irregular):
        return word
    if first in (BEH, LAM):
        evidence = max(vocabulary.noun(rest), without_pronoun(rest, vocabulary))
        return rest if vocabulary.supports(evidence, word) else word
    if first == KAF:
        # Most words in ك are simply that; without a trace of the word itself one occurrence stands for it.
        least = vocabulary.thresholds.likeness * max(vocabulary.count(word), 1)
        return rest if vocabulary.noun(rest) >= least else word
    if not rest.startswith(_PERSONS) or (len(rest) < 4 and not irregular):
        return word
    return rest if vocabulary.supports(without_pronoun(rest, vocabulary), word) else word
