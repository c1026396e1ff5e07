#include "ui/widgets/lineseditor.h"

#include "ui/theme/fonts.h"

namespace widgets {

LinesEditor::LinesEditor(QWidget *parent) : TextArea(2, 10, parent)
{
    setFont(theme::font(theme::Role::Code));
    setLineWrapMode(QPlainTextEdit::NoWrap);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_setting)
            Q_EMIT edited();
    });
}

void LinesEditor::setLines(const QStringList &lines)
{
    if (lines == this->lines())
        return;
    m_setting = true;
    replaceText(lines.join(QLatin1Char('\n')));
    m_setting = false;
}

QStringList LinesEditor::lines() const
{
    QStringList result;
    for (const QString &line : toPlainText().split(QLatin1Char('\n'))) {
        const QString trimmed = line.trimmed();
        if (!trimmed.isEmpty())
            result << trimmed;
    }
    return result;
}

} // namespace widgets
