#include "ui/widgets/secretedit.h"

#include "ui/theme/icons.h"
#include "ui/theme/space.h"

#include <QFocusEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QTimer>
#include <QToolButton>

namespace widgets {

SecretEdit::SecretEdit(const QString &name, QWidget *parent) : QWidget(parent), m_line(new QLineEdit(this)), m_show(new QToolButton(this))
{
    setObjectName(name + QStringLiteral(".frame"));
    m_line->setObjectName(name);
    m_line->installEventFilter(this);
    m_show->setObjectName(name + QStringLiteral(".show"));
    m_show->setCheckable(true);
    m_show->setAutoRaise(true);
    m_show->setFocusPolicy(Qt::TabFocus);
    m_show->installEventFilter(this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::space::xs);
    row->addWidget(m_line, 1);
    row->addWidget(m_show);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textEdited, this, [this] {
        refresh();
        Q_EMIT edited();
    });
    connect(m_show, &QToolButton::clicked, this, [this](bool shown) {
        setShown(shown);
        m_line->setFocus(Qt::OtherFocusReason);
    });
    setShown(false);
}

QString SecretEdit::secret() const
{
    const QString text = m_line->text();
    const QString trimmed = text.trimmed();
    return trimmed.contains(QLatin1Char('\n')) ? text : trimmed;
}

void SecretEdit::setSecret(const QString &secret)
{
    if (secret == this->secret() && !secret.isEmpty())
        return;
    m_line->setText(secret); // the undo history goes with it
    if (secret.isEmpty())
        setShown(false);
    refresh();
}

void SecretEdit::setReadOnly(bool readOnly)
{
    m_line->setReadOnly(readOnly);
    m_show->setVisible(!readOnly);
}

bool SecretEdit::isShown() const
{
    return m_line->echoMode() == QLineEdit::Normal;
}

void SecretEdit::setShown(bool shown)
{
    m_line->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    // Also while it is shown: no keyboard may learn it.
    m_line->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhSensitiveData | Qt::ImhNoAutoUppercase);
    m_show->setChecked(shown);
    refresh();
}

void SecretEdit::refresh()
{
    const QString words = isShown() ? tr("Hide what you type") : tr("Show what you type");
    m_show->setIcon(theme::icon(isShown() ? QStringLiteral("eye-off") : QStringLiteral("eye"), theme::Token::Muted));
    m_show->setAccessibleName(words);
    m_show->setToolTip(words);
    m_show->setEnabled(!m_line->text().isEmpty() && !m_line->isReadOnly());
}

bool SecretEdit::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut && static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason) {
        // Between the line and its button nothing is hidden: who has the keyboard next is known a turn later.
        QTimer::singleShot(0, this, [this] {
            if (isShown() && !m_line->hasFocus() && !m_show->hasFocus())
                setShown(false);
        });
    }
    return QWidget::eventFilter(watched, event);
}

void SecretEdit::hideEvent(QHideEvent *event)
{
    setShown(false);
    QWidget::hideEvent(event);
}

} // namespace widgets
