#pragma once

#include <QDateTime>
#include <QWidget>

#include <functional>

class QCheckBox;
class QDateTimeEdit;

namespace widgets {

//! A moment in time, or none: a check box says whether, a date and a time of this computer's zone say when.
class MomentEdit : public QWidget
{
    Q_OBJECT
public:
    //! `now` gives the present, UTC. The box is named `name`, the editor of the time `<name>.time`.
    MomentEdit(const QString &name, std::function<QDateTime()> now, QWidget *parent = nullptr);

    //! UTC, whole minutes when it was entered here; invalid: none.
    QDateTime moment() const;
    void setMoment(const QDateTime &moment);
    void setReadOnly(bool readOnly);
    QCheckBox *box() const { return m_box; }
    QDateTimeEdit *time() const { return m_time; }

Q_SIGNALS:
    void edited();

private:
    void refresh();

    std::function<QDateTime()> m_now;
    QCheckBox *m_box;
    QDateTimeEdit *m_time;
    bool m_setting = false;
    bool m_readOnly = false;
};

} // namespace widgets
