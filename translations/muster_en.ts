<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>CostWords</name>
    <message numerus="yes">
        <source>%n requests</source>
        <translation>
            <numerusform>%n request</numerusform>
            <numerusform>%n requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weeks</source>
        <translation>
            <numerusform>%n week</numerusform>
            <numerusform>%n weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n months</source>
        <translation>
            <numerusform>%n month</numerusform>
            <numerusform>%n months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n workspaces</source>
        <translation>
            <numerusform>%n workspace</numerusform>
            <numerusform>%n workspaces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n agents</source>
        <translation>
            <numerusform>%n agent</numerusform>
            <numerusform>%n agents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n agent versions</source>
        <translation>
            <numerusform>%n agent version</numerusform>
            <numerusform>%n agent versions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n models</source>
        <translation>
            <numerusform>%n model</numerusform>
            <numerusform>%n models</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n environments</source>
        <translation>
            <numerusform>%n environment</numerusform>
            <numerusform>%n environments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sessions</source>
        <translation>
            <numerusform>%n session</numerusform>
            <numerusform>%n sessions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tags</source>
        <translation>
            <numerusform>%n tag</numerusform>
            <numerusform>%n tags</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message numerus="yes">
        <source>Show %Ln more lines</source>
        <translation>
            <numerusform>Show %Ln more line</numerusform>
            <numerusform>Show %Ln more lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Agent finished, %Ln paragraphs</source>
        <translation>
            <numerusform>Agent finished, %Ln paragraph</numerusform>
            <numerusform>Agent finished, %Ln paragraphs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines between are not shown here: the result is too long. The copy button has all of it.</source>
        <translation>
            <numerusform>%Ln line between is not shown here: the result is too long. The copy button has all of it.</numerusform>
            <numerusform>%Ln lines between are not shown here: the result is too long. The copy button has all of it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>screens::BackfillBar</name>
    <message numerus="yes">
        <source>Read (%1), but for %n session(s) that could not be.</source>
        <translation>
            <numerusform>Read (%1), but for %n session that could not be.</numerusform>
            <numerusform>Read (%1), but for %n sessions that could not be.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>screens::BudgetNotices</name>
    <message numerus="yes">
        <source>%n budget(s) over 80 %</source>
        <translation>
            <numerusform>%n budget over 80 %</numerusform>
            <numerusform>%n budgets over 80 %</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>screens::BudgetStrip</name>
    <message numerus="yes">
        <source>Forecast for the whole month: %1, if it goes on as in the last %n day(s).</source>
        <translation>
            <numerusform>Forecast for the whole month: %1, if it goes on as in the last %n day.</numerusform>
            <numerusform>Forecast for the whole month: %1, if it goes on as in the last %n days.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>screens::BugReportDialog</name>
    <message numerus="yes">
        <source>This is all that the file will hold: %n request(s), the versions of Muster, Qt and this system. Keys, and headers that carry them, have been taken out. Addresses, ids and recorded bodies are in it: read it before you pass it on.</source>
        <translation>
            <numerusform>This is all that the file will hold: %n request, the versions of Muster, Qt and this system. Keys, and headers that carry them, have been taken out. Addresses, ids and recorded bodies are in it: read it before you pass it on.</numerusform>
            <numerusform>This is all that the file will hold: %n requests, the versions of Muster, Qt and this system. Keys, and headers that carry them, have been taken out. Addresses, ids and recorded bodies are in it: read it before you pass it on.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>screens::CostNotices</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n models without a price</source>
        <translation>
            <numerusform>%n model without a price</numerusform>
            <numerusform>%n models without a price</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n amounts that a server sent cannot be right and are in no sum.</source>
        <translation>
            <numerusform>%n amount that a server sent cannot be right and is in no sum.</numerusform>
            <numerusform>%n amounts that a server sent cannot be right and are in no sum.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>screens::CostTools</name>
    <message numerus="yes">
        <source>Last %n days</source>
        <translation>
            <numerusform>Last day</numerusform>
            <numerusform>Last %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>screens::ErrorText</name>
    <message numerus="yes">
        <source>It asks to wait %n second(s).</source>
        <translation>
            <numerusform>It asks to wait %n second.</numerusform>
            <numerusform>It asks to wait %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It asks to wait %n minute(s).</source>
        <translation>
            <numerusform>It asks to wait %n minute.</numerusform>
            <numerusform>It asks to wait %n minutes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It asks to wait %n hour(s).</source>
        <translation>
            <numerusform>It asks to wait %n hour.</numerusform>
            <numerusform>It asks to wait %n hours.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>screens::FeedBar</name>
    <message numerus="yes">
        <source>%n event(s) could not be read.</source>
        <translation>
            <numerusform>%n event could not be read.</numerusform>
            <numerusform>%n events could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>screens::FileWords</name>
    <message numerus="yes">
        <source>Up to %n files go with a message.</source>
        <translation>
            <numerusform>At most %n file goes with a message.</numerusform>
            <numerusform>Up to %n files go with a message.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files were left out: %1 go with one message at most.</source>
        <translation>
            <numerusform>%n file was left out: %1 go with one message at most.</numerusform>
            <numerusform>%n files were left out: %1 go with one message at most.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A PDF may have %1 and %n pages</source>
        <translation>
            <numerusform>A PDF may have %1 and one page</numerusform>
            <numerusform>A PDF may have %1 and %n pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” has %n pages: a PDF may have %2 at most.</source>
        <translation>
            <numerusform>“%1” has one page: a PDF may have %2 at most.</numerusform>
            <numerusform>“%1” has %n pages: a PDF may have %2 at most.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>screens::FindBar</name>
    <message numerus="yes">
        <source>%n hits</source>
        <translation>
            <numerusform>%n hit</numerusform>
            <numerusform>%n hits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>screens::KeyFields</name>
    <message numerus="yes">
        <source>All %n workspace(s)</source>
        <translation>
            <numerusform>%n workspace</numerusform>
            <numerusform>All %n workspaces</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>screens::MessageFiles</name>
    <message numerus="yes">
        <source>Only %n files go with one message. Remove some.</source>
        <translation>
            <numerusform>Only %n file goes with one message. Remove some.</numerusform>
            <numerusform>Only %n files go with one message. Remove some.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>screens::PricesDialog</name>
    <message numerus="yes">
        <source>%n price(s) of yours were removed; the shipped ones are used.</source>
        <translation>
            <numerusform>%n price of yours was removed; the shipped ones are used.</numerusform>
            <numerusform>%n prices of yours were removed; the shipped ones are used.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>screens::ProfileSwitcher</name>
    <message numerus="yes">
        <source>%n call(s) wait for you in other workspaces</source>
        <translation>
            <numerusform>%n call waits for you in other workspaces</numerusform>
            <numerusform>%n calls wait for you in other workspaces</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>screens::RecordForm</name>
    <message numerus="yes">
        <source>%n fields need a look.</source>
        <translation>
            <numerusform>%n field needs a look.</numerusform>
            <numerusform>%n fields need a look.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>screens::SearchPage</name>
    <message numerus="yes">
        <source>Last %n days</source>
        <translation>
            <numerusform>Last day</numerusform>
            <numerusform>Last %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n or more hits</source>
        <translation>
            <numerusform>%n or more hits</numerusform>
            <numerusform>%n or more hits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hits</source>
        <translation>
            <numerusform>%n hit</numerusform>
            <numerusform>%n hits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>screens::SidebarEntry</name>
    <message numerus="yes">
        <source>%1, %n waiting</source>
        <translation>
            <numerusform>%1, %n waiting</numerusform>
            <numerusform>%1, %n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>screens::StatusLine</name>
    <message numerus="yes">
        <source>%n request(s) under way</source>
        <translation>
            <numerusform>%n request under way</numerusform>
            <numerusform>%n requests under way</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>screens::TrafficRows</name>
    <message numerus="yes">
        <source>%1, %n event(s)</source>
        <translation>
            <numerusform>%1, %n event</numerusform>
            <numerusform>%1, %n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::KeyValueEditor</name>
    <message numerus="yes">
        <source>A key may have %n characters.</source>
        <translation>
            <numerusform>A key may have %n character.</numerusform>
            <numerusform>A key may have %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A value may have %n characters.</source>
        <translation>
            <numerusform>A value may have %n character.</numerusform>
            <numerusform>A value may have %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There can be %n pairs.</source>
        <translation>
            <numerusform>There can be %n pair.</numerusform>
            <numerusform>There can be %n pairs.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::Time</name>
    <message numerus="yes">
        <source>in %n min</source>
        <translation>
            <numerusform>in %n min</numerusform>
            <numerusform>in %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n h</source>
        <translation>
            <numerusform>in %n h</numerusform>
            <numerusform>in %n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n min ago</numerusform>
            <numerusform>%n min ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>%n h ago</numerusform>
            <numerusform>%n h ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
</TS>
