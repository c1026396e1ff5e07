#pragma once

#include "ui/screens/fileintake.h"

#include <QCoreApplication>

namespace screens {

//! What is said of files that go with a message, and of those that cannot.
class FileWords
{
    Q_DECLARE_TR_FUNCTIONS(screens::FileWords)
public:
    //! "PNG", "PDF", "Text"; the media type itself when there is no shorter word.
    static QString kind(const QString &mediaType);
    static QString size(qint64 bytes);
    //! Everything that the server takes, as a list within a sentence.
    static QString kinds(const api::AttachmentTraits &traits);
    //! Kinds and limits in one sentence, told before anything is chosen; or that the server takes none.
    static QString limits(const api::AttachmentTraits &traits);
    //! Why this file cannot go along. Its name is foreign.
    static QString refusal(const FileIntake::Taken &file, const api::AttachmentTraits &traits);
    //! What was done to a picture so that it can go along.
    static QString shrunk(const QSize &pixels);
    static QString tooMany(int left, const api::AttachmentTraits &traits);
    static QString tooMuch(const QString &name, const api::AttachmentTraits &traits);

private:
    static QString pdfLimit(const api::AttachmentTraits &traits);
    static QString tooLarge(const QString &name, const FileIntake::Taken &file, const api::AttachmentTraits &traits);
};

} // namespace screens
