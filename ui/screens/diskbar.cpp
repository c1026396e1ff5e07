#include "ui/screens/diskbar.h"

#include "models/diskwatch.h"

#include <QDir>

namespace screens {

using models::DiskWatch;
using store::Trouble;

namespace {

struct NewsWords
{
    QString title;
    QString text;
};

QString shown(const QString &path)
{
    return QDir::toNativeSeparators(path);
}

//! Of drafts and messages under way: they are nowhere else.
NewsWords ofWork(const DiskWatch::News &news)
{
    const QString file = shown(news.file);
    const QString meanwhile = DiskBar::tr("What you type now is kept in memory only, until Muster quits.");
    switch (news.trouble) {
    case Trouble::Damaged:
        return {DiskBar::tr("The file with your drafts was damaged."),
                DiskBar::tr("Muster has begun a new one, so drafts, unsent messages, pins and read marks may be missing. The damaged file is kept: %1")
                    .arg(shown(news.aside))};
    case Trouble::Newer:
        return {DiskBar::tr("Your drafts were written by a newer Muster."),
                DiskBar::tr("They are left as they are, in %1. Use the newer Muster to see them. %2").arg(file, meanwhile)};
    case Trouble::ReadOnly:
        return {DiskBar::tr("Muster may not write your drafts."),
                DiskBar::tr("%1 Let Muster write the file %2 and its folder, then start it again.").arg(meanwhile, file)};
    case Trouble::Full:
        return {DiskBar::tr("The disk is full: drafts cannot be kept."),
                DiskBar::tr("%1 Make some room on the disk that holds %2; Muster goes on by itself.").arg(meanwhile, file)};
    case Trouble::Busy:
        return {DiskBar::tr("Another program holds the file with your drafts."),
                DiskBar::tr("%1 Close the program that uses %2, a second Muster for instance.").arg(meanwhile, file)};
    case Trouble::Other:
        break;
    }
    return {DiskBar::tr("Muster cannot keep your drafts."), DiskBar::tr("%1 The file is %2.").arg(meanwhile, file)};
}

//! Of what was used: servers forget it with the sessions that they delete.
NewsWords ofUsage(const DiskWatch::News &news)
{
    const QString file = shown(news.file);
    const QString meanwhile = DiskBar::tr("What is used meanwhile is missing in the cost report until the sessions are read again.");
    switch (news.trouble) {
    case Trouble::Damaged:
        return {DiskBar::tr("The file with what was used was damaged."),
                DiskBar::tr("Muster has begun a new one. Sessions that are still on their servers are counted again when you open the cost page; what "
                             "deleted ones cost may be missing. The damaged file is kept: %1")
                    .arg(shown(news.aside))};
    case Trouble::Newer:
        return {DiskBar::tr("What was used was written by a newer Muster."),
                DiskBar::tr("It is left as it is, in %1. Use the newer Muster to see it. %2").arg(file, meanwhile)};
    case Trouble::ReadOnly:
        return {DiskBar::tr("Muster may not write what is used."),
                DiskBar::tr("%1 Let Muster write the file %2 and its folder, then start it again.").arg(meanwhile, file)};
    case Trouble::Full:
        return {DiskBar::tr("The disk is full: what is used cannot be kept."),
                DiskBar::tr("%1 Make some room on the disk that holds %2; Muster goes on by itself.").arg(meanwhile, file)};
    case Trouble::Busy:
        return {DiskBar::tr("Another program holds the file with what was used."),
                DiskBar::tr("%1 Close the program that uses %2, a second Muster for instance.").arg(meanwhile, file)};
    case Trouble::Other:
        break;
    }
    return {DiskBar::tr("Muster cannot keep what is used."), DiskBar::tr("%1 The file is %2.").arg(meanwhile, file)};
}

//! Of transcripts: servers have them too.
NewsWords ofTranscripts(const DiskWatch::News &news)
{
    const QString file = shown(news.file);
    const QString meanwhile = DiskBar::tr("Sessions come from their servers meanwhile; they cannot be read offline or searched.");
    switch (news.trouble) {
    case Trouble::Damaged:
        return {DiskBar::tr("The transcripts kept on this computer were damaged."),
                DiskBar::tr("Nothing is lost on the servers: each session is read from its server again when you open it. The damaged file is kept and "
                             "may be deleted: %1")
                    .arg(shown(news.aside))};
    case Trouble::Newer:
        return {DiskBar::tr("The transcripts on this computer were written by a newer Muster."),
                DiskBar::tr("They are left as they are, in %1. %2").arg(file, meanwhile)};
    case Trouble::ReadOnly:
        return {DiskBar::tr("Muster may not write transcripts on this computer."),
                DiskBar::tr("%1 Let Muster write the file %2 and its folder, then start it again.").arg(meanwhile, file)};
    case Trouble::Full:
        return {DiskBar::tr("The disk is full: transcripts cannot be kept."),
                DiskBar::tr("New messages are shown, and read from the server again later. Make some room on the disk that holds %1; Muster goes on by itself.")
                    .arg(file)};
    case Trouble::Busy:
        return {DiskBar::tr("Another program holds the transcripts on this computer."),
                DiskBar::tr("New messages are shown, and read from the server again later. Close the program that uses %1, a second Muster for instance.")
                    .arg(file)};
    case Trouble::Other:
        break;
    }
    return {DiskBar::tr("Muster cannot keep transcripts on this computer."), DiskBar::tr("%1 The file is %2.").arg(meanwhile, file)};
}

} // namespace

DiskBar::DiskBar(DiskWatch *watch, QWidget *parent) : widgets::MessageBar(QStringLiteral("window.disk"), parent), m_watch(watch)
{
    if (!watch)
        return;
    connect(watch, &DiskWatch::changed, this, &DiskBar::tell);
    connect(this, &widgets::MessageBar::dismissed, watch, &DiskWatch::takeNote);
    tell();
}

void DiskBar::tell()
{
    if (m_watch->news().empty()) {
        hide();
        return;
    }
    const DiskWatch::News &news = m_watch->news().front();
    const bool work = news.which == DiskWatch::Which::Work;
    const NewsWords words = work ? ofWork(news) : news.which == DiskWatch::Which::Usage ? ofUsage(news) : ofTranscripts(news);
    showMessage(work ? Kind::Fail : Kind::Wait, words.title, words.text);
    setDetails(news.trouble == Trouble::Damaged ? news.aside : news.error.detail);
    setDismissable(true);
}

} // namespace screens
