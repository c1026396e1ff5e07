#include "ui/screens/aboutdialog.h"

#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSysInfo>
#include <QVBoxLayout>

namespace screens {

namespace {

struct Library
{
    const char *name;
    const char *licence;
};

constexpr Library libraries[] = {
    {"QtKeychain", "Modified BSD"},     {"QScintilla", "GPL-3.0"},   {"md4c", "MIT"},          {"simdjson", "Apache-2.0"},
    {"JSON for Modern C++", "MIT"},     {"cpp-httplib", "MIT"},      {"SQLite", "public domain"}, {"Lucide icons", "ISC"},
};

} // namespace

QString AboutDialog::versions()
{
    QStringList lines{QStringLiteral("Muster ") + QLatin1String(MUSTER_VERSION),
                      QStringLiteral("Qt %1 — LGPL-3.0").arg(QLatin1String(qVersion()))};
    for (const Library &library : libraries)
        lines.append(QStringLiteral("%1 — %2").arg(QLatin1String(library.name), QLatin1String(library.licence)));
    lines.append(QSysInfo::prettyProductName() + QStringLiteral(", ") + QGuiApplication::platformName());
    return lines.join(QLatin1Char('\n'));
}

AboutDialog::AboutDialog(QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("about"));
    setWindowTitle(tr("About Muster"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *title = new widgets::PlainLabel(tr("Muster %1").arg(QLatin1String(MUSTER_VERSION)), this);
    title->setObjectName(QStringLiteral("about.title"));
    title->setRole(theme::Role::Page);
    auto *text = new widgets::PlainLabel(
        tr("A native desktop window onto agents that run in the cloud.\nFree software under the GNU General Public License, version 3 or later "
           "(GPL-3.0-or-later). It comes without any warranty."),
        this);
    text->setMultiLine(true);
    auto *subtitle = new widgets::PlainLabel(tr("It stands on"), this);
    subtitle->setRole(theme::Role::Strong);
    auto *list = new QPlainTextEdit(versions(), this);
    list->setObjectName(QStringLiteral("about.libraries"));
    list->setAccessibleName(tr("Libraries and their licences"));
    list->setReadOnly(true);
    list->setTabChangesFocus(true);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *copy = buttons->addButton(tr("Copy versions"), QDialogButtonBox::ActionRole);
    copy->setObjectName(QStringLiteral("about.copy"));
    copy->setAccessibleName(tr("Copy versions"));
    buttons->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("about.close"));
    buttons->button(QDialogButtonBox::Close)->setAccessibleName(tr("Close"));
    connect(copy, &QPushButton::clicked, this, [] { QGuiApplication::clipboard()->setText(versions()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::space::xl, theme::space::xl, theme::space::xl, theme::space::l);
    column->setSpacing(theme::space::m);
    column->addWidget(title);
    column->addWidget(text);
    column->addWidget(subtitle);
    column->addWidget(list, 1);
    column->addWidget(buttons);
    resize(480, 420);
}

} // namespace screens
