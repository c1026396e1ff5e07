#include "ui/screens/bugreportdialog.h"

#include "base/plaintext.h"
#include "ui/theme/fonts.h"
#include "ui/theme/space.h"
#include "ui/widgets/buttonrow.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QClipboard>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace screens {

BugReportDialog::BugReportDialog(const QByteArray &report, int requests, QWidget *parent)
    : QDialog(parent), m_report(report), m_message(new widgets::MessageBar(QStringLiteral("bugReport.message"), this))
{
    setObjectName(QStringLiteral("bugReport"));
    setWindowTitle(tr("Bug report"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *about = new widgets::PlainLabel(
        tr("This is all that the file will hold: %n request(s), the versions of Muster, Qt and this system. Keys, and headers that carry them, "
           "have been taken out. Addresses, ids and recorded bodies are in it: read it before you pass it on.",
           nullptr, requests),
        this);
    about->setObjectName(QStringLiteral("bugReport.about"));
    about->setMultiLine(true);
    auto *text = new QPlainTextEdit(base::plainText(QString::fromUtf8(report)), this);
    text->setObjectName(QStringLiteral("bugReport.text"));
    text->setAccessibleName(tr("Text of the bug report"));
    text->setReadOnly(true);
    text->setUndoRedoEnabled(false);
    text->setTabChangesFocus(true);
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setFont(theme::font(theme::Role::CodeSmall));
    auto *buttons = new widgets::ButtonRow(this);
    connect(buttons->add(QStringLiteral("bugReport.cancel"), tr("Cancel")), &QPushButton::clicked, this, &QDialog::reject);
    connect(buttons->add(QStringLiteral("bugReport.copy"), tr("Copy")), &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(m_report)); });
    QPushButton *save = buttons->add(QStringLiteral("bugReport.save"), tr("Save…"), true);
    connect(save, &QPushButton::clicked, this, &BugReportDialog::chooseFile);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::space::l, theme::space::l, theme::space::l, theme::space::l);
    column->setSpacing(theme::space::m);
    column->addWidget(about);
    column->addWidget(m_message);
    column->addWidget(text, 1);
    column->addWidget(buttons);
    save->setFocus();
    resize(760, 600);
}

void BugReportDialog::chooseFile()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString name = QStringLiteral("muster-traffic-%1.har").arg(QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd-HHmm")));
    auto *files = new QFileDialog(this, tr("Save the bug report"), folder, tr("HTTP archive (*.har);;All files (*)"));
    files->setObjectName(QStringLiteral("bugReport.files"));
    files->setAttribute(Qt::WA_DeleteOnClose);
    files->setAcceptMode(QFileDialog::AcceptSave);
    files->setDefaultSuffix(QStringLiteral("har"));
    files->selectFile(QDir(folder).filePath(name));
    connect(files, &QFileDialog::fileSelected, this, [this](const QString &fileName) {
        if (saveTo(fileName))
            accept();
    });
    files->open();
}

bool BugReportDialog::saveTo(const QString &fileName)
{
    QSaveFile file(fileName);
    const bool saved = file.open(QIODevice::WriteOnly) && file.write(m_report) == m_report.size() && file.commit();
    if (!saved)
        m_message->showMessage(widgets::MessageBar::Kind::Fail, tr("The file could not be written."), base::plainLine(file.errorString()));
    return saved;
}

} // namespace screens
