#include "ui/screens/recordpicker.h"

#include "base/plaintext.h"
#include "models/resourcelistmodel.h"
#include "models/workspace.h"
#include "ui/screens/errortext.h"
#include "ui/screens/recordpickdelegate.h"
#include "ui/screens/resourcetext.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/stateview.h"

#include <QKeyEvent>
#include <QListView>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

namespace screens {

using models::ResourceListModel;

namespace {

constexpr int pickerWidth = 380;
constexpr int pickerHeight = 320;

} // namespace

RecordPicker::RecordPicker(const PageContext &context, const api::ResourceDescriptor &resource, const QString &name, QWidget *parent)
    : QFrame(parent, Qt::Popup), m_model(new ResourceListModel(&context.workspace->client(), resource, context.clock, this)),
      m_search(new widgets::SearchField(tr("Search %1").arg(resourceText(resource.plural)))),
      m_state(new widgets::StateView(name + QStringLiteral(".state"))), m_list(new QListView), m_any(new QPushButton)
{
    setObjectName(name);
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    theme::setBackground(this, theme::Token::Surface);
    m_search->setObjectName(name + QStringLiteral(".search"));
    m_search->installEventFilter(this);
    m_list->setObjectName(name + QStringLiteral(".list"));
    m_list->setAccessibleName(resourceText(resource.plural));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RecordPickDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setFocusPolicy(Qt::NoFocus); // typing stays in the search field
    m_any->setObjectName(name + QStringLiteral(".any"));
    m_any->hide();
    theme::setButtonKind(m_any, theme::ButtonKind::Quiet);
    m_state->setContent(m_list);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::space::s, theme::space::s, theme::space::s, theme::space::s);
    column->setSpacing(theme::space::xs);
    column->addWidget(m_search);
    column->addWidget(m_any);
    column->addWidget(m_state, 1);

    connect(m_search, &QLineEdit::textChanged, m_model, &ResourceListModel::setFilterText);
    connect(m_any, &QPushButton::clicked, this, [this] {
        Q_EMIT picked({}, {});
        close();
    });
    connect(m_list, &QListView::clicked, this, &RecordPicker::pickCurrent);
    connect(m_state, &widgets::StateView::retryRequested, m_model, &ResourceListModel::retry);
    connect(m_model, &ResourceListModel::stateChanged, this, &RecordPicker::refreshState);
    m_model->refresh();
}

void RecordPicker::setAnyText(const QString &text)
{
    m_any->setText(text);
    m_any->setAccessibleName(text);
    m_any->show();
}

void RecordPicker::popupBelow(QWidget *anchor)
{
    resize(std::max(pickerWidth, anchor->width()), pickerHeight);
    QPoint at = anchor->mapToGlobal(QPoint(0, anchor->height() + 2));
    const QRect screen = anchor->screen()->availableGeometry();
    at.setX(std::clamp(at.x(), screen.left(), std::max(screen.left(), screen.right() - width())));
    if (at.y() + height() > screen.bottom())
        at.setY(std::max(screen.top(), anchor->mapToGlobal(QPoint(0, -2)).y() - height()));
    QWidget::move(at);
    show();
    m_search->setFocus();
}

void RecordPicker::refreshState()
{
    const QString plural = resourceText(m_model->descriptor().plural);
    switch (m_model->state()) {
    case ResourceListModel::State::Idle:
    case ResourceListModel::State::Loading: m_state->showLoading(tr("Loading %1…").arg(plural)); return;
    case ResourceListModel::State::Failed: m_state->showProblem(ErrorText::of(*m_model->error()).problem()); return;
    case ResourceListModel::State::Empty: m_state->showEmpty({m_model->descriptor().icon, tr("There are no %1 yet").arg(plural), {}, {}}); return;
    case ResourceListModel::State::Ready:
    case ResourceListModel::State::Kept:
    case ResourceListModel::State::Stale: break;
    }
    if (m_model->rowCount() == 0) {
        m_state->showEmpty({QStringLiteral("search-x"), tr("Nothing found"), {}, {}});
        return;
    }
    m_state->showContent();
    if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_model->index(0, 0));
}

void RecordPicker::pickCurrent()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid())
        return;
    Q_EMIT picked(index.data(ResourceListModel::IdRole).toString(), index.data(ResourceListModel::TitleRole).toString());
    close();
}

void RecordPicker::moveBy(int by)
{
    const int rows = m_model->rowCount();
    if (rows == 0)
        return;
    const int row = std::clamp(m_list->currentIndex().row() + by, 0, rows - 1);
    m_list->setCurrentIndex(m_model->index(row, 0));
    if (row == rows - 1 && m_model->canFetchMore({}))
        m_model->fetchMore({});
}

bool RecordPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Down: moveBy(1); return true;
        case Qt::Key_Up: moveBy(-1); return true;
        case Qt::Key_PageDown: moveBy(8); return true;
        case Qt::Key_PageUp: moveBy(-8); return true;
        case Qt::Key_Return:
        case Qt::Key_Enter: pickCurrent(); return true;
        case Qt::Key_Escape: close(); return true;
        default: break;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace screens
