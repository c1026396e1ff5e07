#include "ui/screens/trafficdetail.h"

#include "base/plaintext.h"
#include "models/trafficmodel.h"
#include "ui/theme/fonts.h"
#include "ui/theme/space.h"
#include "ui/widgets/numbertext.h"

#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTextDocument>
#include <QVBoxLayout>

namespace screens {

using models::TrafficDetail;
using models::TrafficText;

namespace {

QString headersText(const QList<QPair<QByteArray, QByteArray>> &headers)
{
    QString text;
    for (const auto &[name, value] : headers)
        text += QString::fromLatin1(name) + QStringLiteral(": ") + QString::fromUtf8(value) + QLatin1Char('\n');
    return text;
}

//! Keeps the place of a reader when the text is the same, or has only grown.
void put(QPlainTextEdit *edit, const QString &text)
{
    const QString plain = base::plainText(text);
    const QString before = edit->toPlainText();
    if (before == plain)
        return;
    const int at = !before.isEmpty() && plain.startsWith(before) ? edit->verticalScrollBar()->value() : 0;
    edit->setPlainText(plain);
    edit->verticalScrollBar()->setValue(at);
}

} // namespace

TrafficDetailView::TrafficDetailView(QWidget *parent) : QWidget(parent), m_tabs(new QTabWidget(this))
{
    setObjectName(QStringLiteral("traffic.detail"));
    m_tabs->setObjectName(QStringLiteral("traffic.detail.tabs"));
    m_tabs->setAccessibleName(tr("Parts of the request"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setObjectName(QStringLiteral("traffic.detail.tabBar"));
    m_response = addText("traffic.response", tr("Response"), tr("Response: status, headers and body"));
    m_request = addText("traffic.request", tr("Request"), tr("Request: address, headers and body"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_tabs);
    show(std::nullopt);
}

QPlainTextEdit *TrafficDetailView::addText(const char *name, const QString &label, const QString &accessibleName)
{
    auto *edit = new QPlainTextEdit(m_tabs);
    edit->setObjectName(QLatin1String(name));
    edit->setAccessibleName(accessibleName);
    edit->setReadOnly(true);
    edit->setUndoRedoEnabled(false);
    edit->setTabChangesFocus(true);
    edit->document()->setDocumentMargin(theme::space::m);
    edit->setFrameShape(QFrame::NoFrame);
    edit->setFont(theme::font(theme::Role::CodeSmall));
    edit->setPlaceholderText(tr("Choose a request to see its headers and, when it was recorded, its body."));
    m_tabs->addTab(edit, label);
    return edit;
}

void TrafficDetailView::show(const std::optional<TrafficDetail> &detail)
{
    put(m_response, detail ? responseText(*detail) : QString());
    put(m_request, detail ? requestText(*detail) : QString());
}

QString TrafficDetailView::bodyText(const TrafficText &body)
{
    switch (body.state) {
    case TrafficText::State::NotRecorded: return tr("The body was not recorded. Switch on “Record bodies” before a request is made.");
    case TrafficText::State::Empty: return tr("It has no body.");
    case TrafficText::State::Withheld: return tr("The body is never recorded: requests of this kind carry secrets.");
    case TrafficText::State::Binary: return tr("The body is no text (%1).").arg(widgets::byteText(body.size));
    case TrafficText::State::Text: break;
    }
    return body.cut ? body.text + QStringLiteral("\n\n") + tr("Only the beginning of %1 was kept.").arg(widgets::byteText(body.size)) : body.text;
}

QString TrafficDetailView::requestText(const TrafficDetail &detail)
{
    QString text = QString::fromLatin1(detail.method) + QLatin1Char(' ') + detail.url + QStringLiteral("\n\n") + headersText(detail.requestHeaders);
    if (detail.keyWasSent)
        text += tr("The key went along; it is not shown.") + QLatin1Char('\n');
    text += QLatin1Char('\n');
    if (detail.bytesSent == 0)
        return text + tr("It has no body.");
    return text + bodyText(detail.requestBody);
}

QString TrafficDetailView::responseText(const TrafficDetail &detail)
{
    QString text;
    if (detail.status != 0)
        text = tr("Status %1").arg(detail.status);
    else
        text = detail.finished ? tr("No answer came.") : tr("No answer has come yet.");
    text += QStringLiteral("\n\n");
    if (!detail.responseHeaders.isEmpty())
        text += headersText(detail.responseHeaders) + QLatin1Char('\n');
    else if (detail.status != 0)
        text += tr("Its headers were not kept: the traffic log was closed when it came.") + QStringLiteral("\n\n");
    if (detail.status == 0)
        return text;
    if (detail.stream && detail.status < 400)
        return text + tr("This is an event stream: its bytes and events are counted, its text is not recorded.");
    return detail.finished ? text + bodyText(detail.responseBody) : text;
}

} // namespace screens
