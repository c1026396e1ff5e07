#pragma once

#include "ui/screens/messagefiles.h"

#include <QScrollArea>

namespace screens {

class AttachmentChip;

//! The files of a message that is being written, in rows; more than three rows scroll. Hidden while there are none.
class AttachmentStrip final : public QScrollArea
{
    Q_OBJECT
public:
    //! `files` must outlive the strip.
    explicit AttachmentStrip(MessageFiles *files, QWidget *parent = nullptr);

    const std::vector<AttachmentChip *> &chips() const { return m_chips; }

Q_SIGNALS:
    //! The focus was on a file that is gone, and it was the last one.
    void emptied();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showFiles();
    void fitHeight();
    AttachmentChip *make();

    MessageFiles *m_files;
    std::vector<AttachmentChip *> m_chips;
};

} // namespace screens
