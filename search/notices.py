"""What there is to say about a query: what was mended, left out or not found, in English and in Arabic."""

from __future__ import annotations

from collections.abc import Iterable

from fihris.search.expansion import MOST_FORMS

LONGEST = 10_000  # characters of a query that are looked at
MOST_WORDS = 64
DEEPEST = 16  # brackets within brackets
MOST_EXPANDED = 8  # words with * ? or ~
MOST_DATES = 16
LEAST_LETTERS = 2  # of such a word
CLIPPED = 40  # letters of a word that is told back


class Notice(str):
    """A notice in English; `arabic` says the same in Arabic."""

    __slots__ = ("arabic",)
    arabic: str

    def __new__(cls, english: str, arabic: str) -> Notice:
        """Return the notice."""
        notice = super().__new__(cls, english)
        notice.arabic = arabic
        return notice

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override] # a plain text has one argument
        return str(self), self.arabic


def said(notice: str, language: str) -> str:
    """Return a notice in "en" or "ar"."""
    return notice.arabic if language == "ar" and isinstance(notice, Notice) else str(notice)


NOTHING = Notice("nothing to search for: type a word", "ليس في هذا البحث كلمة نبحث عنها.")
NEGATIVE = Notice(
    "add a word to look for: exclusions alone find nothing",
    "أضف كلمة تبحث عنها؛ فالاستبعاد وحده لا يجد شيئاً.",
)
UNCLOSED = Notice(
    "unclosed quotation mark closed at the end", "علامة الاقتباس لم تُغلق، فأغلقناها في آخر البحث."
)
BRACKETS = Notice("brackets that do not match were ignored", "في الأقواس قوس بلا نظير، فأهملناه.")
TOO_DEEP = Notice(
    f"brackets deeper than {DEEPEST} were ignored", "الأقواس المتداخلة أعمق ممّا نقرأ، فأهملنا أعمقها."
)
DANGLING = Notice("an operator without a word beside it was ignored", "أهملنا أداة ربط ليس بجانبها كلمة.")
SHORTENED = Notice(
    f"query shortened to {MOST_WORDS} words", f"البحث طويل، فأخذنا بكلماته الأولى، وعددها {MOST_WORDS}."
)
LOOSENED = Notice(
    "the words in quotation marks were searched as single words, as there are many beside them",
    "بحثنا عن الكلمات التي بين علامتي الاقتباس كلمةً كلمة، لكثرة ما معها من كلمات.",
)
NO_PHRASE = Notice(
    "no article has the words in quotation marks side by side: they were searched as single words",
    "لا خبر ترد فيه الكلمات التي بين علامتي الاقتباس متجاورة، فبحثنا عنها كلمةً كلمة.",
)
SENTENCE = Notice(
    "in a text as long as this, أو and ليس were searched as words; OR and NOT join and exclude",
    "في نص بهذا الطول بحثنا عن «أو» و«ليس» كغيرهما من الكلمات؛ وللربط والاستبعاد OR وNOT.",
)
TOO_BROAD = Notice(
    f"words with *, ? or ~ and fewer than {LEAST_LETTERS} letters are too broad: they were left out",
    "الكلمة التي فيها * أو ؟ أو ~ يلزمها حرفان على الأقل، فأهملنا ما دون ذلك.",
)
EXPANDED = Notice(
    f"only the first {MOST_EXPANDED} words with *, ? or ~ were searched",
    f"أخذنا بأول {MOST_EXPANDED} كلمات فيها * أو ؟ أو ~.",
)
MOST_COMMON = Notice(
    f"of more than {MOST_FORMS:,} forms that a word with * or ? fits, the most common were searched",
    "الكلمات التي تطابق ما فيه * أو ؟ كثيرة جداً، فبحثنا عن أكثرها وروداً.",
)
CUT = Notice(f"query cut to {LONGEST:,} characters", "البحث طويل، فأخذنا بأوله.")
WEIGHT = Notice(
    "weights like ^2 are not read here: they were left out", "الأوزان مثل ^2 لا تُقرأ هنا، فأهملناها."
)
FUNCTION_WORDS = Notice(
    "only words that stand in most articles: they were searched as they stand",
    "ليس في هذا البحث إلا كلمات ترد في معظم الأخبار، فبحثنا عنها كما هي.",
)
EMPTY_FIELD = Notice("a field without a value was ignored", "أهملنا حقلاً ليس بعده شيء.")
MISSING = "no article has:"
ABSENT = "no article has"
CORRECTED = "nothing was found as typed, so this was searched:"


def unknown_field(name: str) -> Notice:
    """Say that there is no such field."""
    return Notice(
        f"unknown field {name}: searched as words", f"لا نعرف الحقل «{name}»، فبحثنا عن كلماته كغيرها."
    )


def unreadable_date(text: str) -> Notice:
    """Say that a date was not understood, and which ones would be."""
    return Notice(
        f"the date “{text}” was not understood and left out: write 2023, 2023-09, 5 سبتمبر 2023 or أمس",
        f"لم نفهم التاريخ «{text}» فأهملناه. اكتب مثلاً ٢٠٢٣ أو ٢٠٢٣-٠٩ أو ٥ سبتمبر ٢٠٢٣ أو أمس.",
    )


def absent(value: str, in_arabic: str, nearest: str | None) -> Notice:
    """Say that no article has the value of a field, and which one is nearest."""
    near = (f"; the nearest is {nearest}", f"، وأقرب ما في الأرشيف: {nearest}") if nearest else ("", "")
    return Notice(f"{ABSENT} {value}{near[0]}", f"لا خبر له {in_arabic}{near[1]}.")


def corrected(instead: str) -> Notice:
    """Say what was searched instead of a query that found nothing."""
    return Notice(f"{CORRECTED} {instead}", f"لم نجد شيئاً لما كُتب، وهذه نتائج: {instead}")


def missing(words: Iterable[str]) -> Notice:
    """Say which words no article has."""
    listed = [f"{word[:CLIPPED]}…" if len(word) > CLIPPED else word for word in words]
    return Notice(f"{MISSING} {', '.join(listed)}", f"لا يرد في الأرشيف: {'، '.join(listed)}.")
