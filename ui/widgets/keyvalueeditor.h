#pragma once

#include <QPair>
#include <QWidget>

#include <vector>

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace widgets {

class PlainLabel;

//! Pairs of text, one a row: key, value, remove; a button adds a row. Duplicate and missing keys are marked beside the row.
class KeyValueEditor : public QWidget
{
    Q_OBJECT
public:
    using Pairs = QList<QPair<QString, QString>>;
    struct Limits
    {
        int pairs = 16;  //!< managed-agents.md §1.14; 0: none
        int key = 64;
        int value = 512;
    };

    //! Rows are named `<name>.<row>.key`, `<name>.<row>.value`, `<name>.<row>.remove`; the button `<name>.add`.
    explicit KeyValueEditor(const QString &name, QWidget *parent = nullptr);
    void setLimits(const Limits &limits);
    void setReadOnly(bool readOnly);
    //! Replaces the rows unless they say the same already.
    void setPairs(const Pairs &pairs);
    //! Every row whose key is not empty, in order. A key twice: the last row counts.
    Pairs pairs() const;
    //! Empty: nothing stands against it.
    QString problem() const;

Q_SIGNALS:
    //! The user changed something.
    void edited();

private:
    struct Row
    {
        QWidget *widget;
        QLineEdit *key;
        QLineEdit *value;
        QPushButton *remove;
    };
    void addRow(const QString &key, const QString &value, bool focus);
    void removeRow(QWidget *widget);
    void rowsChanged();
    void name();

    Limits m_limits;
    bool m_readOnly = false;
    std::vector<Row> m_rows;
    QVBoxLayout *m_column;
    QPushButton *m_add;
    PlainLabel *m_problem;
};

} // namespace widgets
