#include "ui/screens/nameconfirmation.h"

#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace screens {

NameConfirmation::NameConfirmation(const QString &question, const QString &text, const QString &name, const QString &button, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("confirm"));
    setWindowTitle(question);
    setAttribute(Qt::WA_DeleteOnClose);
    const QString wanted = name.trimmed().isEmpty() ? tr("delete") : name.trimmed();
    auto *title = new widgets::PlainLabel(question, this);
    title->setRole(theme::Role::Title);
    auto *explanation = new widgets::PlainLabel(text + QStringLiteral("\n\n") + tr("This is a production workspace. Type this to go on: %1").arg(wanted), this);
    explanation->setObjectName(QStringLiteral("confirm.text"));
    explanation->setMultiLine(true);
    explanation->setSelectable(true);
    auto *field = new QLineEdit(this);
    field->setObjectName(QStringLiteral("confirm.name"));
    field->setAccessibleName(tr("Name"));
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("confirm.cancel"));
    cancel->setAccessibleName(tr("Cancel"));
    auto *act = new QPushButton(button, this);
    act->setObjectName(QStringLiteral("confirm.act"));
    act->setAccessibleName(button);
    act->setEnabled(false);
    theme::setButtonKind(act, theme::ButtonKind::Danger);
    connect(field, &QLineEdit::textChanged, act, [act, wanted](const QString &typed) { act->setEnabled(typed.trimmed() == wanted); });
    connect(act, &QPushButton::clicked, this, &QDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);

    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(act);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::space::xl, theme::space::xl, theme::space::xl, theme::space::l);
    column->setSpacing(theme::space::m);
    column->addWidget(title);
    column->addWidget(explanation);
    column->addWidget(field);
    column->addLayout(buttons);
    setMinimumWidth(420);
}

} // namespace screens
