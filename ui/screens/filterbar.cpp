#include "ui/screens/filterbar.h"

#include "base/plaintext.h"
#include "models/workspace.h"
#include "ui/screens/recordpicker.h"
#include "ui/screens/resourcetext.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flowlayout.h"

#include <QMenu>
#include <QPushButton>

namespace screens {

namespace {

QString wordLabel(const api::FilterDescriptor &filter, const QString &word)
{
    for (const api::Choice &choice : filter.choices) {
        if (choice.word == word)
            return resourceText(choice.label);
    }
    return word;
}

} // namespace

FilterBar::FilterBar(const PageContext &context, const api::ResourceDescriptor &descriptor, const QString &name, QWidget *parent)
    : QWidget(parent), m_context(context), m_descriptor(descriptor), m_clear(new QPushButton(tr("Clear filters"), this))
{
    setObjectName(name);
    auto *flow = new widgets::FlowLayout(this, theme::space::xs);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_entries.reserve(descriptor.filters.size()); // buttons refer to their entry
    for (const api::FilterDescriptor &filter : descriptor.filters)
        addFilter(filter);
    m_clear->setObjectName(name + QStringLiteral(".clear"));
    m_clear->setAccessibleName(m_clear->text());
    m_clear->setVisible(false);
    theme::setButtonKind(m_clear, theme::ButtonKind::Quiet);
    connect(m_clear, &QPushButton::clicked, this, &FilterBar::clear);
    flow->addWidget(m_clear);
}

bool FilterBar::takesSeveral(const api::FilterDescriptor &filter)
{
    return filter.key.endsWith("[]");
}

void FilterBar::addFilter(const api::FilterDescriptor &filter)
{
    auto *button = new QPushButton(this);
    button->setObjectName(objectName() + QLatin1Char('.') + QString::fromLatin1(filter.key));
    button->setAutoDefault(false);
    m_entries.push_back({&filter, button, {}, {}});
    const std::size_t at = m_entries.size() - 1;
    if (filter.kind == api::FilterDescriptor::Kind::Toggle)
        button->setCheckable(true);
    else
        button->setIcon(theme::icon(QStringLiteral("chevron-down"), theme::Token::Muted));
    button->setLayoutDirection(filter.kind == api::FilterDescriptor::Kind::Toggle ? Qt::LeftToRight : Qt::RightToLeft); // the arrow behind the text
    connect(button, &QPushButton::clicked, this, [this, at](bool checked) {
        Entry &entry = m_entries[at];
        switch (entry.filter->kind) {
        case api::FilterDescriptor::Kind::Toggle: choose(entry, QStringLiteral("true"), checked); break;
        case api::FilterDescriptor::Kind::Choice: openMenu(entry); break;
        case api::FilterDescriptor::Kind::Reference: openPicker(entry); break;
        }
    });
    layout()->addWidget(button);
    refresh(m_entries[at]);
}

void FilterBar::openMenu(Entry &entry)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(entry.button->objectName() + QStringLiteral(".menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *any = menu->addAction(tr("Any"));
    any->setCheckable(true);
    any->setChecked(entry.words.isEmpty());
    connect(any, &QAction::triggered, this, [this, &entry] {
        entry.words.clear();
        refresh(entry);
        announce();
    });
    for (const api::Choice &choice : entry.filter->choices) {
        QAction *action = menu->addAction(resourceText(choice.label));
        action->setObjectName(entry.button->objectName() + QLatin1Char('.') + choice.word);
        action->setCheckable(true);
        action->setChecked(entry.words.contains(choice.word));
        connect(action, &QAction::triggered, this, [this, &entry, word = choice.word](bool on) { choose(entry, word, on); });
    }
    menu->popup(entry.button->mapToGlobal(QPoint(0, entry.button->height() + 2)));
}

void FilterBar::openPicker(Entry &entry)
{
    const api::ResourceDescriptor *target = m_context.workspace->resource(entry.filter->refersTo);
    if (!target)
        return;
    auto *picker = new RecordPicker(m_context, *target, entry.button->objectName() + QStringLiteral(".picker"), this);
    picker->setAnyText(tr("Any"));
    connect(picker, &RecordPicker::picked, this, [this, &entry](const QString &id, const QString &title) {
        entry.words = id.isEmpty() ? QStringList() : QStringList{id};
        entry.label = title;
        refresh(entry);
        announce();
    });
    picker->popupBelow(entry.button);
}

void FilterBar::choose(Entry &entry, const QString &word, bool on)
{
    if (!takesSeveral(*entry.filter))
        entry.words.clear();
    entry.words.removeAll(word);
    if (on)
        entry.words.append(word);
    refresh(entry);
    announce();
}

void FilterBar::refresh(Entry &entry)
{
    const QString label = resourceText(entry.filter->label);
    QString value;
    if (entry.filter->kind == api::FilterDescriptor::Kind::Reference) {
        value = base::plainLine(entry.label, 40);
    } else if (entry.filter->kind == api::FilterDescriptor::Kind::Choice) {
        QStringList labels;
        for (const QString &word : entry.words)
            labels << wordLabel(*entry.filter, word);
        value = labels.join(QStringLiteral(", "));
    }
    const bool on = !entry.words.isEmpty();
    QString shown = value.isEmpty() ? label : tr("%1: %2").arg(label, value);
    entry.button->setAccessibleName(on || entry.filter->kind == api::FilterDescriptor::Kind::Toggle ? shown : tr("%1: any").arg(label));
    entry.button->setText(shown.replace(QLatin1Char('&'), QLatin1String("&&")));
    entry.button->setCheckable(true);
    entry.button->setChecked(on);
    m_clear->setVisible(!isEmpty());
}

FilterBar::Filters FilterBar::filters() const
{
    Filters result;
    for (const Entry &entry : m_entries) {
        for (const QString &word : entry.words)
            result.emplace_back(entry.filter->key, word.toUtf8());
    }
    return result;
}

void FilterBar::clear()
{
    for (Entry &entry : m_entries) {
        entry.words.clear();
        refresh(entry);
    }
    announce();
}

void FilterBar::setReference(const QByteArray &key, const QString &id, const QString &label)
{
    for (Entry &entry : m_entries) {
        if (entry.filter->key == key) {
            entry.words = {id};
            entry.label = label;
            refresh(entry);
        }
    }
    announce();
}

void FilterBar::announce()
{
    m_clear->setVisible(!isEmpty());
    Q_EMIT changed();
}

} // namespace screens
