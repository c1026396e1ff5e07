#pragma once

#include <QObject>
#include <QtTest>

namespace test {

//! Base of every test class: a warning from Qt or from us fails the test that caused it.
class TestBase : public QObject
{
    Q_OBJECT
protected Q_SLOTS:
    void init(); //!< a class with an init() of its own calls this first
};

//! Reads tests/fixtures/<name>; fails the program when it is missing.
QByteArray fixture(const QString &name);

} // namespace test
