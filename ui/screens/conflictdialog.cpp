#include "ui/screens/conflictdialog.h"

#include "base/plaintext.h"
#include "ui/screens/fieldtext.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttonrow.h"
#include "ui/widgets/plainlabel.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace screens {

using models::ResourceDraft;

namespace {

constexpr int dialogWidth = 820;
constexpr int dialogHeight = 560;
constexpr int shownCharacters = 4000; // of one side; the whole is kept

} // namespace

ConflictDialog::ConflictDialog(ResourceDraft *draft, QWidget *parent) : QDialog(parent), m_draft(draft)
{
    setObjectName(QStringLiteral("conflict"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Changed on both sides"));
    setModal(true);
    auto *title = new widgets::PlainLabel(tr("It was changed meanwhile, in the same places"));
    title->setRole(theme::Role::Title);
    auto *text = new widgets::PlainLabel(
        tr("Someone or something else saved a newer version. Changes in other places are merged already. Choose what to keep here."));
    text->setMultiLine(true);
    text->setToken(theme::Token::Muted);

    auto *body = new QWidget;
    auto *list = new QVBoxLayout(body);
    list->setContentsMargins(0, 0, theme::space::s, 0);
    list->setSpacing(theme::space::l);
    for (int i = 0; i < int(draft->conflicts().size()); ++i)
        list->addWidget(makeConflict(i));
    list->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(body);

    auto *buttons = new widgets::ButtonRow;
    auto *allMine = buttons->add(QStringLiteral("conflict.allMine"), tr("All mine"));
    auto *allTheirs = buttons->add(QStringLiteral("conflict.allTheirs"), tr("All theirs"));
    auto *back = buttons->add(QStringLiteral("conflict.back"), tr("Back to editing"));
    m_save = buttons->add(QStringLiteral("conflict.save"), tr("Save this"), true);
    connect(allMine, &QPushButton::clicked, this, [this] { chooseAll(ResourceDraft::Side::Mine); });
    connect(allTheirs, &QPushButton::clicked, this, [this] { chooseAll(ResourceDraft::Side::Theirs); });
    connect(back, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &QDialog::accept);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::space::xl, theme::space::xl, theme::space::xl, theme::space::l);
    column->setSpacing(theme::space::m);
    column->addWidget(title);
    column->addWidget(text);
    column->addWidget(scroll, 1);
    column->addWidget(buttons);
    resize(dialogWidth, dialogHeight);
    refresh();
}

QString ConflictDialog::labelOf(const ResourceDraft::Conflict &conflict) const
{
    const api::FieldDescriptor *field = m_draft->descriptor().field(conflict.path);
    const QString label = field ? fieldLabel(*field) : QString::fromStdString(conflict.path);
    return conflict.member.empty() ? label : tr("%1: %2").arg(label, QString::fromStdString(conflict.member));
}

QString ConflictDialog::textOf(const ResourceDraft::Conflict &conflict, const base::Json &value) const
{
    const api::FieldDescriptor *field = m_draft->descriptor().field(conflict.path);
    QString text;
    if (field && conflict.member.empty())
        text = fieldText(*field, value);
    else if (!value.is_null())
        text = value.is_structured() ? QString::fromUtf8(base::prettyJson(value)) : base::toQString(value);
    if (text.isEmpty())
        return tr("(empty)");
    return text.size() > shownCharacters ? text.left(shownCharacters) + QChar(0x2026) : text;
}

QWidget *ConflictDialog::makeConflict(int index)
{
    auto *part = new QWidget;
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::space::xs);
    auto *label = new widgets::PlainLabel(labelOf(m_draft->conflicts()[std::size_t(index)]));
    label->setRole(theme::Role::Strong);
    column->addWidget(label);
    auto *sides = new QHBoxLayout;
    sides->setSpacing(theme::space::m);
    m_choices.emplace_back(nullptr, nullptr);
    sides->addWidget(makeSide(index, ResourceDraft::Side::Mine), 1);
    sides->addWidget(makeSide(index, ResourceDraft::Side::Theirs), 1);
    column->addLayout(sides);
    return part;
}

QWidget *ConflictDialog::makeSide(int index, ResourceDraft::Side side)
{
    const auto &conflict = m_draft->conflicts()[std::size_t(index)];
    const bool mine = side == ResourceDraft::Side::Mine;
    auto *card = new QWidget;
    theme::setBackground(card, theme::Token::Raised);
    auto *radio = new QRadioButton(mine ? tr("Mine") : tr("Theirs"));
    radio->setObjectName(QStringLiteral("conflict.%1.%2").arg(index).arg(mine ? QStringLiteral("mine") : QStringLiteral("theirs")));
    radio->setAccessibleName((mine ? tr("Keep mine: %1") : tr("Take theirs: %1")).arg(labelOf(conflict)));
    radio->setAutoExclusive(false); // the two sides lie in different parents
    (mine ? m_choices.back().first : m_choices.back().second) = radio;
    auto *text = new widgets::PlainLabel(textOf(conflict, mine ? conflict.mine : conflict.theirs));
    text->setMultiLine(true);
    text->setSelectable(true);
    text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(theme::space::m, theme::space::s, theme::space::m, theme::space::m);
    column->addWidget(radio);
    column->addWidget(text, 1);
    connect(radio, &QRadioButton::clicked, this, [this, index, side] {
        m_draft->resolve(index, side);
        refresh();
    });
    return card;
}

void ConflictDialog::chooseAll(ResourceDraft::Side side)
{
    for (int i = 0; i < int(m_choices.size()); ++i)
        m_draft->resolve(i, side);
    refresh();
}

void ConflictDialog::refresh()
{
    bool all = true;
    for (std::size_t i = 0; i < m_choices.size(); ++i) {
        const auto choice = m_draft->conflicts()[i].choice;
        m_choices[i].first->setChecked(choice == ResourceDraft::Side::Mine);
        m_choices[i].second->setChecked(choice == ResourceDraft::Side::Theirs);
        all = all && choice.has_value();
    }
    m_save->setEnabled(all);
    m_save->setToolTip(all ? QString() : tr("Choose one side for each place first."));
}

} // namespace screens
