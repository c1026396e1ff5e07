#include "ui/screens/composerfiles.h"

#include "ui/screens/attachmentstrip.h"
#include "ui/screens/composeredit.h"
#include "ui/screens/filewords.h"
#include "ui/screens/messagefiles.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QDropEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QPushButton>
#include <QStandardPaths>
#include <QUrl>

namespace screens {

ComposerFiles::ComposerFiles(ComposerEdit *edit, QWidget *composer)
    : QObject(composer), m_composer(composer), m_edit(edit), m_files(new MessageFiles(this)), m_strip(new AttachmentStrip(m_files, composer)),
      m_refusals(new widgets::MessageBar(QStringLiteral("composer.refused"), composer)), m_button(new QPushButton(composer))
{
    m_button->setObjectName(QStringLiteral("composer.attach"));
    m_button->setIcon(theme::icon(QStringLiteral("paperclip")));
    m_button->setAccessibleName(tr("Attach files"));
    theme::setButtonKind(m_button, theme::ButtonKind::Quiet);
    connect(m_button, &QPushButton::clicked, this, &ComposerFiles::choose);
    connect(m_edit, &ComposerEdit::filesOffered, this, &ComposerFiles::takeFrom);
    connect(m_strip, &AttachmentStrip::emptied, m_edit, [edit] { edit->setFocus(Qt::OtherFocusReason); });
    connect(m_refusals, &widgets::MessageBar::dismissed, m_files, &MessageFiles::forgetRefusals);
    connect(m_files, &MessageFiles::refused, this, &ComposerFiles::showRefusals);
    connect(m_files, &MessageFiles::changed, this, [this] {
        refresh();
        Q_EMIT changed();
    });
    takeDropsOn(composer);
    refresh();
}

void ComposerFiles::setClosed(bool closed)
{
    m_closed = closed;
    refresh();
}

void ComposerFiles::refresh()
{
    widgets::setToolTipText(m_button, FileWords::limits(m_files->traits()));
    m_button->setEnabled(!m_closed && m_files->takesAny());
}

void ComposerFiles::takeDropsOn(QWidget *place)
{
    place->setAcceptDrops(true);
    place->installEventFilter(this);
}

bool ComposerFiles::eventFilter(QObject *watched, QEvent *event)
{
    return takeDrop(event) || QObject::eventFilter(watched, event);
}

void ComposerFiles::choose()
{
    if (m_folder.isEmpty())
        m_folder = QStandardPaths::writableLocation(QStandardPaths::HomeLocation);
    auto *files = new QFileDialog(m_composer, tr("Attach files"), m_folder);
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

void ComposerFiles::takeFrom(const QMimeData *source)
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
bool ComposerFiles::takeDrop(QEvent *event)
{
    const bool drops = event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove || event->type() == QEvent::Drop;
    if (!drops)
        return false;
    auto *drop = static_cast<QDropEvent *>(event); // the other two are kinds of it
    if (m_closed || !ComposerEdit::offersFiles(drop->mimeData()))
        return false;
    drop->setDropAction(Qt::CopyAction); // nobody's file is moved
    drop->accept();
    if (event->type() == QEvent::Drop)
        takeFrom(drop->mimeData());
    return true;
}

void ComposerFiles::showRefusals()
{
    const QStringList &words = m_files->refusals();
    if (words.isEmpty()) {
        m_refusals->dismiss();
        return;
    }
    m_refusals->showMessage(widgets::MessageBar::Kind::Wait, QString(), words.join(QLatin1Char('\n')));
    m_refusals->setDismissable(true);
    if (!m_files->canShrink())
        return;
    connect(m_refusals->addButton(QStringLiteral("shrink"), tr("Attach it scaled down")), &QPushButton::clicked, this, [this] {
        m_edit->setFocus(Qt::OtherFocusReason); // the button goes
        m_files->attachShrunk();
    });
}

bool ComposerFiles::hasAny() const
{
    return !m_files->entries().empty();
}

QString ComposerFiles::hint() const
{
    if (m_files->isReading())
        return tr("Your files are being read…");
    return m_files->problem();
}

} // namespace screens
