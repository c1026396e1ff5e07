#pragma once

#include "api/client.h"

namespace backends {

//! The body of a POST /v1/files: one part, "file" (managed-agents.md §1.5, openma.md §12.4). Pure; making it copies the file once.
class Multipart
{
public:
    //! A boundary that no file has in it by chance.
    Multipart();

    QByteArray contentType() const;
    QByteArray body(const api::Attachment &file) const;
    //! What a server takes as a file's name: no path, no control characters, none of <>:"|?*\/, 255 bytes at most; never empty.
    static QByteArray fileName(const QString &name);

private:
    QByteArray m_boundary;
};

} // namespace backends
