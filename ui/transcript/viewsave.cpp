#include "models/transcriptmodel.h"
#include "ui/transcript/flow.h"
#include "ui/transcript/transcriptview.h"

#include <QMenu>

namespace ui {

//! The code block under the pointer; the block that shows a call's result is saved as that.
Savable TranscriptView::codeToSave(const Under &under) const
{
    const int block = codeBlockOf(under);
    const int index = m_model ? m_model->indexOfKey(under.key) : -1;
    if (block < 1 || index < 0)
        return {};
    const RowLayout content = m_flow->contentOf(index);
    if (block > int(content.codes.size()) || block == content.resultBlock)
        return {};
    const auto &highlight = content.highlights[std::size_t(block) - 1];
    return savableCode(content.codes[std::size_t(block) - 1], highlight ? highlight->language() : transcript::CodeLanguage::None);
}

void TranscriptView::addSaveActions(QMenu *menu, quint64 key, const Under &under)
{
    const transcript::Row *row = m_model->reducer().rowByKey(key);
    if (!row)
        return;
    menu->addSeparator();
    const auto add = [this, menu](const QString &words, const char *name, const Savable &content) {
        QAction *action = menu->addAction(words);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, [this, content] { save(content); }); // shares its bytes, which may go on growing
    };
    if (const Savable code = codeToSave(under); !code.isEmpty())
        add(tr("Save this code…"), "transcript.saveCode", code);
    const Savable whole = savableMessage(*row);
    if (whole.isEmpty())
        return;
    if (whole.kind == Savable::Kind::Result)
        add(tr("Save the result…"), "transcript.saveResult", whole);
    else
        add(tr("Save the message…"), "transcript.saveMessage", whole);
}

void TranscriptView::saveCurrent()
{
    const transcript::Row *row = m_model ? m_model->reducer().rowByKey(m_current) : nullptr;
    const Savable content = row ? savableMessage(*row) : Savable();
    if (content.isEmpty())
        Q_EMIT announce(tr("There is nothing to save: go to a message or a result first."));
    save(content);
}

void TranscriptView::save(const Savable &content)
{
    if (!content.isEmpty())
        Q_EMIT saveRequested(content);
}

} // namespace ui
