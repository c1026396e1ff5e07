#pragma once

#include <QWidget>

#include <optional>

class QPlainTextEdit;
class QTabWidget;

namespace models {
struct TrafficDetail;
struct TrafficText;
}

namespace screens {

//! One request of the traffic log: its head and body and those of its answer, as plain text.
class TrafficDetailView final : public QWidget
{
    Q_OBJECT
public:
    explicit TrafficDetailView(QWidget *parent = nullptr);

    //! Nothing: no request is chosen, or it is gone.
    void show(const std::optional<models::TrafficDetail> &detail);

private:
    QPlainTextEdit *addText(const char *name, const QString &label, const QString &accessibleName);
    static QString requestText(const models::TrafficDetail &detail);
    static QString responseText(const models::TrafficDetail &detail);
    static QString bodyText(const models::TrafficText &body);

    QTabWidget *m_tabs;
    QPlainTextEdit *m_response;
    QPlainTextEdit *m_request;
};

} // namespace screens
