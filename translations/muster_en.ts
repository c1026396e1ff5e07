<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
