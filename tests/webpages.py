# ruff: noqa: E501 - paragraphs are as long as they are
"""A web page of an invented newspaper, for tests that need one."""

HEADLINE = "وزيرة المياه تعلن تجديد شبكة برزمة"
LEAD = "أعلنت وزيرة المياه هالة الوادي، اليوم الأحد، إطلاق مشروع تجديد شبكة مياه الشرب في العاصمة برزمة."
PARAGRAPHS = (
    "وقالت الوادي، في مؤتمر صحفي عقدته بمقر الوزارة، إن المشروع يشمل استبدال مئتين وأربعين كيلومترا من الأنابيب.",
    "وأوضحت الوزيرة أن المرحلة الأولى تبدأ في البلدة القديمة وحي المطابع، وأن المياه لن تقطع عن أي شارع طويلا.",
    "وتفقد الشبكة الحالية، التي مد معظمها قبل أكثر من نصف قرن، نحو ثلث المياه المنتجة قبل وصولها إلى المشتركين.",
)
MENU = "".join(
    f'<li><a href="/{name}">{name}</a></li>' for name in ("الرئيسية", "سياسة", "اقتصاد", "رياضة", "ثقافة")
)
OTHERS = "".join(
    f'<article class="card"><time datetime="2024-01-{day:02}T10:00:00Z">يناير</time>'
    f'<h3><a href="/{day}">خبر آخر عن مهرجان الكتاب رقم {day}</a></h3></article>'
    for day in range(1, 9)
)


def page(
    head: str = "", above: str = "", below: str = "", lead: str = "", title: str = f"<h1>{HEADLINE}</h1>"
) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in (LEAD, *PARAGRAPHS)[bool(lead) :])
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8">{head}</head><body>'
        f'<header><nav class="menu"><ul>{MENU}</ul></nav></header>'
        f'<main><article class="post">{title}{above}{lead}<div class="entry-content">{text}</div>{below}</article></main>'
        f'<aside class="related"><h2>اقرأ أيضا</h2>{OTHERS}</aside>'
        "<footer><p>جميع الحقوق محفوظة © 2024 جريدة المرقاب</p></footer></body></html>"
    )
