// How files come to a message; what else the composer does is in composer.cpp.
#include "ui/screens/composer.h"

#include "ui/screens/attachmentstrip.h"
#include "ui/screens/filewords.h"
#include "ui/screens/messagefiles.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QDropEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QPushButton>
#include <QStandardPaths>
#include <QUrl>

namespace screens {

void Composer::buildFiles(QBoxLayout *column, QBoxLayout *row)
{
    m_refusals = new widgets::MessageBar(QStringLiteral("composer.refused"), this);
    m_strip = new AttachmentStrip(m_files, this);
    m_attach = new QPushButton(this);
    m_attach->setObjectName(QStringLiteral("composer.attach"));
    m_attach->setIcon(theme::icon(QStringLiteral("paperclip")));
    m_attach->setAccessibleName(tr("Attach files"));
    theme::setButtonKind(m_attach, theme::ButtonKind::Quiet);
    column->addWidget(m_refusals);
    column->addWidget(m_strip);
    row->addWidget(m_attach);
    connect(m_attach, &QPushButton::clicked, this, &Composer::chooseFiles);
    connect(m_edit, &ComposerEdit::filesOffered, this, &Composer::takeFrom);
    connect(m_strip, &AttachmentStrip::emptied, m_edit, [this] { m_edit->setFocus(Qt::OtherFocusReason); });
    connect(m_refusals, &widgets::MessageBar::dismissed, m_files, &MessageFiles::forgetRefusals);
    connect(m_files, &MessageFiles::refused, this, &Composer::showRefusals);
    connect(m_files, &MessageFiles::edited, this, &Composer::filesEdited);
    connect(m_files, &MessageFiles::changed, this, [this] {
        widgets::setToolTipText(m_attach, FileWords::limits(m_files->traits()));
        refresh();
    });
    takeDropsOn(this);
}

void Composer::takeDropsOn(QWidget *place)
{
    place->setAcceptDrops(true);
    place->installEventFilter(this);
}

void Composer::chooseFiles()
{
    if (m_folder.isEmpty())
        m_folder = QStandardPaths::writableLocation(QStandardPaths::HomeLocation);
    auto *files = new QFileDialog(this, tr("Attach files"), m_folder);
    files->setObjectName(QStringLiteral("composer.choose"));
    files->setAttribute(Qt::WA_DeleteOnClose);
    files->setFileMode(QFileDialog::ExistingFiles);
    connect(files, &QFileDialog::filesSelected, this, [this](const QStringList &paths) {
        if (paths.isEmpty())
            return;
        m_folder = QFileInfo(paths.first()).absolutePath();
        m_files->addPaths(paths);
        m_edit->setFocus(Qt::OtherFocusReason);
    });
    files->open();
}

void Composer::takeFrom(const QMimeData *source)
{
    QStringList paths;
    for (const QUrl &url : source->urls()) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    if (!paths.isEmpty())
        m_files->addPaths(paths);
    else if (const QImage image = qvariant_cast<QImage>(source->imageData()); !image.isNull())
        m_files->addImage(image);
}

//! Of a place around the field: what is no file there is nobody's.
bool Composer::takeDrop(QEvent *event)
{
    const bool drops = event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove || event->type() == QEvent::Drop;
    if (!drops)
        return false;
    auto *drop = static_cast<QDropEvent *>(event); // the other two are kinds of it
    if (!m_can.canWrite || !ComposerEdit::offersFiles(drop->mimeData()))
        return false;
    drop->setDropAction(Qt::CopyAction); // nobody's file is moved
    drop->accept();
    if (event->type() == QEvent::Drop)
        takeFrom(drop->mimeData());
    return true;
}

void Composer::showRefusals()
{
    const QStringList &words = m_files->refusals();
    if (words.isEmpty()) {
        m_refusals->dismiss();
        return;
    }
    m_refusals->showMessage(widgets::MessageBar::Kind::Wait, QString(), words.join(QLatin1Char('\n')));
    m_refusals->setDismissable(true);
}

bool Composer::hasMessage() const
{
    return hasText() || !m_files->entries().empty();
}

QString Composer::filesHint() const
{
    if (m_files->isReading())
        return tr("Your files are being read…");
    return m_files->problem();
}

} // namespace screens
