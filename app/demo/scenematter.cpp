#include "demo/script.h"

namespace demo {

namespace {

constexpr char scripts[] = R"md(The same short note for nine teams. The *time* and the **place** are what matters.

### العربية

الاجتماع يوم **الثلاثاء** الساعة 10:30 في القاعة `B2`، والرابط هو [التقويم](https://example.org/calendar).

1. راجع المسودة
2. أرسل الملاحظات

### עברית

הפגישה ביום **שלישי** בשעה 10:30 בחדר `B2`. נא לאשר *עד מחר*.

### हिन्दी

बैठक **मंगलवार** को 10:30 बजे कमरा `B2` में है। कृपया *कल तक* पुष्टि करें।

### ไทย

ประชุมวัน**อังคาร** เวลา 10:30 น. ที่ห้อง `B2` กรุณายืนยันภายในพรุ่งนี้ ที่นี่ไม่มีช่องว่างระหว่างคำจึงต้องตัดบรรทัดตามพจนานุกรม

### 中文

会议在**星期二** 10:30，地点是 `B2` 会议室。请在*明天之前*确认，谢谢！

### 日本語

会議は**火曜日**の10:30、`B2`会議室で行います。*明日まで*にご返事ください。

### 한국어

회의는 **화요일** 10:30, `B2` 회의실에서 합니다. *내일까지* 확인해 주세요.

### Ελληνικά · Русский · Tiếng Việt

Η συνάντηση είναι την **Τρίτη**. Встреча во **вторник** в 10:30. Cuộc họp vào **thứ Ba** lúc 10:30.

### Emoji

🚀 👩‍💻 👍🏽 🇩🇪 ✅ ❤️ 🧑‍🤝‍🧑 beside text, and in `code 🚀 too`.

| Language | Tuesday | Direction |
|:--|:--|:-:|
| العربية | الثلاثاء | ← |
| 日本語 | 火曜日 | → |
| हिन्दी | मंगलवार | → |
)md";

// Our own drawing: 24 bars, five colours.
constexpr char chart[] =
    "iVBORw0KGgoAAAANSUhEUgAAAeAAAADwBAMAAAAqW6qJAAAAD1BMVEX////i4t07W9uNovtcYGZw6y1wAAABY0lEQVR42u3cwQ3CIBSAYVdwBV"
    "dwAQ/uP5OmTXqQSFpSCjy+/8QFy1f09uLtJkmSJEmSJEmSJElJ98C5XTXtsQQMDAwMDAzcwgkMHOP3CRxCDjwNOMUAAwOP5AQGBg4C3rMABgYG"
    "Hgr8XBrAuR0UGBgYGBgYOFuN+aj1oN/FevTixfY5vc9p+UoDAwMDA0cG9y4HBo4BTs8HDAwMDAwMDAwMDNwJuC85MDAwMDAwMDAwMDAwcGtwub"
    "zGeNbpc1qZRcs5rTFuGPgEJzAwMDAwMPAc4AZyYGBgYGBgYGDg4ODr5MDAwMDAwMCXg/c8uwm4lhwYGBgYGLgKuOyVjAou/tuqPUNUF8xp5Ua4"
    "3PD04ENyYGBg4BHAhx4JDNwJOLMHGBh4JHC6eRZw2QIYGBgYGBgYGBgYGBgYGBgYGBgYGBj4p3fgMpf8Kpo+7H8XMDAwcAywJEmSJEmSJEmSJE"
    "mSJEnSvz7z8ugX0Pg5kQAAAABJRU5ErkJggg==";

} // namespace

QByteArray scriptsText()
{
    return QByteArray(scripts).trimmed();
}

QByteArray chartPicture()
{
    return chart;
}

QByteArray logText()
{
    constexpr int lines = 4000;
    constexpr int refused = 1612;
    static const char *const parts[] = {"uploaded part", "verified part", "queued part", "closed part"};
    QByteArray text;
    for (int i = 1; i <= lines; ++i) {
        const int second = 2 * 3600 + 600 + i * 17 / 15;
        const auto two = [](int n) { return QByteArray::number(n).rightJustified(2, '0'); };
        text += "2026-11-20T" + two(second / 3600) + ':' + two(second / 60 % 60) + ':' + two(second % 60) + "Z ";
        if (i == refused)
            text += "ERROR upload refused: the bucket answered 403, trying again in 30 s";
        else
            text += "INFO  " + QByteArray(parts[i % 4]) + ' ' + QByteArray::number(i / 4 + 1) + " of 1000";
        text += '\n';
    }
    return text;
}

} // namespace demo
