#include "ui/transcript/accessibletranscript.h"

#include "models/transcriptmodel.h"
#include "ui/transcript/deliverypiece.h"
#include "ui/transcript/rowwords.h"
#include "ui/transcript/spokenline.h"
#include "ui/transcript/transcriptview.h"

#include <QAccessibleWidget>
#include <QPointer>

#include <algorithm>
#include <unordered_map>

namespace ui {

namespace {

//! One row of the transcript to assistive software. Knows its row by key, so it survives what happens around it.
class AccessibleRow final : public QAccessibleInterface, public QAccessibleActionInterface, public QAccessibleTextInterface
{
public:
    AccessibleRow(TranscriptView *view, quint64 key)
        : m_view(view)
        , m_key(key)
    {
    }

    bool isValid() const override { return index() >= 0; }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_view ? m_view->window()->windowHandle() : nullptr; }
    QAccessibleInterface *parent() const override { return m_view ? QAccessible::queryAccessibleInterface(m_view) : nullptr; }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString &) override {}

    QString text(QAccessible::Text which) const override
    {
        const int row = index();
        if (row < 0)
            return {};
        switch (which) {
        case QAccessible::Name: return RowWords::accessible(m_view->model()->row(row));
        case QAccessible::Description: return RowWords::position(row + 1, m_view->model()->rowCount());
        default: return {};
        }
    }

    QRect rect() const override
    {
        if (!m_view)
            return {};
        const QRect inView = m_view->rowRect(index());
        return {m_view->viewport()->mapToGlobal(inView.topLeft()), inView.size()};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        const int row = index();
        if (row < 0) {
            state.invalid = true;
            return state;
        }
        state.focusable = true;
        state.selectable = true;
        state.readOnly = true;
        state.multiLine = true;
        state.focused = m_view->hasFocus() && m_view->currentRow() == m_key;
        state.offscreen = !m_view->rowRect(row).intersects(m_view->viewport()->rect());
        const transcript::Row &content = m_view->model()->row(row);
        state.busy = content.preview;
        state.expandable = content.call != nullptr || content.kind == transcript::Row::Kind::Unknown;
        state.expanded = state.expandable && m_view->isExpanded(m_key);
        return state;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::ActionInterface)
            return static_cast<QAccessibleActionInterface *>(this);
        return type == QAccessible::TextInterface ? static_cast<QAccessibleTextInterface *>(this) : nullptr;
    }

    // The text of the row alone, to be read by word and line; nothing in it can be edited.
    QString content() const
    {
        const int row = index();
        return row < 0 ? QString() : RowWords::accessibleText(m_view->model()->row(row));
    }
    QString text(int from, int to) const override
    {
        const QString all = content();
        const int end = to < 0 ? int(all.size()) : to;
        return all.mid(from, std::max(0, end - from));
    }
    int characterCount() const override { return int(content().size()); }
    void selection(int, int *start, int *end) const override { *start = *end = 0; }
    int selectionCount() const override { return 0; }
    void addSelection(int, int) override {}
    void removeSelection(int) override {}
    void setSelection(int, int, int) override {}
    int cursorPosition() const override { return 0; }
    void setCursorPosition(int) override {}
    QRect characterRect(int) const override { return rect(); }
    int offsetAtPoint(const QPoint &at) const override { return rect().contains(at) ? 0 : -1; }
    void scrollToSubstring(int, int) override
    {
        if (m_view)
            m_view->scrollToRow(m_key);
    }
    QString attributes(int, int *start, int *end) const override
    {
        *start = 0;
        *end = characterCount();
        return {};
    }

    QStringList actionNames() const override
    {
        QStringList names{pressAction(), setFocusAction()};
        for (const DeliveryAct &act : acts())
            names += act.words;
        return names;
    }
    QString localizedActionName(const QString &name) const override
    {
        const auto own = acts();
        const bool isOwn = std::any_of(own.begin(), own.end(), [&name](const DeliveryAct &act) { return act.words == name; });
        return isOwn ? name : QAccessibleActionInterface::localizedActionName(name);
    }
    void doAction(const QString &name) override
    {
        if (!isValid())
            return;
        for (const DeliveryAct &act : acts()) {
            if (act.words == name)
                return m_view->askDelivery(act.act, m_key);
        }
        if (name == pressAction())
            m_view->setExpanded(m_key, !m_view->isExpanded(m_key));
        else if (name == setFocusAction())
            m_view->setCurrentRow(m_key);
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    std::vector<DeliveryAct> acts() const
    {
        const int row = index();
        return row < 0 ? std::vector<DeliveryAct>() : deliveryActs(m_view->model()->row(row));
    }
    int index() const { return m_view && m_view->model() ? m_view->model()->indexOfKey(m_key) : -1; }

    QPointer<TranscriptView> m_view;
    quint64 m_key;
};

//! The transcript to assistive software: a list whose items are made when they are asked for.
class AccessibleTranscript final : public QAccessibleWidget
{
public:
    explicit AccessibleTranscript(TranscriptView *view)
        : QAccessibleWidget(view, QAccessible::List)
    {
    }
    ~AccessibleTranscript() override
    {
        for (const auto &[key, id] : m_rows)
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return view()->model() ? view()->model()->rowCount() : 0; }
    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        const quint64 key = view()->model()->row(index).key;
        const auto known = m_rows.find(key);
        if (known != m_rows.end())
            return QAccessible::accessibleInterface(known->second);
        auto *row = new AccessibleRow(view(), key);
        m_rows.emplace(key, QAccessible::registerAccessibleInterface(row));
        return row;
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (const auto &[key, id] : m_rows) {
            if (QAccessible::accessibleInterface(id) == child)
                return view()->model() ? view()->model()->indexOfKey(key) : -1;
        }
        return -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        return child(view()->rowAt(view()->viewport()->mapFromGlobal(QPoint(x, y))));
    }
    QAccessibleInterface *focusChild() const override
    {
        return view()->hasFocus() && view()->model() ? child(view()->model()->indexOfKey(view()->currentRow())) : nullptr;
    }

private:
    TranscriptView *view() const { return static_cast<TranscriptView *>(widget()); }

    mutable std::unordered_map<quint64, QAccessible::Id> m_rows;
};

QAccessibleInterface *make(const QString &, QObject *object)
{
    if (auto *line = qobject_cast<SpokenLine *>(object))
        return new QAccessibleWidget(line, QAccessible::StatusBar);
    auto *view = qobject_cast<TranscriptView *>(object);
    return view ? new AccessibleTranscript(view) : nullptr;
}

} // namespace

void installAccessibleTranscript()
{
    static const bool once = (QAccessible::installFactory(make), true);
    Q_UNUSED(once)
}

void notifyAccessible(TranscriptView *view, int first, int last, AccessibleChange change)
{
    if (!QAccessible::isActive())
        return;
    const auto tell = [view](QAccessible::Event event, int child) {
        QAccessibleEvent told(view, event);
        told.setChild(child);
        QAccessible::updateAccessibility(&told);
    };
    // A history of thousands of rows is no news; the newest few are.
    for (int i = std::max(first, last - 20); i <= last; ++i) {
        switch (change) {
        case AccessibleChange::Inserted: tell(QAccessible::ObjectCreated, i); break;
        case AccessibleChange::Focused: tell(QAccessible::Focus, i); break;
        case AccessibleChange::Changed:
            if (!view->model()->row(i).preview) // events, not fragments
                tell(QAccessible::NameChanged, i);
            break;
        }
    }
}

} // namespace ui
