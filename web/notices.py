"""What the query parser says about a query, in the language of the page."""

from __future__ import annotations

from fihris.search import query

ARABIC = {
    query.NOTHING: "ليس في هذا البحث كلمة نبحث عنها.",
    query.NEGATIVE: "أضف كلمة تبحث عنها؛ فالاستبعاد وحده لا يجد شيئاً.",
    query.UNCLOSED: "علامة الاقتباس لم تُغلق، فأغلقناها في آخر البحث.",
    query.BRACKETS: "في الأقواس قوس بلا نظير، فأهملناه.",
    query.TOO_DEEP: "الأقواس المتداخلة أعمق ممّا نقرأ، فأهملنا أعمقها.",
    query.DANGLING: "أهملنا أداة ربط ليس بجانبها كلمة.",
    query.SHORTENED: "البحث طويل، فأخذنا بأوائل كلماته.",
    query.LOOSENED: "بحثنا عن الكلمات التي بين علامتي الاقتباس كلمةً كلمة، لكثرة ما معها من كلمات.",
    query.NO_PHRASE: "لا خبر ترد فيه الكلمات التي بين علامتي الاقتباس متجاورة، فبحثنا عنها كلمةً كلمة.",
    query.TOO_BROAD: "الكلمة التي فيها * أو ؟ أو ~ يلزمها حرفان على الأقل، فأهملنا ما دون ذلك.",
    query.EXPANDED: f"أخذنا بأول {query.MOST_EXPANDED} كلمات فيها * أو ؟ أو ~.",
    query.MOST_COMMON: "الكلمات التي تطابق ما فيه * أو ؟ كثيرة جداً، فبحثنا عن أكثرها وروداً.",
    query.CUT: "البحث طويل، فأخذنا بأوله.",
}


def in_arabic(notice: str) -> str:
    """Return the notice in Arabic; one that has no translation yet comes back as it is."""
    if notice.startswith(query.MISSING):
        words = notice.removeprefix(query.MISSING).strip().split(", ")
        return f"لا يرد في الأرشيف: {'، '.join(words)}."
    return ARABIC.get(notice, notice)
