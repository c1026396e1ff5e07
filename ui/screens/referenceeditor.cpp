#include "ui/screens/referenceeditor.h"

#include "base/plaintext.h"
#include "models/resourcelistmodel.h"
#include "models/workspace.h"
#include "ui/screens/recordpicker.h"
#include "ui/screens/resourcetext.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/plainlabel.h"

#include <QPushButton>

namespace screens {

namespace {

constexpr int fieldWidth = 360;

//! A button's text is no place for markup, but & is a shortcut there.
QString buttonText(const QString &text)
{
    return base::plainLine(text, 80).replace(QLatin1Char('&'), QLatin1String("&&"));
}

} // namespace

ReferenceEditor::ReferenceEditor(const PageContext &context, const std::string &refersTo, const QString &name, bool several, bool clearable,
                                 QWidget *parent)
    : QWidget(parent), m_context(context), m_target(context.workspace->resource(refersTo)), m_name(name), m_several(several), m_clearable(clearable),
      m_flow(new widgets::FlowLayout(this, theme::space::xs)), m_pick(new QPushButton)
{
    setObjectName(name + QStringLiteral(".frame"));
    m_pick->setObjectName(name);
    m_pick->setIcon(theme::icon(QStringLiteral("chevrons-up-down"), theme::Token::Muted));
    m_pick->setLayoutDirection(Qt::RightToLeft); // the icon behind the text
    m_pick->setAutoDefault(false);
    m_pick->setEnabled(m_target);
    if (!several) {
        theme::setButtonKind(m_pick, theme::ButtonKind::Field);
        m_pick->setMinimumWidth(fieldWidth);
    }
    m_flow->addWidget(m_pick);
    setFocusProxy(m_pick);
    connect(m_pick, &QPushButton::clicked, this, &ReferenceEditor::openPicker);
    rebuild();
}

void ReferenceEditor::setIds(const QStringList &ids)
{
    if (ids == m_ids)
        return;
    m_ids = ids;
    learnNames();
    rebuild();
}

void ReferenceEditor::setVersion(qint64 version)
{
    if (version == m_version)
        return;
    m_version = version;
    rebuild();
}

void ReferenceEditor::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    rebuild();
}

QString ReferenceEditor::nameOf(const QString &id) const
{
    const QString known = m_names.value(id);
    if (!known.isEmpty())
        return known;
    const models::ResourceListModel *list = m_target ? m_context.workspace->list(m_target->id) : nullptr;
    const base::Record *record = list ? list->record(id) : nullptr;
    return record ? record->string(m_target->titlePath) : QString();
}

void ReferenceEditor::learnNames()
{
    if (!m_target || !m_target->can(api::Verb::Fetch))
        return;
    for (const QString &id : m_ids) {
        if (id.isEmpty() || !nameOf(id).isEmpty())
            continue;
        m_context.workspace->client().fetch(this, *m_target, id)->then(this, [this, id](const base::Result<base::Record> &result) {
            if (!result)
                return; // the id stays readable without its name
            m_names.insert(id, result->string(m_target->titlePath));
            rebuild();
        });
    }
}

void ReferenceEditor::openPicker()
{
    auto *picker = new RecordPicker(m_context, *m_target, m_name + QStringLiteral(".picker"), this);
    if (!m_several && m_clearable)
        picker->setAnyText(tr("None"));
    connect(picker, &RecordPicker::picked, this, [this](const QString &id, const QString &title) {
        m_names.insert(id, title);
        m_version = 0;
        if (!m_several)
            m_ids = id.isEmpty() ? QStringList() : QStringList{id};
        else if (!m_ids.contains(id))
            m_ids.append(id);
        rebuild();
        Q_EMIT edited();
    });
    picker->popupBelow(m_pick);
}

void ReferenceEditor::rebuild()
{
    for (QWidget *tag : std::as_const(m_tags)) {
        tag->hide();
        tag->setObjectName(QString());
        tag->deleteLater();
    }
    m_tags.clear();
    const QString singular = m_target ? resourceText(m_target->singular) : QString();
    m_pick->setEnabled(m_target && !m_readOnly);
    const QString label = accessibleName().isEmpty() ? singular : accessibleName();
    if (!m_several) {
        const QString id = m_ids.isEmpty() ? QString() : m_ids.first();
        const QString name = nameOf(id);
        QString shown = id.isEmpty() ? tr("Choose %1…").arg(singular) : name.isEmpty() ? base::shortId(id, 30) : name;
        if (m_version > 0)
            shown = tr("%1 · version %2").arg(shown).arg(m_version);
        m_pick->setText(buttonText(shown));
        m_pick->setAccessibleName(QStringLiteral("%1: %2").arg(label, base::plainLine(shown, 80)));
        m_pick->setToolTip(widgets::toolTipText(id)); // its description is the field's help
        return;
    }
    m_pick->setText(tr("Add %1…").arg(singular));
    m_pick->setAccessibleName(m_pick->text());
    for (qsizetype i = 0; i < m_ids.size(); ++i) {
        const QString id = m_ids[i];
        const QString name = nameOf(id);
        auto *tag = new QPushButton(theme::icon(QStringLiteral("x"), theme::Token::Muted), buttonText(name.isEmpty() ? base::shortId(id) : name));
        tag->setObjectName(QStringLiteral("%1.remove.%2").arg(m_name).arg(i));
        tag->setAccessibleName(tr("Remove %1").arg(base::plainLine(name.isEmpty() ? id : name, 80)));
        widgets::setToolTipText(tag, id);
        tag->setLayoutDirection(Qt::RightToLeft);
        tag->setAutoDefault(false);
        tag->setEnabled(!m_readOnly);
        connect(tag, &QPushButton::clicked, this, [this, id] {
            m_ids.removeAll(id);
            rebuild();
            Q_EMIT edited();
        });
        m_flow->addWidget(tag);
        m_tags << tag;
    }
}

} // namespace screens
