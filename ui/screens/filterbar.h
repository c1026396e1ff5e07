#pragma once

#include "api/resource.h"
#include "ui/screens/pagecontext.h"

#include <QWidget>

#include <map>
#include <utility>
#include <vector>

class QPushButton;

namespace screens {

//! The server's filters of one resource as buttons: a choice or a reference opens a menu, a toggle is pressed. A filter that is set shows its
//! value and can be taken away with one click.
class FilterBar : public QWidget
{
    Q_OBJECT
public:
    using Filters = std::vector<std::pair<QByteArray, QByteArray>>;

    //! Buttons are named `<name>.<key>`, the reset button `<name>.clear`.
    FilterBar(const PageContext &context, const api::ResourceDescriptor &descriptor, const QString &name, QWidget *parent = nullptr);

    //! Key and value, in the order of the descriptor; keys may repeat.
    Filters filters() const;
    bool isEmpty() const { return filters().empty(); }
    void clear();
    //! Sets one filter from outside ("show the sessions of this agent"); `label` is foreign text.
    void setReference(const QByteArray &key, const QString &id, const QString &label);

Q_SIGNALS:
    void changed();

private:
    struct Entry
    {
        const api::FilterDescriptor *filter;
        QPushButton *button;
        QStringList words;  //!< chosen; a Reference holds one id
        QString label;      //!< of the chosen reference
    };
    void addFilter(const api::FilterDescriptor &filter);
    void openMenu(Entry &entry);
    void openPicker(Entry &entry);
    void refresh(Entry &entry);
    void choose(Entry &entry, const QString &word, bool on);
    void announce();
    static bool takesSeveral(const api::FilterDescriptor &filter);

    PageContext m_context;
    const api::ResourceDescriptor &m_descriptor;
    std::vector<Entry> m_entries;
    QPushButton *m_clear;
};

} // namespace screens
