#pragma once

#include <QPlainTextEdit>

namespace widgets {

//! Several lines of plain text that grow with what is typed, between two heights. Tab leaves it.
class TextArea : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit TextArea(int minimumLines, int maximumLines, QWidget *parent = nullptr);
    //! Sets the text as an edit that can be undone; does nothing when it is the same.
    void replaceText(const QString &text);
    QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    void fit();

    int m_minimumLines;
    int m_maximumLines;
};

} // namespace widgets
