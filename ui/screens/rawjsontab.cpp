#include "ui/screens/rawjsontab.h"

#include "ui/screens/fieldeditor.h"
#include "ui/theme/space.h"
#include "ui/widgets/jsoneditor.h"
#include "ui/widgets/plainlabel.h"

#include <QVBoxLayout>

namespace screens {

RawJsonTab::RawJsonTab(models::ResourceDraft *draft, QWidget *parent)
    : QWidget(parent), m_draft(draft), m_editor(new widgets::JsonEditor(QStringLiteral("form.raw")))
{
    m_editor->setAccessibleName(tr("The record as JSON"));
    auto *hint = new widgets::PlainLabel(tr("This text is sent as it stands, also members that the fields do not show."));
    hint->setToken(theme::Token::Muted);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, theme::space::m, 0, 0);
    column->setSpacing(theme::space::s);
    column->addWidget(hint);
    column->addWidget(m_editor, 1);
    setFocusProxy(m_editor);
    connect(m_editor, &widgets::JsonEditor::edited, this, [this] {
        m_writing = true;
        m_draft->setRawText(m_editor->text().toUtf8());
        m_writing = false;
    });
}

void RawJsonTab::load()
{
    if (!m_writing)
        m_editor->setText(QString::fromUtf8(m_draft->rawText()));
}

void RawJsonTab::showProblem(const models::ResourceDraft::Problem *problem)
{
    if (problem)
        m_editor->setError(problem->offset, FieldEditor::words(*problem, tr("The record")));
    else
        m_editor->clearError();
}

} // namespace screens
