#include "ui/screens/profileswitcher.h"

#include "base/plaintext.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/tokens.h"

#include <QMenu>
#include <QPainter>

namespace screens {

namespace {

constexpr int markSize = 24;

//! Foreign text as an entry of a menu: plain, and without an ampersand that would make a mnemonic.
QString menuText(const QString &foreign)
{
    return base::plainLine(foreign, 60).replace(QLatin1Char('&'), QStringLiteral("&&"));
}

} // namespace

ProfileSwitcher::ProfileSwitcher(QWidget *parent) : QToolButton(parent)
{
    setObjectName(QStringLiteral("sidebar.profile"));
    setAccessibleName(tr("Workspace"));
    setFocusPolicy(Qt::TabFocus);
    setPopupMode(QToolButton::InstantPopup);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("sidebar.profileMenu"));
    setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, &ProfileSwitcher::fillMenu);
}

void ProfileSwitcher::setProfiles(const QList<api::Profile> &profiles, const QString &currentId, const QString &demoId)
{
    m_profiles = profiles;
    m_currentId = currentId;
    m_demoId = demoId;
    describe();
}

void ProfileSwitcher::setWaiting(const QHash<QString, int> &waiting)
{
    if (waiting == m_waiting)
        return;
    m_waiting = waiting;
    describe();
}

int ProfileSwitcher::waitingElsewhere() const
{
    int sum = 0;
    for (auto it = m_waiting.cbegin(); it != m_waiting.cend(); ++it)
        sum += it.key() == m_currentId ? 0 : it.value();
    return sum;
}

void ProfileSwitcher::describe()
{
    if (const api::Profile *profile = current()) {
        const QString name = base::plainLine(profile->name, 80);
        QString words = profile->production ? tr("Workspace %1, production").arg(name) : tr("Workspace %1").arg(name);
        if (const int waiting = waitingElsewhere())
            words += QStringLiteral(", ") + tr("%n call(s) wait for you in other workspaces", nullptr, waiting);
        setAccessibleName(words);
    }
    update();
}

void ProfileSwitcher::setCollapsed(bool collapsed)
{
    m_collapsed = collapsed;
    updateGeometry();
    update();
}

const api::Profile *ProfileSwitcher::current() const
{
    for (const api::Profile &profile : m_profiles) {
        if (profile.id == m_currentId)
            return &profile;
    }
    return nullptr;
}

QString ProfileSwitcher::subtitle(const api::Profile &profile) const
{
    if (profile.id == m_demoId)
        return tr("Demo on this computer");
    const QString host = profile.baseUrl.host(QUrl::FullyEncoded);
    return profile.production ? tr("Production · %1").arg(host) : host;
}

QSize ProfileSwitcher::sizeHint() const
{
    return {m_collapsed ? 36 : 160, 44};
}

void ProfileSwitcher::drawMark(QPainter &painter, const QRectF &place, const api::Profile &profile) const
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::hue(profile.hue, palette()));
    painter.drawRoundedRect(place, theme::radius, theme::radius);
    painter.setFont(theme::font(theme::Role::Strong));
    painter.setPen(theme::color(palette(), theme::Token::OnAccent));
    painter.drawText(place, Qt::AlignCenter, base::plainLine(profile.name.trimmed()).left(1).toUpper());
}

void ProfileSwitcher::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPalette colors = palette();
    if (isDown() || underMouse())
        painter.setBrush(theme::color(colors, theme::Token::Raised));
    painter.setPen(hasFocus() ? QPen(theme::color(colors, theme::Token::Accent), 1.5) : QPen(Qt::NoPen));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme::radius, theme::radius);

    const api::Profile *profile = current();
    if (!profile)
        return;
    const qreal left = m_collapsed ? (width() - markSize) / 2.0 : theme::space::s;
    const QRectF mark(left, (height() - markSize) / 2.0, markSize, markSize);
    drawMark(painter, mark, *profile);
    if (waitingElsewhere() > 0) {
        painter.setPen(QPen(theme::color(colors, theme::Token::Canvas), 2));
        painter.setBrush(theme::color(colors, theme::Token::Wait));
        painter.drawEllipse(mark.topRight(), 5, 5);
    }
    if (m_collapsed)
        return;
    const int textLeft = theme::space::s + markSize + theme::space::s;
    const int textWidth = width() - textLeft - theme::iconSmall - theme::space::s;
    painter.setFont(theme::font(theme::Role::Strong));
    painter.setPen(theme::color(colors, theme::Token::Text));
    const QString name = painter.fontMetrics().elidedText(base::plainLine(profile->name), Qt::ElideRight, textWidth);
    painter.drawText(QRect(textLeft, 4, textWidth, 19), Qt::AlignVCenter | Qt::AlignLeft, name);
    painter.setFont(theme::font(theme::Role::Small));
    painter.setPen(theme::color(colors, theme::Token::Muted));
    const QString below = painter.fontMetrics().elidedText(subtitle(*profile), Qt::ElideRight, textWidth);
    painter.drawText(QRect(textLeft, 22, textWidth, 17), Qt::AlignVCenter | Qt::AlignLeft, below);
    const QPixmap chevrons = theme::iconPixmap(QStringLiteral("chevrons-up-down"), theme::color(colors, theme::Token::Muted),
                                               theme::iconSmall, devicePixelRatioF());
    painter.drawPixmap(width() - theme::iconSmall - theme::space::xs, (height() - theme::iconSmall) / 2, chevrons);
}

QIcon ProfileSwitcher::dot(const api::Profile &profile) const
{
    QPixmap picture(QSize(16, 16) * devicePixelRatioF());
    picture.setDevicePixelRatio(devicePixelRatioF());
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::hue(profile.hue, palette()));
    painter.drawEllipse(QRectF(3, 3, 10, 10));
    return QIcon(picture);
}

void ProfileSwitcher::fillMenu()
{
    menu()->clear();
    for (const api::Profile &profile : m_profiles) {
        const QString label = tr("%1 — %2").arg(menuText(profile.name), menuText(subtitle(profile)));
        const int waiting = profile.id == m_currentId ? 0 : m_waiting.value(profile.id);
        QAction *action = menu()->addAction(dot(profile), waiting > 0 ? tr("%1 — needs you").arg(label) : label);
        action->setObjectName(QStringLiteral("sidebar.profile.") + profile.id);
        action->setCheckable(true);
        action->setChecked(profile.id == m_currentId);
        connect(action, &QAction::triggered, this, [this, id = profile.id] { Q_EMIT profileRequested(id); });
    }
    menu()->addSeparator();
    QAction *connectAction = menu()->addAction(theme::icon(QStringLiteral("plus")), tr("Connect a workspace…"));
    connectAction->setObjectName(QStringLiteral("sidebar.connect"));
    connect(connectAction, &QAction::triggered, this, &ProfileSwitcher::connectRequested);
    if (m_currentId != m_demoId) {
        QAction *edit = menu()->addAction(theme::icon(QStringLiteral("pencil")), tr("Edit this connection…"));
        edit->setObjectName(QStringLiteral("sidebar.editProfile"));
        connect(edit, &QAction::triggered, this, [this] { Q_EMIT editRequested(m_currentId); });
    }
}

} // namespace screens
