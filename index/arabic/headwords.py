"""The words that are looked up before any rule is tried."""

from fihris.index.arabic.folding import fold_all, fold_stem
from fihris.index.arabic.letters import ALEF, ALEF_FORMS, ARTICLE
from fihris.index.arabic.plurals import broken_plurals
from fihris.index.arabic.tables import read_lines, spellings
from fihris.index.arabic.thresholds import DEFAULT
from fihris.index.arabic.verbs import weak_verbs
from fihris.index.arabic.vocabulary import Counts


def headwords(frequencies: Counts) -> dict[str, str]:
    """Returns the headword of every irregular form, and every headword with itself.

    Of three lists: verbs with a weak letter, broken plurals, and words that are whole as they stand
    (`data/whole.txt`: names, foreign words, nouns in ة). The later list wins, and a form of a verb is left
    out if it is rather a noun: if it stands with the article.
    """
    verbs = {
        form: headword
        for form, headword in weak_verbs().items()
        if form == headword or not _is_noun(form, frequencies)
    }
    words = [word for line in read_lines("whole.txt") for word in line.split()]
    whole = {
        spelling: word
        for word, spelled in zip(fold_all(fold_stem, words), spellings(words), strict=True)
        for spelling in spelled
    }
    return verbs | broken_plurals() | whole


def _is_noun(form: str, frequencies: Counts) -> bool:
    folded = ALEF + form[1:] if form[0] in ALEF_FORMS else form
    definite = frequencies.get(ARTICLE + folded, 0.0)
    return definite > 0 and definite > DEFAULT.radical * frequencies.get(folded, 0.0)
