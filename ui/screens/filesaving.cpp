#include "ui/screens/filesaving.h"

#include "base/plaintext.h"
#include "ui/widgets/messagebar.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QPointer>
#include <QPushButton>
#include <QSaveFile>
#include <QStandardPaths>
#include <QThreadPool>
#include <QUrl>

namespace screens {

namespace {

//! Empty: it is written. Else the system's words.
QString written(const QString &fileName, const QByteArray &bytes)
{
    QSaveFile file(fileName);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    const QString words = base::plainLine(file.errorString());
    return words.isEmpty() ? FileSaving::tr("The system does not say why.") : words;
}

} // namespace

FileSaving::FileSaving(widgets::MessageBar *bar, QWidget *place) : QObject(place), m_bar(bar), m_place(place) {}

void FileSaving::save(const ui::Savable &content)
{
    QString folder = m_folder;
    if (folder.isEmpty()) {
        folder = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
        if (!QFileInfo::exists(folder))
            folder = QDir::homePath();
    }
    auto *files = new QFileDialog(m_place, tr("Save to a file"), folder);
    files->setObjectName(QStringLiteral("saving.files"));
    files->setAttribute(Qt::WA_DeleteOnClose);
    files->setAcceptMode(QFileDialog::AcceptSave);
    files->setFileMode(QFileDialog::AnyFile);
    files->selectFile(QDir(folder).filePath(content.fileName));
    connect(files, &QFileDialog::fileSelected, this, [this, bytes = content.bytes](const QString &fileName) {
        m_folder = QFileInfo(fileName).absolutePath();
        write(fileName, bytes);
    });
    files->open();
}

void FileSaving::write(const QString &fileName, const QByteArray &bytes)
{
    // Some fifty megabytes and a slow disk may take seconds; the file is finished even if the page is gone by then.
    const QPointer<FileSaving> self(this); // only carried there and back
    QThreadPool::globalInstance()->start([self, fileName, bytes] {
        const QString mistake = written(fileName, bytes);
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, fileName, bytes, mistake] {
                if (!self)
                    return;
                if (mistake.isEmpty())
                    self->tellSaved(fileName);
                else
                    self->tellFailed(fileName, bytes, mistake);
            },
            Qt::QueuedConnection);
    });
}

void FileSaving::tellSaved(const QString &fileName)
{
    m_bar->showMessage(widgets::MessageBar::Kind::Ok, {}, tr("Saved as %1").arg(base::plainLine(QDir::toNativeSeparators(fileName))));
    m_bar->setDismissable(true);
    const QUrl folder = QUrl::fromLocalFile(QFileInfo(fileName).absolutePath());
    connect(m_bar->addButton(QStringLiteral("folder"), tr("Show the folder")), &QPushButton::clicked, this, [this, folder] {
        m_bar->dismiss();
        QDesktopServices::openUrl(folder);
    });
    Q_EMIT saved(fileName);
}

void FileSaving::tellFailed(const QString &fileName, const QByteArray &bytes, const QString &words)
{
    m_bar->showMessage(widgets::MessageBar::Kind::Fail, tr("The file could not be written"),
                       tr("%1: %2 Nothing was changed; choose another place, or try again.").arg(base::plainLine(QDir::toNativeSeparators(fileName)), words));
    m_bar->setDismissable(true);
    const ui::Savable again{ui::Savable::Kind::Message, QFileInfo(fileName).fileName(), bytes};
    connect(m_bar->addButton(QStringLiteral("again"), tr("Save elsewhere…")), &QPushButton::clicked, this, [this, again] {
        m_bar->dismiss();
        save(again);
    });
    Q_EMIT failed(fileName, words);
}

} // namespace screens
