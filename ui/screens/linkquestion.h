#pragma once

#include <QObject>
#include <QUrl>

namespace widgets {
class MessageBar;
}

namespace screens {

//! Opens links of a transcript in the browser, after a question in `bar` where the link is one to be asked for.
class LinkQuestion final : public QObject
{
    Q_OBJECT
public:
    LinkQuestion(widgets::MessageBar *bar, QObject *parent);

    //! As ui::TranscriptView::linkActivated says it: `host` is what the person is shown.
    void follow(const QUrl &url, const QString &host, bool ask);

private:
    widgets::MessageBar *m_bar;
};

} // namespace screens
