#pragma once

#include "ui/screens/messagefiles.h"

#include <QToolButton>
#include <QWidget>

namespace screens {

//! One file that is to go with a message: a small picture or an icon, its name, kind and size, and a button that takes it away. Delete does so too.
class AttachmentChip final : public QWidget
{
    Q_OBJECT
public:
    explicit AttachmentChip(QWidget *parent = nullptr);

    void setEntry(const MessageFiles::Entry &entry);
    quint64 id() const { return m_id; }
    //! What stands below the name.
    QString words() const { return m_words; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void removeRequested(quint64 id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    int textWidth() const;

    quint64 m_id = 0;
    QString m_name;
    QString m_words;
    QString m_icon;
    QImage m_picture;
    QToolButton *m_remove;
};

} // namespace screens
