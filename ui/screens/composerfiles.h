#pragma once

#include <QObject>
#include <QString>

class QMimeData;
class QPushButton;

namespace widgets {
class MessageBar;
}

namespace screens {

class AttachmentStrip;
class ComposerEdit;
class MessageFiles;

//! How files come to the message in a composer: pasted, dropped, chosen; with the strip that shows them, the button that chooses them and the bar that
//! says which cannot go along. The composer puts those three where they belong.
class ComposerFiles final : public QObject
{
    Q_OBJECT
public:
    //! `composer` parents the widgets; both must outlive it.
    ComposerFiles(ComposerEdit *edit, QWidget *composer);

    MessageFiles *files() const { return m_files; }
    AttachmentStrip *strip() const { return m_strip; }
    widgets::MessageBar *refusals() const { return m_refusals; }
    QPushButton *button() const { return m_button; }
    //! Nothing can be written: nothing can be attached.
    void setClosed(bool closed);
    //! Files that are dropped on this widget are taken as if they were dropped on the field.
    void takeDropsOn(QWidget *place);
    bool hasAny() const;
    //! Why the message cannot go yet, because of its files; empty: it can.
    QString hint() const;

Q_SIGNALS:
    //! hint() or hasAny().
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void choose();
    void takeFrom(const QMimeData *source);
    bool takeDrop(QEvent *event);
    void showRefusals();
    void refresh();

    QWidget *m_composer;
    ComposerEdit *m_edit;
    MessageFiles *m_files;
    AttachmentStrip *m_strip;
    widgets::MessageBar *m_refusals;
    QPushButton *m_button;
    QString m_folder; //!< where files were chosen last
    bool m_closed = false;
};

} // namespace screens
