#include "ui/widgets/momentedit.h"

#include "ui/theme/space.h"

#include <QCheckBox>
#include <QDateTimeEdit>
#include <QHBoxLayout>

namespace widgets {

namespace {

constexpr int usualDays = 30; // what somebody who checks the box most likely wants to change

} // namespace

MomentEdit::MomentEdit(const QString &name, std::function<QDateTime()> now, QWidget *parent)
    : QWidget(parent), m_now(std::move(now)), m_box(new QCheckBox(tr("At a set time"), this)), m_time(new QDateTimeEdit(this))
{
    setObjectName(name + QStringLiteral(".frame"));
    m_box->setObjectName(name);
    m_time->setObjectName(name + QStringLiteral(".time"));
    m_time->setAccessibleName(tr("Date and time"));
    m_time->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
    m_time->setCalendarPopup(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::space::m);
    row->addWidget(m_box);
    row->addWidget(m_time);
    row->addStretch(1);
    setFocusProxy(m_box);
    connect(m_box, &QCheckBox::clicked, this, [this](bool on) {
        if (on) {
            QDateTime start = m_now().addDays(usualDays).toLocalTime();
            start.setTime(QTime(start.time().hour(), 0));
            setMoment(start);
        } else {
            setMoment({});
        }
        Q_EMIT edited();
    });
    connect(m_time, &QDateTimeEdit::dateTimeChanged, this, [this] {
        if (!m_setting)
            Q_EMIT edited();
    });
    refresh();
}

QDateTime MomentEdit::moment() const
{
    return m_box->isChecked() ? m_time->dateTime().toUTC() : QDateTime();
}

void MomentEdit::setMoment(const QDateTime &moment)
{
    m_setting = true;
    m_box->setChecked(moment.isValid());
    if (moment.isValid())
        m_time->setDateTime(moment.toLocalTime());
    m_setting = false;
    refresh();
}

void MomentEdit::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    refresh();
}

void MomentEdit::refresh()
{
    m_box->setEnabled(!m_readOnly);
    m_time->setVisible(m_box->isChecked());
    m_time->setEnabled(!m_readOnly);
}

} // namespace widgets
