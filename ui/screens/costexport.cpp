#include "ui/screens/costexport.h"

#include "base/filename.h"
#include "models/costsheet.h"
#include "ui/screens/filesaving.h"
#include "ui/theme/icons.h"

#include <QBuffer>
#include <QMenu>
#include <QPainter>
#include <QPdfWriter>
#include <QPushButton>
#include <QtPrintSupport/QPrintDialog>
#include <QtPrintSupport/QPrinter>
#include <QtSvg/QSvgGenerator>

#include <memory>

namespace screens {

using Format = CostExport::Format;

namespace {

constexpr int paperDots = 96;      // an inch: as on the screen, so that words have the sizes they have there
constexpr qreal pictureScale = 2;  // sharp on a display with small dots

QPageLayout landscape()
{
    return QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Landscape, QMarginsF(10, 10, 10, 10), QPageLayout::Millimeter);
}

QByteArray pngOf(const CostPaper &paper)
{
    QImage image((paper.pictureSize() * pictureScale).toSize(), QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(pictureScale, pictureScale);
    paper.paintPicture(&painter, QRectF(QPointF(), paper.pictureSize()));
    painter.end();
    QBuffer bytes;
    image.save(&bytes, "PNG");
    return bytes.data();
}

QByteArray svgOf(const CostPaper &paper)
{
    QBuffer bytes;
    QSvgGenerator generator;
    generator.setOutputDevice(&bytes);
    generator.setResolution(paperDots);
    generator.setSize(paper.pictureSize().toSize());
    generator.setViewBox(QRectF(QPointF(), paper.pictureSize()));
    QPainter painter(&generator);
    paper.paintPicture(&painter, QRectF(QPointF(), paper.pictureSize()));
    painter.end();
    return bytes.data();
}

QByteArray pdfOf(const CostPaper &paper)
{
    QBuffer bytes;
    bytes.open(QIODevice::WriteOnly);
    QPdfWriter writer(&bytes);
    writer.setCreator(QStringLiteral("Muster"));
    writer.setResolution(paperDots);
    writer.setPageLayout(landscape());
    QPainter painter(&writer);
    paper.paintPages(&painter, QSizeF(writer.width(), writer.height()), [&writer] { writer.newPage(); });
    painter.end();
    return bytes.data();
}

QString endingOf(Format format)
{
    switch (format) {
    case Format::Csv: return QStringLiteral("csv");
    case Format::Json: return QStringLiteral("json");
    case Format::Png: return QStringLiteral("png");
    case Format::Svg: return QStringLiteral("svg");
    case Format::Pdf: return QStringLiteral("pdf");
    }
    return {};
}

} // namespace

CostExport::CostExport(widgets::MessageBar *bar, QPushButton *button, QWidget *page)
    : QObject(page), m_page(page), m_saving(new FileSaving(bar, page))
{
    auto *menu = new QMenu(button);
    menu->setObjectName(QStringLiteral("cost.exportMenu"));
    const auto add = [this, menu](const QString &name, const QString &label, auto act) {
        QAction *action = menu->addAction(label);
        action->setObjectName(QStringLiteral("cost.export.") + name);
        connect(action, &QAction::triggered, this, act);
    };
    add(QStringLiteral("csv"), tr("Table as CSV…"), [this] { save(Format::Csv); });
    add(QStringLiteral("json"), tr("Table as JSON…"), [this] { save(Format::Json); });
    menu->addSeparator();
    add(QStringLiteral("png"), tr("Charts as PNG…"), [this] { save(Format::Png); });
    add(QStringLiteral("svg"), tr("Charts as SVG…"), [this] { save(Format::Svg); });
    add(QStringLiteral("pdf"), tr("Report as PDF…"), [this] { save(Format::Pdf); });
    menu->addSeparator();
    add(QStringLiteral("print"), tr("Print…"), [this] { print(); });
    button->setMenu(menu);
}

CostPaper CostExport::paper() const
{
    const Source source = m_source();
    CostPaper::Content content{source.days, source.figures, source.pictures, source.lines, {}, {}, {}};
    for (int column = 0; column < source.rows->columnCount(); ++column) {
        content.headings.append(source.rows->headerData(column, Qt::Horizontal).toString());
        const auto kind = source.rows->table()->columns()[std::size_t(column)].kind;
        content.areFigures.push_back(kind != models::CostTable::Kind::Group && kind != models::CostTable::Kind::Model);
    }
    for (int row = 0; row < source.rows->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < source.rows->columnCount(); ++column)
            cells.append(source.rows->index(row, column).data().toString());
        content.rows.push_back(cells);
    }
    return CostPaper(std::move(content));
}

QByteArray CostExport::made(Format format) const
{
    switch (format) {
    case Format::Png: return pngOf(paper());
    case Format::Svg: return svgOf(paper());
    case Format::Pdf: return pdfOf(paper());
    default: break;
    }
    CostRows *rows = m_source().rows;
    const auto sheet = models::CostSheet::of(*rows->table(), [rows](int row) { return rows->rowName(row); });
    return format == Format::Csv ? sheet.toCsv() : sheet.toJson();
}

void CostExport::save(Format format)
{
    const QString name = base::safeFileName(tr("Cost %1").arg(m_source().days), QStringLiteral("cost"));
    m_saving->save({ui::Savable::Kind::Result, name + QLatin1Char('.') + endingOf(format), made(format)});
}

void CostExport::print()
{
    // Whoever accepts it still needs the printer then.
    const auto printer = std::make_shared<QPrinter>(QPrinter::ScreenResolution);
    printer->setPageLayout(landscape());
    auto *dialog = new QPrintDialog(printer.get(), m_page);
    dialog->setObjectName(QStringLiteral("cost.print"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, printer] {
        QPainter painter;
        if (!painter.begin(printer.get()))
            return;
        paper().paintPages(&painter, printer->pageRect(QPrinter::DevicePixel).size(), [&printer] { printer->newPage(); });
    });
    dialog->open();
}

} // namespace screens
