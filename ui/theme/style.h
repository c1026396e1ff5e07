#pragma once

#include <QProxyStyle>

namespace theme {

//! Our own drawing over Fusion: 1 px lines, radius 6, tokens only. A style and not a stylesheet, because an application-wide stylesheet
//! makes every widget's first polish slow.
class Style : public QProxyStyle
{
    Q_OBJECT
public:
    struct Settings
    {
        bool compact = false;
        bool lessMotion = false;
        bool operator==(const Settings &) const = default;
    };
    //! Metrics of our own, asked through pixelMetric.
    enum Metric { RowHeight = PM_CustomBase + 0x100, ControlHeight };

    explicit Style(const Settings &settings);
    Settings settings() const { return m_settings; }

    using QProxyStyle::polish;
    void polish(QWidget *widget) override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                         const QWidget *widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    QIcon standardIcon(StandardPixmap which, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *result) const override;

private:
    Settings m_settings;
};

} // namespace theme
