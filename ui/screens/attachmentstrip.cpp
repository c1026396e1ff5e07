#include "ui/screens/attachmentstrip.h"

#include "ui/screens/attachmentchip.h"
#include "ui/theme/space.h"
#include "ui/widgets/flowlayout.h"

namespace screens {

namespace {

constexpr int mostRows = 3;

} // namespace

AttachmentStrip::AttachmentStrip(MessageFiles *files, QWidget *parent) : QScrollArea(parent), m_files(files)
{
    setObjectName(QStringLiteral("composer.files"));
    setAccessibleName(tr("Attached files"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    auto *content = new QWidget(this);
    auto *rows = new widgets::FlowLayout(content, theme::space::s);
    rows->setContentsMargins(0, 0, 0, 0);
    setWidget(content);
    // What is below them is the composer's own background.
    content->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    connect(files, &MessageFiles::changed, this, &AttachmentStrip::showFiles);
    showFiles();
}

AttachmentChip *AttachmentStrip::make()
{
    auto *chip = new AttachmentChip(widget());
    connect(chip, &AttachmentChip::removeRequested, m_files, &MessageFiles::remove, Qt::QueuedConnection); // the chip goes with its file
    widget()->layout()->addWidget(chip);
    chip->show(); // a layout passes over what is not
    return chip;
}

void AttachmentStrip::showFiles()
{
    const std::vector<MessageFiles::Entry> &entries = m_files->entries();
    std::size_t focused = m_chips.size();
    for (std::size_t i = 0; i < m_chips.size(); ++i) {
        if (m_chips[i]->hasFocus() || m_chips[i]->isAncestorOf(m_chips[i]->window()->focusWidget()))
            focused = i;
    }
    const bool hadFocus = focused < m_chips.size();
    const quint64 focusedId = hadFocus ? m_chips[focused]->id() : 0;
    while (m_chips.size() > entries.size()) {
        widget()->layout()->removeWidget(m_chips.back());
        m_chips.back()->hide();
        m_chips.back()->deleteLater();
        m_chips.pop_back();
    }
    while (m_chips.size() < entries.size())
        m_chips.push_back(make());
    for (std::size_t i = 0; i < entries.size(); ++i)
        m_chips[i]->setEntry(entries[i]);
    setVisible(!m_chips.empty());
    fitHeight();
    if (!hadFocus)
        return;
    if (m_chips.empty())
        Q_EMIT emptied();
    else if (focused >= m_chips.size() || m_chips[focused]->id() != focusedId)
        m_chips[std::min(focused, m_chips.size() - 1)]->setFocus(Qt::OtherFocusReason);
}

void AttachmentStrip::fitHeight()
{
    if (m_chips.empty())
        return;
    const int row = m_chips.front()->sizeHint().height();
    const int wanted = widget()->layout()->heightForWidth(viewport()->width());
    const int height = std::clamp(wanted, row, mostRows * row + (mostRows - 1) * theme::space::s);
    if (minimumHeight() != height || maximumHeight() != height)
        setFixedHeight(height);
}

void AttachmentStrip::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    fitHeight();
}

} // namespace screens
