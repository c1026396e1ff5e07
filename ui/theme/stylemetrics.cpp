#include "ui/theme/paint.h"
#include "ui/theme/space.h"
#include "ui/theme/style.h"
#include "ui/theme/textarea.h"

#include <QFrame>

namespace theme {

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const
{
    const int height = pixelMetric(PixelMetric(ControlHeight), option, widget);
    switch (type) {
    case CT_PushButton: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        const bool bare = button && button->text.isEmpty();
        const int icon = button && !button->icon.isNull() && !bare ? 2 : 0;
        return {bare ? height : size.width() + 2 * space::m + icon, height};
    }
    case CT_LineEdit: return {size.width() + 2 * space::s, std::max(height, size.height() + space::s)};
    case CT_ComboBox: return {size.width() + 26 + space::s + 2, height};
    case CT_SpinBox: return {QProxyStyle::sizeFromContents(type, option, size, widget).width(), height};
    case CT_ToolButton: {
        const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        if (button && button->toolButtonStyle == Qt::ToolButtonIconOnly)
            return {std::max(height, size.width() + 8), height};
        return {size.width() + space::m, height};
    }
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return paint::menuItemSize(item, 28);
        break;
    case CT_MenuBarItem: return {size.width() + 2 * space::s, std::max(28, size.height() + space::s)};
    case CT_TabBarTab: return {size.width() + 2 * space::s, std::max(36, size.height() + space::m)};
    case CT_ItemViewItem: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {base.width(), std::max(base.height(), pixelMetric(PixelMetric(RowHeight), option, widget) - 4)};
    }
    case CT_HeaderSection: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {base.width(), pixelMetric(PixelMetric(RowHeight), option, widget)};
    }
    default: break;
    }
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (unsigned(metric)) {
    case RowHeight: return m_settings.compact ? 28 : 34;
    case ControlHeight: return m_settings.compact ? 28 : 32;
    case PM_DefaultFrameWidth: return drawnByField(widget) ? space::xs : 1;
    case PM_ScrollBarExtent: return 12;
    case PM_ScrollBarSliderMin: return 28;
    case PM_ScrollView_ScrollBarSpacing: return 0;
    case PM_SplitterWidth: return 1;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return 16;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing: return space::s;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical: return 0;
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
    case PM_ListViewIconSize:
    case PM_TabBarIconSize: return iconSmall;
    case PM_ToolBarIconSize: return iconLarge;
    case PM_MenuPanelWidth: return 1;
    case PM_MenuVMargin: return space::xs;
    case PM_MenuHMargin: return 0;
    case PM_MenuBarPanelWidth: return 0;
    case PM_MenuBarItemSpacing: return 0;
    case PM_TabBarTabHSpace: return 2 * space::m;
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarBaseOverlap: return 0;
    case PM_HeaderMargin: return space::s;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing: return space::s;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin: return space::m;
    case PM_ToolTipLabelFrameWidth: return space::xs;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *result) const
{
    switch (hint) {
    case SH_Widget_Animation_Duration: return m_settings.lessMotion ? 0 : 120; // at most 150 ms: motion explains, it does not entertain
    case SH_Widget_Animate: return m_settings.lessMotion ? 0 : 1;
    case SH_ComboBox_Popup: return 0;
    case SH_ComboBox_PopupFrameStyle: return QFrame::StyledPanel | QFrame::Plain;
    case SH_ItemView_ActivateItemOnSingleClick: return 0;
    case SH_ItemView_ShowDecorationSelected: return 1;
    case SH_EtchDisabledText: return 0;
    case SH_DialogButtonBox_ButtonsHaveIcons: return 0;
    case SH_ScrollBar_LeftClickAbsolutePosition: return 0;
    case SH_ScrollBar_Transient: return 0;
    case SH_Menu_SloppySubMenus: return 1;
    case SH_Table_GridLineColor: return int(color(option ? option->palette : QPalette(), Token::Line).rgba());
    case SH_TabBar_ElideMode: return Qt::ElideRight;
    case SH_ToolTip_WakeUpDelay: return 500;
    default: return QProxyStyle::styleHint(hint, option, widget, result);
    }
}

} // namespace theme
