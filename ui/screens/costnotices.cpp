#include "ui/screens/costnotices.h"

#include "base/plaintext.h"
#include "ui/screens/flaggeddialog.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/numbertext.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace screens {

using widgets::MessageBar;

namespace {

constexpr int namedModels = 4;

} // namespace

CostNotices::CostNotices(store::Ledger *ledger, QWidget *parent)
    : QWidget(parent), m_ledger(ledger), m_unpriced(new MessageBar(QStringLiteral("cost.unpriced"), this)),
      m_flagged(new MessageBar(QStringLiteral("cost.flagged"), this)), m_overlap(new MessageBar(QStringLiteral("cost.overlap"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (MessageBar *bar : {m_unpriced, m_flagged, m_overlap})
        column->addWidget(bar);
}

void CostNotices::show(const store::LedgerAnswer &answer, store::LedgerGrouping by)
{
    showUnpriced(answer);
    showFlagged(answer.flagged);
    const bool overlaps = answer.overlaps && by == store::LedgerGrouping::Tag;
    if (overlaps && !m_overlaps)
        m_overlap->showMessage(MessageBar::Kind::Info, {}, tr("A session may have several tags and stands below each of them: the rows add up to more than the sum, in which it is counted once."));
    else if (!overlaps)
        m_overlap->dismiss();
    m_overlaps = overlaps;
}

void CostNotices::showUnpriced(const store::LedgerAnswer &answer)
{
    QStringList models;
    for (const store::UnpricedModel &one : answer.unpriced) {
        if (!one.model.isEmpty()) // nobody can give a price to what nobody named
            models.append(tr("%1 (%2 tokens)").arg(base::plainLine(one.model, 60), widgets::tokenText(one.tokens)));
    }
    if (models == m_models)
        return; // it was said, and perhaps put away
    m_models = models;
    if (models.isEmpty()) {
        m_unpriced->dismiss();
        return;
    }
    const int more = int(models.size()) - namedModels;
    QString list = QStringList(models.mid(0, namedModels)).join(QStringLiteral(", "));
    if (more > 0)
        list = tr("%1 and %n more", nullptr, more).arg(list);
    m_unpriced->showMessage(MessageBar::Kind::Wait, tr("%n models without a price", nullptr, int(models.size())),
                            tr("%1: their tokens are counted, what they cost is unknown and in no estimate.").arg(list));
    connect(m_unpriced->addButton(QStringLiteral("prices"), tr("Fill in prices…")), &QPushButton::clicked, this, &CostNotices::pricesRequested);
}

void CostNotices::showFlagged(qint64 count)
{
    if (count == m_count)
        return;
    m_count = count;
    if (count == 0) {
        m_flagged->dismiss();
        return;
    }
    m_flagged->showMessage(MessageBar::Kind::Info, {}, tr("%n amounts that a server sent cannot be right and are in no sum.", nullptr, int(count)));
    connect(m_flagged->addButton(QStringLiteral("list"), tr("Show them…")), &QPushButton::clicked, this, [this] {
        auto *dialog = new FlaggedDialog(m_ledger, window());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

} // namespace screens
