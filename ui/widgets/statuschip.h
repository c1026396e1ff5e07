#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

class QPainter;

namespace widgets {

//! What a status means to the reader; each has its own shape, so colour never carries it alone.
enum class Tone {
    Neutral, //!< ring: idle, archived, unknown words
    Ok,      //!< check: done, active
    Run,     //!< filled dot with a ring: running
    Wait,    //!< triangle: waits for someone
    Fail,    //!< cross: failed, terminated
};

//! The tone of a server's status word; an unknown word is Neutral.
Tone toneOf(const QString &word);
theme::Token tokenOf(Tone tone);

//! Paints shape + word inside `rect`, left-aligned and vertically centred; for delegates. `word` is foreign text. Returns the width used.
int paintStatus(QPainter *painter, const QRect &rect, const QString &word, Tone tone, const QPalette &palette, bool filled = true);

//! Shape + word + colour on a quiet background.
class StatusChip : public QWidget
{
    Q_OBJECT
public:
    explicit StatusChip(QWidget *parent = nullptr);
    //! `word` is foreign; the tone follows from it.
    void setStatus(const QString &word);
    void setStatus(const QString &word, Tone tone);
    QString word() const { return m_word; }
    Tone tone() const { return m_tone; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QString m_word;
    Tone m_tone = Tone::Neutral;
};

} // namespace widgets
