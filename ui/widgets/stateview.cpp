#include "ui/widgets/stateview.h"

#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/busybar.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/skeleton.h"

#include <QAccessible>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QPushButton>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>

namespace widgets {

namespace {

constexpr int slowAfter = 1000; // ms: what takes longer shows progress that can be cancelled
constexpr int textWidth = 460;

//! Texts below each other in the middle. Stretches beside them, not an alignment: only so their height follows from their width.
QHBoxLayout *centred(const QList<QWidget *> &texts)
{
    auto *row = new QHBoxLayout;
    auto *column = new QVBoxLayout;
    column->setSpacing(theme::space::s);
    for (QWidget *text : texts) {
        text->setMaximumWidth(textWidth);
        text->setMinimumWidth(200);
        column->addWidget(text);
    }
    row->addStretch(1);
    row->addLayout(column, 100);
    row->addStretch(1);
    return row;
}

} // namespace

StateView::StateView(const QString &name, QWidget *parent)
    : QWidget(parent), m_name(name), m_stack(new QStackedLayout(this)), m_staleBar(new MessageBar(name + QStringLiteral(".stale"))),
      m_slow(new QTimer(this)), m_contentPage(new QWidget)
{
    setObjectName(name);
    auto *column = new QVBoxLayout(m_contentPage);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *bar = new QVBoxLayout;
    bar->setContentsMargins(theme::space::l, 0, theme::space::l, 0);
    bar->addWidget(m_staleBar);
    column->addLayout(bar);
    m_stack->addWidget(m_contentPage);
    m_slow->setSingleShot(true);
    m_slow->setInterval(slowAfter);
    connect(m_slow, &QTimer::timeout, this, [this] {
        m_loadingText->show();
        m_progress->show();
        m_progress->setBusy(true);
        m_cancel->show();
    });
}

void StateView::setContent(QWidget *content)
{
    m_content = content;
    m_contentPage->layout()->addWidget(content);
    static_cast<QVBoxLayout *>(m_contentPage->layout())->setStretchFactor(content, 1);
}

void StateView::makeLoading()
{
    if (m_loading)
        return;
    m_loading = new QWidget;
    m_loadingText = new PlainLabel;
    m_loadingText->setToken(theme::Token::Muted);
    m_loadingText->setAlignment(Qt::AlignCenter);
    m_loadingText->setObjectName(m_name + QStringLiteral(".loadingText"));
    m_progress = new BusyBar;
    m_progress->setFixedWidth(200);
    m_cancel = new QPushButton(tr("Cancel"));
    m_cancel->setObjectName(m_name + QStringLiteral(".cancel"));
    m_cancel->setAccessibleName(tr("Cancel loading"));
    connect(m_cancel, &QPushButton::clicked, this, &StateView::cancelRequested);
    auto *column = new QVBoxLayout(m_loading);
    column->setContentsMargins(0, 0, 0, theme::space::xxl);
    column->setSpacing(theme::space::m);
    column->addWidget(new Skeleton, 1);
    column->addWidget(m_loadingText, 0, Qt::AlignHCenter);
    column->addWidget(m_progress, 0, Qt::AlignHCenter);
    column->addWidget(m_cancel, 0, Qt::AlignHCenter);
    for (QWidget *late : {static_cast<QWidget *>(m_loadingText), static_cast<QWidget *>(m_progress), static_cast<QWidget *>(m_cancel)}) {
        QSizePolicy keep = late->sizePolicy();
        keep.setRetainSizeWhenHidden(true);
        late->setSizePolicy(keep);
    }
    m_stack->addWidget(m_loading);
}

void StateView::makeTexts()
{
    m_icon = new QLabel;
    m_icon->setAlignment(Qt::AlignCenter);
    m_title = new PlainLabel;
    m_title->setRole(theme::Role::Title);
    m_title->setObjectName(m_name + QStringLiteral(".title"));
    m_text = new PlainLabel;
    m_text->setToken(theme::Token::Muted);
    m_text->setObjectName(m_name + QStringLiteral(".text"));
    m_details = new PlainLabel;
    m_details->setSelectable(true);
    m_details->setRole(theme::Role::CodeSmall);
    m_details->setToken(theme::Token::Muted);
    m_details->setObjectName(m_name + QStringLiteral(".detailsText"));
    for (PlainLabel *label : {m_title, m_text, m_details}) {
        label->setMultiLine(true);
        label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    }
}

void StateView::makeButtons()
{
    m_button = new QPushButton;
    theme::setButtonKind(m_button, theme::ButtonKind::Primary);
    m_other = new QPushButton;
    m_other->setObjectName(m_name + QStringLiteral(".other"));
    m_other->setAccessibleName(tr("Another way on"));
    connect(m_other, &QPushButton::clicked, this, &StateView::otherStepRequested);
    m_detailsToggle = new QPushButton(tr("Details"));
    m_detailsToggle->setCheckable(true);
    m_detailsToggle->setObjectName(m_name + QStringLiteral(".details"));
    m_detailsToggle->setAccessibleName(tr("Show technical details"));
    m_copy = new QPushButton(tr("Copy details"));
    m_copy->setObjectName(m_name + QStringLiteral(".copy"));
    m_copy->setAccessibleName(tr("Copy technical details"));
    theme::setButtonKind(m_copy, theme::ButtonKind::Quiet);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_state == State::Failed)
            Q_EMIT retryRequested();
        else
            Q_EMIT nextStepRequested();
    });
    connect(m_detailsToggle, &QPushButton::toggled, this, [this](bool on) {
        m_details->setVisible(on);
        m_copy->setVisible(on);
    });
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_details->fullText()); });
}

