#include "ui/theme/theme.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/theme/systemappearance.h"

#include <QAbstractButton>
#include <QApplication>
#include <QStyle>

namespace theme {

namespace {

constexpr char kindProperty[] = "musterButtonKind";

} // namespace

Theme::Theme(Mode mode, Density density, QObject *parent) : Theme(mode, density, new SystemAppearance, parent) {}

Theme::Theme(Mode mode, Density density, SystemAppearance *system, QObject *parent)
    : QObject(parent), m_mode(mode), m_density(density), m_system(system), m_systemFont(QApplication::font())
{
    m_system->setParent(this);
    connect(m_system, &SystemAppearance::changed, this, &Theme::apply);
    apply();
    m_system->start();
}

Theme::~Theme() = default;

void Theme::setMode(Mode mode)
{
    m_mode = mode;
    apply();
}

void Theme::setDensity(Density density)
{
    m_density = density;
    apply();
}

void Theme::setTextScale(int percent)
{
    m_textScale = std::clamp(percent, 80, 200);
    apply();
}

void Theme::setReducedMotion(bool reduced)
{
    m_reducedMotion = reduced;
    apply();
}

Variant Theme::wanted() const
{
    const bool dark = m_mode == Mode::Dark || (m_mode == Mode::System && m_system->isDark());
    if (m_system->wantsContrast())
        return dark ? Variant::DarkContrast : Variant::LightContrast;
    return dark ? Variant::Dark : Variant::Light;
}

void Theme::apply()
{
    auto *style = qobject_cast<Style *>(QApplication::style());
    const Style::Settings settings{m_density == Density::Compact, m_reducedMotion || m_system->wantsLessMotion()};
    const bool styleChanges = !style || style->settings() != settings;
    const bool paletteChanges = !m_applied || wanted() != m_variant;
    m_variant = wanted();
    m_applied = true;

    QFont base(m_systemFont);
    if (base.pointSizeF() > 0)
        base.setPointSizeF(m_systemFont.pointSizeF() * m_textScale / 100.0);
    setBaseFont(base);
    // The palette first: a new style polishes with it.
    if (paletteChanges)
        QApplication::setPalette(paletteFor(m_variant));
    if (styleChanges)
        QApplication::setStyle(new Style(settings));
    Q_EMIT changed();
}

void setButtonKind(QAbstractButton *button, ButtonKind kind)
{
    button->setProperty(kindProperty, int(kind));
    button->update();
}

ButtonKind buttonKind(const QWidget *widget)
{
    const QVariant kind = widget ? widget->property(kindProperty) : QVariant();
    return kind.isValid() ? ButtonKind(kind.toInt()) : ButtonKind::Plain;
}

void setBackground(QWidget *widget, Token token)
{
    // By role, not by colour: so it follows a change of theme.
    const QPalette::ColorRole role = token == Token::Surface ? QPalette::Base : token == Token::Raised ? QPalette::AlternateBase : QPalette::Window;
    widget->setBackgroundRole(role);
    widget->setAutoFillBackground(true);
}

} // namespace theme
