#pragma once

#include "api/resource.h"
#include "ui/screens/pagecontext.h"

#include <QHash>
#include <QWidget>

class QPushButton;

namespace widgets {
class FlowLayout;
}

namespace screens {

//! Chooses one or several records of another resource: shows their names, opens a searchable picker.
class ReferenceEditor : public QWidget
{
    Q_OBJECT
public:
    //! The button that opens the picker is named `<name>`, the picker `<name>.picker`, a removing button `<name>.remove.<n>`.
    ReferenceEditor(const PageContext &context, const std::string &refersTo, const QString &name, bool several, bool clearable,
                    QWidget *parent = nullptr);

    void setIds(const QStringList &ids);
    QStringList ids() const { return m_ids; }
    //! Not the newest version of what is chosen but this one; 0: the newest. Goes with another choice.
    void setVersion(qint64 version);
    void setReadOnly(bool readOnly);
    QPushButton *button() const { return m_pick; }

Q_SIGNALS:
    void edited();

private:
    void openPicker();
    void rebuild();
    void learnNames();
    QString nameOf(const QString &id) const;

    PageContext m_context;
    const api::ResourceDescriptor *m_target;
    QString m_name;
    bool m_several;
    bool m_clearable;
    qint64 m_version = 0;
    bool m_readOnly = false;
    QStringList m_ids;
    QHash<QString, QString> m_names;
    widgets::FlowLayout *m_flow;
    QPushButton *m_pick;
    QList<QWidget *> m_tags;
};

} // namespace screens
