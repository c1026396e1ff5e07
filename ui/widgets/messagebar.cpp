#include "ui/widgets/messagebar.h"

#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QAccessible>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace widgets {

namespace {

theme::Token tokenOf(MessageBar::Kind kind)
{
    switch (kind) {
    case MessageBar::Kind::Info: return theme::Token::Accent;
    case MessageBar::Kind::Ok: return theme::Token::Ok;
    case MessageBar::Kind::Wait: return theme::Token::Wait;
    case MessageBar::Kind::Fail: return theme::Token::Fail;
    }
    return theme::Token::Accent;
}

QString iconOf(MessageBar::Kind kind)
{
    switch (kind) {
    case MessageBar::Kind::Info: return QStringLiteral("info");
    case MessageBar::Kind::Ok: return QStringLiteral("circle-check");
    case MessageBar::Kind::Wait: return QStringLiteral("triangle-alert");
    case MessageBar::Kind::Fail: return QStringLiteral("octagon-alert");
    }
    return {};
}

} // namespace

MessageBar::MessageBar(const QString &name, QWidget *parent)
    : QFrame(parent), m_name(name), m_icon(new QLabel(this)), m_title(new PlainLabel(this)), m_text(new PlainLabel(this)),
      m_details(new PlainLabel(this)), m_buttons(new QHBoxLayout), m_detailsToggle(new QPushButton(tr("Details"), this)),
      m_copy(new QPushButton(tr("Copy details"), this)), m_close(new QToolButton(this))
{
    setObjectName(name);
    setVisible(false);
    m_title->setRole(theme::Role::Strong);
    m_title->setObjectName(name + QStringLiteral(".title"));
    m_text->setMultiLine(true);
    m_text->setObjectName(name + QStringLiteral(".text"));
    m_details->setMultiLine(true);
    m_details->setSelectable(true);
    m_details->setRole(theme::Role::CodeSmall);
    m_details->setToken(theme::Token::Muted);
    m_details->setObjectName(name + QStringLiteral(".detailsText"));
    m_detailsToggle->setCheckable(true);
    m_detailsToggle->setObjectName(name + QStringLiteral(".details"));
    m_detailsToggle->setAccessibleName(tr("Show technical details"));
    theme::setButtonKind(m_detailsToggle, theme::ButtonKind::Quiet);
    m_copy->setObjectName(name + QStringLiteral(".copy"));
    m_copy->setAccessibleName(tr("Copy technical details"));
    theme::setButtonKind(m_copy, theme::ButtonKind::Quiet);
    m_close->setObjectName(name + QStringLiteral(".close"));
    m_close->setAccessibleName(tr("Dismiss message"));
    m_close->setIcon(theme::icon(QStringLiteral("x"), theme::Token::Muted));
    m_close->setAutoRaise(true);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme::space::m, theme::space::s, theme::space::s, theme::space::s);
    row->setSpacing(theme::space::s);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->setContentsMargins(0, theme::space::xs, 0, theme::space::xs);
    texts->addWidget(m_title);
    texts->addWidget(m_text);
    texts->addWidget(m_details);
    row->addLayout(texts, 1);
    m_buttons->setSpacing(theme::space::s);
    row->addLayout(m_buttons);
    row->addWidget(m_copy);
    row->addWidget(m_detailsToggle);
    row->addWidget(m_close);
    m_icon->setContentsMargins(0, theme::space::xs + 1, 0, 0);

    connect(m_close, &QToolButton::clicked, this, &MessageBar::dismiss);
    connect(m_detailsToggle, &QPushButton::toggled, this, [this](bool on) {
        m_details->setVisible(on);
        m_copy->setVisible(on);
    });
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_details->fullText()); });
}

void MessageBar::showMessage(Kind kind, const QString &title, const QString &text)
{
    m_kind = kind;
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        item->widget()->hide();
        item->widget()->setObjectName(QString()); // the next message may use the same name before this one is gone
        item->widget()->deleteLater();
        delete item;
    }
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    setDetails({});
    setDismissable(true);
    setAccessibleName(title.isEmpty() ? m_text->text() : m_title->text() + QStringLiteral(". ") + m_text->text());
    refreshIcon();
    setVisible(true);
    announce();
}

QPushButton *MessageBar::addButton(const QString &id, const QString &label)
{
    auto *button = new QPushButton(label, this);
    button->setObjectName(m_name + QLatin1Char('.') + id);
    button->setAccessibleName(label);
    button->setAutoDefault(false);
    m_buttons->addWidget(button);
    button->show(); // at once, so that it can take the focus
    QWidget::setTabOrder(button, m_detailsToggle);
    return button;
}

void MessageBar::setDetails(const QString &details)
{
    m_details->setText(details);
    m_detailsToggle->setVisible(!details.isEmpty());
    m_detailsToggle->setChecked(false);
    m_details->setVisible(false);
    m_copy->setVisible(false);
}

void MessageBar::setDismissable(bool dismissable)
{
    m_close->setVisible(dismissable);
}

void MessageBar::dismiss()
{
    if (isHidden())
        return;
    setVisible(false);
    Q_EMIT dismissed();
}

QString MessageBar::title() const
{
    return m_title->fullText();
}

QString MessageBar::text() const
{
    return m_text->fullText();
}

void MessageBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const theme::Token token = tokenOf(m_kind);
    const QColor ground = theme::soft(palette(), token);
    painter.setPen(QPen(theme::mixed(ground, theme::color(palette(), token), 0.35), 1.0));
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme::radius, theme::radius);
}

void MessageBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_icon)
        refreshIcon();
}

void MessageBar::refreshIcon()
{
    m_icon->setPixmap(theme::iconPixmap(iconOf(m_kind), theme::color(palette(), tokenOf(m_kind)), theme::iconSmall, devicePixelRatioF()));
}

void MessageBar::announce()
{
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace widgets
