#pragma once

#include "api/client.h"
#include "ui/screens/pagecontext.h"

#include <QObject>
#include <QPointer>

class QAction;
class QMenu;
class QWidget;

namespace widgets {
class MessageBar;
}

namespace screens {

//! What can be done with one record of a list: the entries of its menu, and the questions before what cannot be undone.
class RecordActions : public QObject
{
    Q_OBJECT
public:
    //! `bar` shows questions and errors; `page` parents dialogs.
    RecordActions(const PageContext &context, const api::ResourceDescriptor &descriptor, widgets::MessageBar *bar, QWidget *page);

    void fillMenu(QMenu *menu, const base::Record &record);
    bool canEdit(const base::Record &record) const;
    static bool isArchived(const base::Record &record);
    //! Why the server does not let this be done; empty: it does as far as we know.
    QString why(api::Verb verb) const;
    QString why(const api::ActionDescriptor &action) const;

    void copyId(const base::Record &record);
    void copyJson(const base::Record &record);
    //! Asks, then archives what can be archived and is not yet, else deletes.
    void removeOrArchive(const base::Record &record);
    void askArchive(const base::Record &record);
    void askDelete(const base::Record &record);
    void act(const base::Record &record, const api::ActionDescriptor &action);

Q_SIGNALS:
    void openRequested(const base::Record &record);
    void editRequested(const base::Record &record);
    void connectionSettingsRequested();
    //! The server says the list is not what we think: read it again.
    void reloadRequested();

private:
    QAction *add(QMenu *menu, const QString &id, const QString &label, const QString &icon);
    void archive(const base::Record &record);
    void remove(const base::Record &record);
    void askInBar(const QString &title, const QString &text, const QString &button, std::function<void()> act);
    void addActions(QMenu *menu, const base::Record &record);
    void showAnswer(const base::Record &record, const api::ActionDescriptor &action, const base::Record &answer);
    void showError(const base::Error &error, std::function<void()> again);
    QString titleOf(const base::Record &record) const;

    PageContext m_context;
    const api::ResourceDescriptor &m_descriptor;
    widgets::MessageBar *m_bar;
    QWidget *m_page;
};

} // namespace screens
