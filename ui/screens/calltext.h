#pragma once

#include "ui/screens/callrequest.h"

#include <QWidget>

class QPlainTextEdit;
class QToolButton;

namespace widgets {
class PlainLabel;
}

namespace screens {

//! Shows a waiting call: who asks, the exact text of what would run in the fixed font, and how many more wait. Scrolls inside itself.
class CallText final : public QWidget
{
    Q_OBJECT
public:
    //! Children are named `<name>.title`, `<name>.input`, `<name>.json`.
    explicit CallText(const QString &name, QWidget *parent = nullptr);

    //! `question` is one sentence with the tool's name in it; `position` counts from 1.
    void setRequest(const CallRequest &request, const QString &question, int position, int count);
    //! Most pixels the input may take before it scrolls.
    void setMaximumInputHeight(int height);
    QString shownInput() const;

private:
    void showInput();
    void fitHeight();

    QString m_id;
    QByteArray m_shown;
    widgets::PlainLabel *m_title;
    widgets::PlainLabel *m_count;
    QToolButton *m_json;
    QPlainTextEdit *m_input;
    int m_largest = 200;
};

} // namespace screens