void StateView::makeMessage()
{
    if (m_message)
        return;
    m_message = new QWidget;
    makeTexts();
    makeButtons();
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme::space::s);
    buttons->addStretch(1);
    buttons->addWidget(m_button);
    buttons->addWidget(m_other);
    buttons->addWidget(m_detailsToggle);
    buttons->addStretch(1);
    auto *column = new QVBoxLayout(m_message);
    column->setContentsMargins(theme::space::xl, theme::space::xl, theme::space::xl, theme::space::xl);
    column->setSpacing(theme::space::s);
    column->addStretch(2);
    column->addWidget(m_icon);
    column->addSpacing(theme::space::xs);
    column->addLayout(centred({m_title, m_text}));
    column->addSpacing(theme::space::s);
    column->addLayout(buttons);
    column->addSpacing(theme::space::s);
    column->addLayout(centred({m_details}));
    column->addWidget(m_copy, 0, Qt::AlignHCenter);
    column->addStretch(3);
    m_stack->addWidget(m_message);
}

void StateView::showLoading(const QString &text)
{
    makeLoading();
    m_loadingText->setText(text);
    setAccessibleName(m_loadingText->text());
    if (m_state == State::Loading)
        return;
    m_state = State::Loading;
    m_loadingText->hide();
    m_progress->hide();
    m_cancel->hide();
    m_slow->start();
    m_stack->setCurrentWidget(m_loading);
}

void StateView::fillMessage(const QString &icon, theme::Token token, const QString &title, const QString &text, const QString &details)
{
    makeMessage();
    m_slow->stop();
    m_iconName = icon;
    m_iconToken = token;
    refreshIcon();
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_details->setText(details);
    m_detailsToggle->setVisible(!details.isEmpty());
    m_detailsToggle->setChecked(false);
    m_details->hide();
    m_copy->hide();
    m_stack->setCurrentWidget(m_message);
    setAccessibleName(m_title->text() + QStringLiteral(". ") + m_text->text());
    QAccessibleEvent event(this, m_state == State::Failed ? QAccessible::Alert : QAccessible::NameChanged);
    QAccessible::updateAccessibility(&event);
}

void StateView::showEmpty(const Emptiness &emptiness)
{
    m_state = State::Empty;
    fillMessage(emptiness.icon, theme::Token::Muted, emptiness.title, emptiness.text, {});
    m_button->setText(emptiness.button);
    m_button->setAccessibleName(emptiness.button);
    m_button->setVisible(!emptiness.button.isEmpty());
    m_other->setText(emptiness.other);
    if (!emptiness.other.isEmpty())
        m_other->setAccessibleName(emptiness.other);
    m_other->setVisible(!emptiness.other.isEmpty());
    m_button->setObjectName(m_name + QStringLiteral(".next"));
}

void StateView::showProblem(const Problem &problem)
{
    m_state = State::Failed;
    fillMessage(QStringLiteral("octagon-alert"), theme::Token::Fail, problem.title, problem.text, problem.details);
    m_button->setText(problem.button.isEmpty() ? tr("Try again") : problem.button);
    m_button->setAccessibleName(m_button->text());
    m_button->show();
    m_other->hide();
    m_button->setObjectName(m_name + QStringLiteral(".retry"));
}

void StateView::showContent()
{
    m_state = State::Content;
    m_slow->stop();
    if (m_progress)
        m_progress->setBusy(false);
    setAccessibleName({});
    m_stack->setCurrentWidget(m_contentPage);
}

void StateView::setStale(const QString &text, const QString &details)
{
    if (text.isEmpty()) {
        m_staleBar->hide();
        return;
    }
    if (isStale() && m_staleBar->text() == text)
        return;
    m_staleBar->showMessage(MessageBar::Kind::Wait, {}, text);
    connect(m_staleBar->addButton(QStringLiteral("retry"), tr("Try again")), &QPushButton::clicked, this, &StateView::retryRequested);
    m_staleBar->setDetails(details);
    m_staleBar->setDismissable(false);
}

bool StateView::isStale() const
{
    return !m_staleBar->isHidden();
}

QString StateView::message() const
{
    if (m_state == State::Loading)
        return m_loadingText->fullText();
    return m_title && m_state != State::Content ? m_title->fullText() + QLatin1Char('\n') + m_text->fullText() : QString();
}

void StateView::refreshIcon()
{
    if (m_icon)
        m_icon->setPixmap(theme::iconPixmap(m_iconName, theme::color(palette(), m_iconToken), 32, devicePixelRatioF()));
}

void StateView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshIcon();
}

} // namespace widgets
