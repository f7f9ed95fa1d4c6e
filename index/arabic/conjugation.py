"""The prefixes and endings of regular verbs."""

from fihris.index.arabic.letters import ALEF, TEH, TEH_MARBUTA
from fihris.index.arabic.vocabulary import Vocabulary


def strip_past(word: str, vocabulary: Vocabulary) -> str:
    """Takes the ت of "she" or "I", or the وا of "they", off a verb: أعلنت, أعلنوا."""
    if len(word) >= 5 and word.endswith("وا"):
        base = word[:-2]
    elif len(word) >= 4 and word[-1] == TEH and word[-2] != ALEF:
        base = word[:-1]
    else:
        return word
    if vocabulary.definite(word) > vocabulary.thresholds.definite * vocabulary.count(word):
        return word
    return base if vocabulary.supports(vocabulary.count(base), word) else word


def strip_person(word: str, vocabulary: Vocabulary) -> str:
    """Takes the prefix of a person off a verb: يكتب, تكتب, نكتب, أكتب are كتب.

    It must be a verb (both ي and ت occur before it, and more of it besides, but hardly the article), and the
    letter must not be the verb's own. ت is where يتـ is common beside يـ (يتقدم: تقدم), and أ where أفعلت is
    (أعلنت: أعلن). Of the two pasts فعل and أفعل that يفعل may have, the commoner is meant.
    """
    if len(word) < 4 or word[0] not in "يتنا" or word[-1] == TEH_MARBUTA:
        return word
    count, limits = vocabulary.count, vocabulary.thresholds
    base, own = word[1:], count(word)
    he, she = count("ي" + base), count("ت" + base)
    if min(he, she) <= limits.support * own or vocabulary.definite(word) > limits.definite * own:
        return word
    further = ("ن" + base, "سي" + base, "ست" + base, "ي" + base + "ون", "ي" + base + "وا")
    if vocabulary.total(further) < limits.persons * own:
        return word
    causative = count(ALEF + base + TEH)
    if word[0] == TEH and count("يت" + base) >= limits.reflexive * he:
        return word
    if word[0] == ALEF and causative >= limits.causative * own:
        return word
    return ALEF + base if causative > count(base + TEH) else base
