#include "ui/theme/style.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/space.h"
#include "ui/theme/textarea.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QStyleFactory>
#include <QTabBar>
#include <QTextEdit>
#include <QToolButton>

namespace theme {

namespace {

void popupFrame(QPainter *painter, const QStyleOption *option)
{
    painter->fillRect(option->rect, color(option->palette, Token::Surface));
    paint::box(painter, option->rect, {}, color(option->palette, Token::Edge), 0);
}

} // namespace

Style::Style(const Settings &settings) : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))), m_settings(settings) {}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QLineEdit *>(widget) || qobject_cast<QTabBar *>(widget) || qobject_cast<QScrollBar *>(widget) || isTextArea(widget))
        widget->setAttribute(Qt::WA_Hover);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const QPalette &palette = option->palette;
    switch (element) {
    case PE_PanelButtonCommand: paint::pushButton(painter, option, widget); return;
    case PE_PanelButtonTool:
    case PE_PanelButtonBevel: paint::toolButtonPanel(painter, option, widget); return;
    case PE_IndicatorCheckBox: paint::checkBox(painter, option); return;
    case PE_IndicatorItemViewItemCheck: paint::checkBox(painter, option); return;
    case PE_IndicatorRadioButton: paint::radioButton(painter, option); return;
    case PE_FrameLineEdit: paint::fieldFrame(painter, option, widget); return;
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            paint::fieldFrame(painter, option, widget);
        return;
    case PE_FrameFocusRect: paint::focusRing(painter, option->rect, palette, radius - 2); return;
    case PE_Frame:
        if (drawnByField(widget))
            paint::fieldFrame(painter, option, widget);
        else
            paint::box(painter, option->rect, {}, color(palette, Token::Line), 0);
        return;
    case PE_FrameWindow:
    case PE_FrameGroupBox:
    case PE_FrameDockWidget: paint::box(painter, option->rect, {}, color(palette, Token::Line), 0); return;
    case PE_FrameMenu: paint::box(painter, option->rect, {}, color(palette, Token::Edge), 0); return;
    case PE_PanelMenu: popupFrame(painter, option); return;
    case PE_PanelTipLabel: popupFrame(painter, option); return;
    case PE_PanelMenuBar:
    case PE_FrameTabWidget:
    case PE_FrameStatusBarItem:
    case PE_IndicatorToolBarSeparator:
    case PE_PanelToolBar: return;
    case PE_FrameTabBarBase:
        paint::hairline(painter, QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), palette);
        return;
    case PE_PanelStatusBar: paint::hairline(painter, QRect(option->rect.topLeft(), QSize(option->rect.width(), 1)), palette); return;
    case PE_PanelItemViewRow: return;
    case PE_PanelItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option))
            paint::itemPanel(painter, item, widget);
        return;
    default:
        if (!paint::indicator(painter, element, option))
            QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const auto *menu = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
    const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
    const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
    switch (element) {
    case CE_PushButtonBevel: return paint::pushButton(painter, option, widget);
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            paint::pushButtonLabel(painter, button, widget, proxy());
        return;
    case CE_HeaderSection:
        if (header)
            paint::headerSection(painter, header);
        return;
    case CE_HeaderLabel:
        if (header)
            paint::headerLabel(painter, header, widget);
        return;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, color(option->palette, Token::Surface));
        paint::hairline(painter, QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), option->palette);
        return;
    case CE_TabBarTabShape:
    case CE_TabBarTabLabel:
        if (tab)
            element == CE_TabBarTabShape ? paint::tabShape(painter, tab) : paint::tabLabel(painter, tab);
        return;
    case CE_MenuItem:
        if (menu)
            paint::menuItem(painter, menu);
        return;
    case CE_MenuBarItem:
        if (menu)
            paint::menuBarItem(painter, menu, proxy());
        return;
    case CE_MenuBarEmptyArea: painter->fillRect(option->rect, option->palette.window()); return;
    case CE_ProgressBarGroove:
    case CE_ProgressBarLabel:
    case CE_MenuEmptyArea:
    case CE_ToolBar: return;
    case CE_Splitter: paint::hairline(painter, option->rect, option->palette); return;
    case CE_ProgressBarContents:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option))
            paint::progressContents(painter, bar);
        return;
    case CE_ItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            QStyleOptionViewItem calm(*item); // a selected row keeps its text colour: the selection is a quiet background
            calm.palette.setColor(QPalette::HighlightedText, color(item->palette, Token::Text));
            calm.state &= ~State_HasFocus;
            QProxyStyle::drawControl(element, &calm, painter, widget);
            return;
        }
        break;
    default: break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    if (control == CC_ComboBox) {
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option)) {
            paint::comboBox(painter, combo, proxy(), widget);
            return;
        }
    } else if (control == CC_SpinBox) {
        if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option)) {
            paint::spinBox(painter, spin, proxy(), widget);
            return;
        }
    } else if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            paint::scrollBar(painter, bar, proxy(), widget);
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

//! Every menu bar asks for the first as it is made. Fusion's is a PNG, for which Qt looks through all its plugins of image formats: a tenth of
//! the program's start.
QIcon Style::standardIcon(StandardPixmap which, const QStyleOption *option, const QWidget *widget) const
{
    switch (which) {
    case SP_ToolBarHorizontalExtensionButton: return icon(QStringLiteral("chevron-right"));
    case SP_ToolBarVerticalExtensionButton: return icon(QStringLiteral("chevron-down"));
    default: return QProxyStyle::standardIcon(which, option, widget);
    }
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QWidget *parent = widget ? widget->parentWidget() : nullptr;
    if (element == SE_LineEditContents && !(parent && parent->inherits("QComboBox")))
        return option->rect.adjusted(space::s - 2, 1, -(space::s - 2), -1);
    if (element == SE_PushButtonFocusRect || element == SE_PushButtonContents)
        return option->rect;
    if (element == SE_ProgressBarContents || element == SE_ProgressBarGroove)
        return option->rect;
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl, const QWidget *widget) const
{
    const QRect rect = option->rect;
    if (control == CC_ComboBox) {
        if (subControl == SC_ComboBoxArrow)
            return visualRect(option->direction, rect, QRect(rect.right() - 25, rect.top(), 24, rect.height()));
        if (subControl == SC_ComboBoxEditField)
            return visualRect(option->direction, rect, rect.adjusted(space::s, 1, -26, -1));
    }
    if (control == CC_ScrollBar) {
        const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
        if (bar && (subControl == SC_ScrollBarAddLine || subControl == SC_ScrollBarSubLine))
            return {};
        if (bar) {
            const bool vertical = bar->orientation == Qt::Vertical;
            const int length = vertical ? rect.height() : rect.width();
            const qint64 range = qint64(bar->maximum) - bar->minimum;
            const int handle = range <= 0 ? length : int(std::clamp<qint64>(qint64(length) * bar->pageStep / (range + bar->pageStep), 28, length));
            const int at = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - handle, bar->upsideDown);
            const auto part = [&](int from, int size) {
                return vertical ? QRect(rect.left(), rect.top() + from, rect.width(), size) : QRect(rect.left() + from, rect.top(), size, rect.height());
            };
            switch (subControl) {
            case SC_ScrollBarSlider: return part(at, handle);
            case SC_ScrollBarSubPage: return part(0, at);
            case SC_ScrollBarAddPage: return part(at + handle, length - at - handle);
            case SC_ScrollBarGroove: return rect;
            default: break;
            }
        }
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

} // namespace theme
