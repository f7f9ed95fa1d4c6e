"""A small archive of our own writing, for tests that need articles."""

from datetime import datetime

from fihris.index import Article

ARTICLES = (
    Article(
        id="missiles",
        title="نيسارا تطلق ثلاثة صواريخ",
        body="أطلقت نيسارا فجر اليوم ثلاثة صَواريخ فوق بحر العقيق.\nوقال وزير الدفاع إن الصاروخ الأول سقط في "
        "البحر، ودعا إلى مناورات بحرية مشتركة مع الجيران.",
        source="المرقاب",
        keywords=("صواريخ", "نيسارا"),
        published=datetime(2022, 1, 10, 6, 30),
        url="https://marqab.example/1",
        author="سعاد الريمي",
        section="سياسة",
    ),
    Article(
        id="drill",
        title="تدريبات بحرية مشتركة في بحر العقيق",
        body="بدأت اليوم تدريبات بحرية مشتركة تشارك فيها ست سفن، والمناورة الأولى من نوعها منذ عشر سنوات. "
        "ولا تستخدم في التدريبات أسلحة.",
        source="وكالة سروانة للأنباء",
        keywords=("مناورات",),
        published=datetime(2022, 1, 17),
    ),
    Article(
        id="water",
        title="برزمة تجدّد شبكة مياه الشرب",
        body="تبدأ بلدية برزمة تجديد شبكة المـــياه في الأحياء القديمة، وللمياه في هذه الأحياء أنابيب عمرها "
        "خمسون سنة. وتبلغ الكلفة ١٢٬٥٠٠ دينار للكيلومتر.",
        source="المرقاب",
        keywords=("مياه الشرب", "برزمة"),
        published=datetime(2023, 3, 5),
    ),
    Article(
        id="leaders",
        title="لقاء الزعيمين",
        body="التقى الزعيمان في برزمة، وبحثا الحرب والسلام.",
        source="بريد برزمة",
        published=datetime(2023, 9, 5),
    ),
    Article(id="undated", title="وصفة الشتاء", body="طبق من التمور والسمن لأيام الشتاء في وادي السنام."),
)
