#include "ui/screens/rawjsondialog.h"

#include "base/plaintext.h"
#include "ui/theme/fonts.h"
#include "ui/theme/space.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace screens {

RawJsonDialog::RawJsonDialog(const QString &title, const base::Record &record, QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("rawJson"));
    setWindowTitle(tr("JSON of %1").arg(base::plainLine(title, 80)));
    setAttribute(Qt::WA_DeleteOnClose);
    const QString text = QString::fromUtf8(base::prettyJson(record.json()));
    auto *view = new QPlainTextEdit(base::plainText(text), this);
    view->setObjectName(QStringLiteral("rawJson.text"));
    view->setAccessibleName(tr("JSON"));
    view->setReadOnly(true);
    view->setLineWrapMode(QPlainTextEdit::NoWrap);
    view->setFont(theme::font(theme::Role::Code));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("rawJson.close"));
    buttons->button(QDialogButtonBox::Close)->setAccessibleName(tr("Close"));
    QPushButton *copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    copy->setObjectName(QStringLiteral("rawJson.copy"));
    copy->setAccessibleName(tr("Copy the JSON"));
    connect(copy, &QPushButton::clicked, this, [text] { QGuiApplication::clipboard()->setText(text); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::space::m, theme::space::m, theme::space::m, theme::space::m);
    column->addWidget(view, 1);
    column->addWidget(buttons);
    resize(720, 600);
}

} // namespace screens
