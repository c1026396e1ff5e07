#pragma once

#include <QWidget>

class QsciLexerJSON;
class QsciScintilla;

namespace widgets {

class PlainLabel;

//! JSON as text: coloured by tokens, line numbers, a marker where it cannot be read, undo and redo. The editor inside is made when it is first
//! shown or asked for (QScintilla costs some milliseconds). It never changes the text by itself.
class JsonEditor : public QWidget
{
    Q_OBJECT
public:
    //! The editor inside is named `<name>`, this widget `<name>.frame`.
    explicit JsonEditor(const QString &name, QWidget *parent = nullptr);

    //! Replaces the text; the undo history stays usable, except after the first text.
    void setText(const QString &text);
    QString text() const;
    void setReadOnly(bool readOnly);
    bool isReadOnly() const { return m_readOnly; }
    //! Marks the place `offset` bytes (UTF-8) from the start and says why below the editor; a negative offset marks nothing.
    void setError(qint64 offset, const QString &message);
    void clearError();
    QString errorText() const;
    //! Grows with its text between these heights; without a call it takes what room there is.
    void setLineRange(int least, int most);
    bool isMade() const { return m_editor; }
    QsciScintilla *editor();

Q_SIGNALS:
    //! By the user.
    void edited();

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void make();
    void fit();
    void applyColors();
    void showHiddenCharacters();

    QString m_name;
    QString m_text;
    bool m_readOnly = false;
    bool m_setting = false;
    int m_leastLines = 0; //!< 0: does not follow its text
    int m_mostLines = 0;
    QsciScintilla *m_editor = nullptr;
    QsciLexerJSON *m_lexer = nullptr;
    PlainLabel *m_error;
};

} // namespace widgets
