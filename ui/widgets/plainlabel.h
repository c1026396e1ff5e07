#pragma once

#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"

#include <QLabel>

namespace widgets {

//! The only label for text from outside: always Qt::PlainText, hidden characters made visible, elided when it is one line.
class PlainLabel : public QLabel
{
    Q_OBJECT
public:
    explicit PlainLabel(QWidget *parent = nullptr);
    explicit PlainLabel(const QString &text, QWidget *parent = nullptr);

    //! Text from anywhere. One line (default) shows breaks as spaces and elides; `setMultiLine` wraps.
    void setText(const QString &text);
    QString fullText() const { return m_full; }
    void setMultiLine(bool multiLine);
    void setElideMode(Qt::TextElideMode mode);
    void setRole(theme::Role role);
    void setToken(theme::Token token);
    //! Lets the user select and copy; only for labels of several lines.
    void setSelectable(bool selectable);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showText();
    int lineHeight() const;
    void applyRole();
    void applyToken();

    QString m_full;
    bool m_multiLine = false;
    Qt::TextElideMode m_elide = Qt::ElideRight;
    theme::Role m_role = theme::Role::Body;
    theme::Token m_token = theme::Token::Text;
    bool m_applying = false;
};

//! Foreign text for a tooltip or a whatsThis: Qt guesses markup there, so it is escaped and wrapped once, here.
QString toolTipText(const QString &foreign);

//! The tooltip of a widget from foreign text. Screen readers are given it as the description, without the marks of toolTipText().
void setToolTipText(QWidget *widget, const QString &foreign);

} // namespace widgets
