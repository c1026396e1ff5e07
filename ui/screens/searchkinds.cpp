#include "ui/screens/searchkinds.h"

#include <QCoreApplication>

namespace screens {

QString kindWord(store::TextKind kind)
{
    const auto words = [](const char *text) { return QCoreApplication::translate("SearchKind", text); };
    switch (kind) {
    case store::TextKind::UserMessage: return words(QT_TRANSLATE_NOOP("SearchKind", "You"));
    case store::TextKind::AgentMessage: return words(QT_TRANSLATE_NOOP("SearchKind", "Reply"));
    case store::TextKind::Thinking: return words(QT_TRANSLATE_NOOP("SearchKind", "Thinking"));
    case store::TextKind::ToolInput: return words(QT_TRANSLATE_NOOP("SearchKind", "Tool call"));
    case store::TextKind::ToolResult: return words(QT_TRANSLATE_NOOP("SearchKind", "Tool result"));
    case store::TextKind::Error: return words(QT_TRANSLATE_NOOP("SearchKind", "Error"));
    case store::TextKind::Other: break;
    }
    return words(QT_TRANSLATE_NOOP("SearchKind", "Other"));
}

} // namespace screens
