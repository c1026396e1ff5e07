#include "demo/script.h"

namespace demo {

namespace {

constexpr char markdown[] = R"md(# Markdown, one of each

A first paragraph with **bold**, *italic*, ***both***, `inline code`, ~~a change of mind~~ and a [link to the manual](https://commonmark.org/help/). It is long enough to wrap at every window width that anybody would want to work in, and it ends with a plain address: https://example.com/docs.

## Lists

- Apples
- Pears, of which there are
  - Conference
  - Williams
    1. picked early
    2. stored cool
- Quinces

1. Open the session
2. Read the transcript
3. Answer

### A task list

- [x] Read the issue
- [x] Find the cause
- [ ] Write the test
- [ ] Ask for a review

## A table

| Region | Requests | Errors | p95 |
|:-------|---------:|-------:|:---:|
| Frankfurt | 1,204,331 | 12 | 84 ms |
| Virginia | 3,870,112 | 97 | 91 ms |
| Singapore | 640,950 | 3 | 133 ms |

## A quotation

> Make it work, make it right, make it fast.
>
> > And then, somebody added, make it *boring*.

## Code

```python
def median(values: list[float]) -> float:
    """The middle value, or the mean of the two middle ones."""
    ordered = sorted(values)
    half, odd = divmod(len(ordered), 2)
    return ordered[half] if odd else (ordered[half - 1] + ordered[half]) / 2
```

    An indented block keeps its   spaces.

## An image, shown as a link

![A chart of requests per hour](https://example.com/requests.png)

---

#### Other scripts

Grüße aus Köln · 日本語の文章 · Привет, мир · שלום עולם · مرحبا بالعالم · 🚀 👩)md" "\u200d" R"md(💻 · x² + y² ≤ z²

Line one ends with two blanks,  
so line two begins here.
)md";

constexpr char code[] = R"md(Here is the same small job in a few languages: read lines, count words, print the most frequent.

**Python**

```python
import collections
import sys

words = collections.Counter(word.lower() for line in sys.stdin for word in line.split())
for word, count in words.most_common(10):
    print(f"{count:6} {word}")
```

**C++**

```cpp
#include <algorithm>
#include <iostream>
#include <map>
#include <string>
#include <vector>

int main()
{
    std::map<std::string, int> counts; // ordered, so ties come out the same every time
    for (std::string word; std::cin >> word;)
        ++counts[word];
    std::vector<std::pair<std::string, int>> rows(counts.begin(), counts.end());
    std::stable_sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) { return a.second > b.second; });
    for (std::size_t i = 0; i < rows.size() && i < 10; ++i)
        std::cout << rows[i].second << ' ' << rows[i].first << '\n';
}
```

**Shell**

```bash
tr -cs '[:alpha:]' '\n' < notes.txt | tr '[:upper:]' '[:lower:]' | sort | uniq -c | sort -rn | head -10
```

**SQL**

```sql
SELECT word, count(*) AS n
FROM words
GROUP BY word
ORDER BY n DESC, word
LIMIT 10;
```

And what a caller gets back:

```json
{ "words": [{ "word": "the", "count": 412 }, { "word": "of", "count": 287 }], "truncated": false }
```

```diff
-    print(word, count)
+    print(f"{count:6} {word}")
```

All of them read the input once. The shell line is the shortest, the C++ one the only one that keeps ties in a fixed order.
)md";

constexpr char hostile[] = R"md(This reply tries to be more than text. Nothing of it should come alive.

<script>alert("html")</script> <img src=x onerror=alert(1)> <b>not bold</b> <a href="file:///etc/passwd">a tag</a>

- a link that runs: [click me](javascript:alert(1))
- a link to a file: [open](file:///etc/passwd)
- a link that lies: [https://example.com](https://example.net/elsewhere)
- a name before the host: [sign in](https://example.com@example.net/)
- letters from elsewhere: [https://аpple.example](https://xn--pple-43d.example/)
- an image from the disk: ![x](/dev/zero) and ![y](file:///etc/hostname)

Direction marks: safe)md" "\u202e" R"md(txt.exe)md" "\u202c" R"md( and )md" "\u2066" R"md(isolated)md" "\u2069" R"md(, zero-width: pass)md" "\u200b" R"md(word, a tag: &lt;b&gt; &#x202e;.

```html
<style>body { display: none }</style>
```
)md";

} // namespace

QByteArray markdownText()
{
    return QByteArray(markdown).trimmed();
}

QByteArray codeText()
{
    return QByteArray(code).trimmed();
}

QByteArray hostileText()
{
    return QByteArray(hostile).trimmed();
}

QByteArray essayText()
{
    static const char *const topics[] = {"the first build", "a slow test", "the release", "an old branch", "the night shift",
                                         "a missing log", "the new region", "a forgotten flag", "the second review", "a quiet week"};
    static const char *const sentences[] = {
        "Nobody had planned for %1, and yet it decided how the rest of the month went.",
        "When we looked at %1 again, the numbers told a different story than the first report.",
        "The team wrote down what it knew about %1, which took an hour, and what it did not know, which took a day.",
        "It turned out that %1 and the outage had one cause: a default that had been right for six years.",
        "So the change was small, the explanation long, and %1 became the example in the handbook.",
        "What remains of %1 is a check that runs every morning and a chart that nobody has to look at.",
    };
    QByteArray text = "# A long reply, in two thousand pieces\n\n";
    int paragraph = 0;
    while (text.size() < 26'000) {
        if (paragraph % 4 == 0)
            text += "## Part " + QByteArray::number(paragraph / 4 + 1) + "\n\n";
        for (int i = 0; i < 6; ++i) {
            QByteArray sentence(sentences[(paragraph + i) % 6]);
            text += sentence.replace("%1", topics[(paragraph * 3 + i) % 10]) + (i < 5 ? " " : "\n\n");
        }
        ++paragraph;
    }
    return text.trimmed();
}

} // namespace demo
