#pragma once

#include "ui/screens/costpaper.h"
#include "ui/screens/costrows.h"

#include <QObject>

#include <functional>

class QPushButton;

namespace widgets {
class MessageBar;
}

namespace screens {

class FileSaving;

//! Brings a cost report out: the table as CSV and JSON, the charts as PNG and SVG, all of it as PDF and on a printer.
class CostExport final : public QObject
{
    Q_OBJECT
public:
    //! What there is to export now.
    struct Source
    {
        QString days;
        QString figures;
        std::vector<CostPicture> pictures;
        bool lines = false;
        CostRows *rows = nullptr;
    };
    enum class Format { Csv, Json, Png, Svg, Pdf };

    //! `button` gets a menu. What happened is told in `bar`.
    CostExport(widgets::MessageBar *bar, QPushButton *button, QWidget *page);

    void setSource(std::function<Source()> source) { m_source = std::move(source); }
    //! The file's bytes.
    QByteArray made(Format format) const;
    //! Asks where, and writes aside.
    void save(Format format);
    //! Opens the system's dialog.
    void print();

private:
    CostPaper paper() const;

    std::function<Source()> m_source;
    QWidget *m_page;
    FileSaving *m_saving;
};

} // namespace screens
