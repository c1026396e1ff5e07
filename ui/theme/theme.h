#pragma once

#include "ui/theme/tokens.h"

#include <QFont>
#include <QObject>

class QAbstractButton;

namespace theme {

class SystemAppearance;

enum class Mode { System, Light, Dark };
enum class Density { Normal, Compact };

//! Gives the application its style, palette and font, and changes them at run time when the system or a setting does.
//!
//! One is made in app/main after QApplication and lives as long as it. Nothing else needs it: widgets ask their palette (tokens.h).
class Theme : public QObject
{
    Q_OBJECT
public:
    //! Applies `mode` at once. In System mode the first guess is the platform's palette, then the system is asked without waiting.
    explicit Theme(Mode mode = Mode::System, Density density = Density::Normal, QObject *parent = nullptr);
    //! For tests: with a system of their own. Takes ownership of `system`.
    Theme(Mode mode, Density density, SystemAppearance *system, QObject *parent = nullptr);
    ~Theme() override;

    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    Density density() const { return m_density; }
    void setDensity(Density density);
    //! Text size in percent of the system's, 80..200.
    void setTextScale(int percent);
    //! True: no animations (the system's wish counts as well).
    void setReducedMotion(bool reduced);
    Variant variant() const { return m_variant; }

Q_SIGNALS:
    //! After palette, style and font have been applied.
    void changed();

private:
    void apply();
    Variant wanted() const;

    Mode m_mode;
    Density m_density;
    Variant m_variant = Variant::Light;
    SystemAppearance *m_system;
    QFont m_systemFont;
    int m_textScale = 100;
    bool m_reducedMotion = false;
    bool m_applied = false;
};

//! How a button looks: Plain outlined; Primary filled, one a page; Danger filled in the fail colour; Quiet without an outline until hovered; Field like a combo box.
enum class ButtonKind { Plain, Primary, Danger, Quiet, Field };
void setButtonKind(QAbstractButton *button, ButtonKind kind);
ButtonKind buttonKind(const QWidget *widget);

//! What a plain container is painted with; without it a QWidget shows the window's Canvas.
void setBackground(QWidget *widget, Token token);

} // namespace theme
