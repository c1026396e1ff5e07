#include "ui/screens/fieldeditor.h"

#include "ui/screens/fieldtext.h"
#include "ui/screens/resourcetext.h"
#include "ui/theme/space.h"
#include "ui/widgets/numbertext.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QStyle>
#include <QVBoxLayout>

namespace screens {

using Problem = models::ResourceDraft::Problem;

FieldEditor::FieldEditor(const PageContext &context, models::ResourceDraft *draft, const api::FieldDescriptor &field, QWidget *parent)
    : QWidget(parent), m_draft(draft), m_field(&field), m_counter(new widgets::PlainLabel(this)), m_problem(new widgets::PlainLabel(this))
{
    const QString path = QString::fromStdString(field.path);
    const QString label = fieldLabel(field);
    setObjectName(QStringLiteral("form.field.") + path);
    m_binding = makeFieldBinding({context, draft, &field, QStringLiteral("form.") + path, label, [this](const std::function<void()> &change) {
                                      m_writing = true;
                                      change();
                                      m_writing = false;
                                      refreshCounter();
                                  }});
    m_problem->setObjectName(QStringLiteral("form.problem.") + path);
    m_problem->setMultiLine(true);
    m_problem->setRole(theme::Role::Small);
    m_problem->setToken(theme::Token::Fail);
    m_problem->hide();
    m_counter->setObjectName(QStringLiteral("form.counter.") + path);
    m_counter->setRole(theme::Role::Small);
    m_counter->setToken(theme::Token::Muted);
    m_counter->hide();

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::space::xs);
    if (!m_binding.carriesLabel) {
        // What is stored need not be typed again.
        const bool kept = field.kind == api::FieldKind::Secret && draft->mode() == models::ResourceDraft::Mode::Edit;
        auto *name = new widgets::PlainLabel(field.required && !kept ? tr("%1 (required)").arg(label) : label);
        name->setRole(m_binding.isSection ? theme::Role::Title : theme::Role::Strong);
        name->setBuddy(m_binding.focus);
        auto *top = new QHBoxLayout;
        top->addWidget(name, 1);
        top->addWidget(m_counter);
        column->addLayout(top);
    }
    const QString help = *field.help ? resourceText(field.help) : QString();
    const auto addHelp = [&] {
        if (help.isEmpty())
            return;
        auto *sentence = new widgets::PlainLabel(help);
        sentence->setMultiLine(true);
        sentence->setRole(theme::Role::Small);
        sentence->setToken(theme::Token::Muted);
        column->addWidget(sentence);
    };
    if (m_binding.isSection)
        addHelp();
    column->addWidget(m_binding.widget);
    column->addWidget(m_problem);
    if (!m_binding.isSection)
        addHelp();
    m_binding.focus->setAccessibleDescription(help);
    load();
}

void FieldEditor::load()
{
    if (m_writing)
        return;
    m_binding.load();
    refreshCounter();
}

void FieldEditor::setReadOnly(bool readOnly)
{
    m_binding.setReadOnly(readOnly);
}

void FieldEditor::focusEditor()
{
    m_binding.focus->setFocus(Qt::OtherFocusReason);
}

QString FieldEditor::words(const Problem &problem, const QString &label)
{
    switch (problem.kind) {
    case Problem::Kind::Required: return tr("%1 is needed.").arg(label);
    case Problem::Kind::TooLong: return tr("At most %1 characters fit here.").arg(widgets::numberText(problem.limit));
    case Problem::Kind::NotClearable: return tr("This can be replaced, but not emptied.");
    case Problem::Kind::NotJson:
        return problem.detail.isEmpty() ? tr("This is not readable as JSON.") : tr("This is not readable as JSON: %1").arg(problem.detail);
    case Problem::Kind::NotAnObject: return tr("A record is a JSON object: it begins with { and ends with }.");
    case Problem::Kind::ReadOnly: return tr("%1 cannot be changed.").arg(label);
    case Problem::Kind::SecretInText: return tr("Enter this here: a secret does not belong into the raw JSON.");
    }
    return {};
}

void FieldEditor::showProblem(const Problem *problem)
{
    const QString text = problem ? words(*problem, fieldLabel(*m_field)) : QString();
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
    if (m_binding.focus->property("invalid").toBool() != bool(problem)) {
        m_binding.focus->setProperty("invalid", bool(problem));
        m_binding.focus->update();
    }
    if (m_binding.showProblem)
        m_binding.showProblem(problem, text);
}

QString FieldEditor::problemText() const
{
    return m_problem->isHidden() ? QString() : m_problem->fullText();
}

void FieldEditor::refreshCounter()
{
    const qsizetype limit = m_field->maxLength;
    const qsizetype length = limit > 0 ? m_draft->text(m_field->path).size() : 0;
    const bool near = limit > 0 && length * 10 >= limit * 8;
    m_counter->setVisible(near);
    if (!near)
        return;
    m_counter->setText(tr("%1 of %2").arg(widgets::numberText(length), widgets::numberText(limit)));
    m_counter->setToken(length > limit ? theme::Token::Fail : theme::Token::Muted);
}

} // namespace screens
