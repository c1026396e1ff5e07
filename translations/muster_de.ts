<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AbilityWords</name>
    <message>
        <source>This server cannot stop a turn: it accepts the request and goes on.</source>
        <translation>Dieser Server kann einen Durchgang nicht anhalten: Er nimmt die Bitte an und macht weiter.</translation>
    </message>
    <message>
        <source>This server stores an answer but never goes on with the call. The session cannot be continued; start a new one.</source>
        <translation>Dieser Server speichert eine Antwort, setzt den Aufruf aber nie fort. Die Sitzung kann nicht weitergehen; beginnen Sie eine neue.</translation>
    </message>
    <message>
        <source>This server stores a result but never goes on with the call. The session cannot be continued; start a new one.</source>
        <translation>Dieser Server speichert ein Ergebnis, setzt den Aufruf aber nie fort. Die Sitzung kann nicht weitergehen; beginnen Sie eine neue.</translation>
    </message>
    <message>
        <source>The turn goes on.</source>
        <translation>Der Durchgang läuft weiter.</translation>
    </message>
    <message>
        <source>The agent does not go on.</source>
        <translation>Der Agent macht nicht weiter.</translation>
    </message>
    <message>
        <source>The server accepted the interrupt and did nothing. Interrupting is switched off for this connection until it is opened again.</source>
        <translation>Der Server hat die Unterbrechung angenommen und nichts getan. Unterbrechen ist für diese Verbindung ausgeschaltet, bis sie neu geöffnet wird.</translation>
    </message>
    <message>
        <source>The server took your answer, but nothing came of it. Answering calls is switched off for this connection until it is opened again.</source>
        <translation>Der Server hat Ihre Antwort angenommen, aber nichts ist daraus geworden. Aufrufe zu beantworten ist für diese Verbindung ausgeschaltet, bis sie neu geöffnet wird.</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>Try: muster --help</source>
        <translation>Siehe: muster --help</translation>
    </message>
    <message>
        <source>A native desktop window onto agents that run in the cloud.</source>
        <translation>Ein natives Fenster auf Agenten, die in der Cloud laufen.</translation>
    </message>
    <message>
        <source>Print this help.</source>
        <translation>Diese Hilfe ausgeben.</translation>
    </message>
    <message>
        <source>Print the version.</source>
        <translation>Die Version ausgeben.</translation>
    </message>
    <message>
        <source>Keep settings and data in this folder instead of the usual ones.</source>
        <translation>Einstellungen und Daten in diesem Ordner statt in den üblichen aufbewahren.</translation>
    </message>
    <message>
        <source>Serve the demo workspace alone on this port of 127.0.0.1 (0: a free one) and print its address and key.</source>
        <translation>Nur den Demo-Arbeitsbereich auf diesem Port von 127.0.0.1 anbieten (0: ein freier) und seine Adresse und seinen Schlüssel ausgeben.</translation>
    </message>
    <message>
        <source>Let the demo speak openma&apos;s wire.</source>
        <translation>Die Demo das Protokoll von openma sprechen lassen.</translation>
    </message>
    <message>
        <source>Divide the demo&apos;s pauses by this factor; 0 leaves them out.</source>
        <translation>Die Pausen der Demo durch diese Zahl teilen; 0 lässt sie weg.</translation>
    </message>
    <message>
        <source>Unexpected argument: %1</source>
        <translation>Unerwartetes Argument: %1</translation>
    </message>
    <message>
        <source>The factor of --demo-speed must be a number, 0 or more.</source>
        <translation>Der Wert von --demo-speed muss eine Zahl ab 0 sein.</translation>
    </message>
    <message>
        <source>The port of --demo-server must be a number from 0 to 65535.</source>
        <translation>Der Port von --demo-server muss eine Zahl von 0 bis 65535 sein.</translation>
    </message>
</context>
<context>
    <name>CostPaper</name>
    <message>
        <source>Cost, %1</source>
        <translation>Kosten, %1</translation>
    </message>
</context>
<context>
    <name>CostPictures</name>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Estimate, %1</source>
        <translation>Schätzung, %1</translation>
    </message>
    <message>
        <source>Reported, %1</source>
        <translation>Gemeldet, %1</translation>
    </message>
    <message>
        <source>tokens times your prices, without models that have none</source>
        <translation>Token mal Ihre Preise, ohne Modelle, die keinen haben</translation>
    </message>
    <message>
        <source>tokens times your prices; no server said so</source>
        <translation>Token mal Ihre Preise; kein Server hat das gesagt</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1 nach %2</translation>
    </message>
    <message>
        <source>the first %1 of %2; the table has all of them</source>
        <translation>die ersten %1 von %2; die Tabelle hat alle</translation>
    </message>
    <message>
        <source>the newest %1 requests</source>
        <translation>die neuesten %1 Anfragen</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Cache write</source>
        <translation>In den Cache</translation>
    </message>
    <message>
        <source>Cache read</source>
        <translation>Aus dem Cache</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
</context>
<context>
    <name>CostWords</name>
    <message>
        <source>No workspace named</source>
        <translation>Ohne Arbeitsbereich</translation>
    </message>
    <message>
        <source>No agent named</source>
        <translation>Ohne Agent</translation>
    </message>
    <message>
        <source>No model named</source>
        <translation>Ohne Modell</translation>
    </message>
    <message>
        <source>No environment named</source>
        <translation>Ohne Umgebung</translation>
    </message>
    <message>
        <source>Without a tag</source>
        <translation>Ohne Schlagwort</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Ohne Titel</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Woche</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Agent version</source>
        <translation>Version des Agenten</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Schlagwort</translation>
    </message>
    <message numerus="yes">
        <source>%n requests</source>
        <translation>
            <numerusform>%n Anfrage</numerusform>
            <numerusform>%n Anfragen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weeks</source>
        <translation>
            <numerusform>%n Woche</numerusform>
            <numerusform>%n Wochen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n months</source>
        <translation>
            <numerusform>%n Monat</numerusform>
            <numerusform>%n Monate</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n workspaces</source>
        <translation>
            <numerusform>%n Arbeitsbereich</numerusform>
            <numerusform>%n Arbeitsbereiche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n agents</source>
        <translation>
            <numerusform>%n Agent</numerusform>
            <numerusform>%n Agenten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n agent versions</source>
        <translation>
            <numerusform>%n Version eines Agenten</numerusform>
            <numerusform>%n Versionen von Agenten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n models</source>
        <translation>
            <numerusform>%n Modell</numerusform>
            <numerusform>%n Modelle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n environments</source>
        <translation>
            <numerusform>%n Umgebung</numerusform>
            <numerusform>%n Umgebungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sessions</source>
        <translation>
            <numerusform>%n Sitzung</numerusform>
            <numerusform>%n Sitzungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tags</source>
        <translation>
            <numerusform>%n Schlagwort</numerusform>
            <numerusform>%n Schlagwörter</numerusform>
        </translation>
    </message>
    <message>
        <source>Week of %1</source>
        <translation>Woche vom %1</translation>
    </message>
    <message>
        <source>%1, version %2</source>
        <translation>%1, Version %2</translation>
    </message>
    <message>
        <source>%1 (deleted on the server)</source>
        <translation>%1 (auf dem Server gelöscht)</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
</context>
<context>
    <name>Resource</name>
    <message>
        <source>Effort</source>
        <translation>Aufwand</translation>
    </message>
    <message>
        <source>Empty: what the model does by itself.</source>
        <translation>Leer: was das Modell von sich aus tut.</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Very high</source>
        <translation>Sehr hoch</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>Höchster</translation>
    </message>
    <message>
        <source>agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>An agent is a model with instructions and tools. Sessions are started from it.</source>
        <translation>Ein Agent ist ein Modell mit Anweisungen und Werkzeugen. Aus ihm entstehen Sitzungen.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>environments</source>
        <translation>Umgebungen</translation>
    </message>
    <message>
        <source>An environment is the machine a session works on: its network and its packages.</source>
        <translation>Eine Umgebung ist die Maschine, auf der eine Sitzung arbeitet: ihr Netz und ihre Pakete.</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Can only be set now and raised later; removing it is final.</source>
        <translation>Lässt sich nur jetzt setzen und später erhöhen; Entfernen ist endgültig.</translation>
    </message>
    <message>
        <source>session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>A session is a conversation with an agent that works in an environment.</source>
        <translation>Eine Sitzung ist ein Gespräch mit einem Agenten, der in einer Umgebung arbeitet.</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Tokens out</source>
        <translation>Ausgegebene Token</translation>
    </message>
    <message>
        <source>List cost</source>
        <translation>Listenpreis</translation>
    </message>
    <message>
        <source>vault</source>
        <translation>Tresor</translation>
    </message>
    <message>
        <source>vaults</source>
        <translation>Tresore</translation>
    </message>
    <message>
        <source>A vault holds the credentials that a session may use; nobody can read them back.</source>
        <translation>Ein Tresor enthält die Zugangsdaten, die eine Sitzung benutzen darf; niemand kann sie wieder auslesen.</translation>
    </message>
    <message>
        <source>Once the server has a model card, only models of cards are accepted.</source>
        <translation>Sobald der Server eine Modellkarte hat, nimmt er nur noch Modelle von Karten an.</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>Up to 16 pairs of your own: keys of 64 characters, values of 512.</source>
        <translation>Bis zu 16 eigene Paare: Schlüssel mit 64 Zeichen, Werte mit 512.</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Show archived</source>
        <translation>Archivierte zeigen</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Rescheduling</source>
        <translation>Wird neu eingeplant</translation>
    </message>
    <message>
        <source>Terminated</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>Systemanweisung</translation>
    </message>
    <message>
        <source>What the agent is, knows and must not do.</source>
        <translation>Was der Agent ist, weiß und nicht tun darf.</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>MCP servers</source>
        <translation>MCP-Server</translation>
    </message>
    <message>
        <source>Each must be named by a tool set among the tools.</source>
        <translation>Jeder muss unter den Werkzeugen von einem Werkzeugsatz genannt werden.</translation>
    </message>
    <message>
        <source>Skills</source>
        <translation>Fähigkeiten</translation>
    </message>
    <message>
        <source>Other agents it may call</source>
        <translation>Andere Agenten, die er rufen darf</translation>
    </message>
    <message>
        <source>The session keeps the agent as it is now.</source>
        <translation>Die Sitzung behält den Agenten, wie er jetzt ist.</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>First message</source>
        <translation>Erste Nachricht</translation>
    </message>
    <message>
        <source>Empty: the session waits for you.</source>
        <translation>Leer: Die Sitzung wartet auf Sie.</translation>
    </message>
    <message>
        <source>Vaults</source>
        <translation>Tresore</translation>
    </message>
    <message>
        <source>Can only be attached now.</source>
        <translation>Lässt sich nur jetzt anhängen.</translation>
    </message>
    <message>
        <source>Files, repositories, memory</source>
        <translation>Dateien, Repositorien, Gedächtnis</translation>
    </message>
    <message>
        <source>What programs in the environment may reach.</source>
        <translation>Was Programme in der Umgebung erreichen dürfen.</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Only what is listed</source>
        <translation>Nur das Aufgezählte</translation>
    </message>
    <message>
        <source>Cannot be changed later.</source>
        <translation>Lässt sich später nicht ändern.</translation>
    </message>
    <message>
        <source>In the platform&apos;s cloud</source>
        <translation>In der Cloud der Plattform</translation>
    </message>
    <message>
        <source>On machines of your own</source>
        <translation>Auf eigenen Maschinen</translation>
    </message>
    <message>
        <source>Allowed hosts</source>
        <translation>Erlaubte Rechner</translation>
    </message>
    <message>
        <source>One host name a line, without scheme or port.</source>
        <translation>Ein Rechnername pro Zeile, ohne Schema und Port.</translation>
    </message>
    <message>
        <source>Allow MCP servers</source>
        <translation>MCP-Server erlauben</translation>
    </message>
    <message>
        <source>Allow package managers</source>
        <translation>Paketverwaltungen erlauben</translation>
    </message>
    <message>
        <source>Needed when packages are listed below.</source>
        <translation>Nötig, wenn unten Pakete stehen.</translation>
    </message>
    <message>
        <source>apt packages</source>
        <translation>apt-Pakete</translation>
    </message>
    <message>
        <source>pip packages</source>
        <translation>pip-Pakete</translation>
    </message>
    <message>
        <source>npm packages</source>
        <translation>npm-Pakete</translation>
    </message>
    <message>
        <source>cargo packages</source>
        <translation>cargo-Pakete</translation>
    </message>
    <message>
        <source>gem packages</source>
        <translation>gem-Pakete</translation>
    </message>
    <message>
        <source>go packages</source>
        <translation>go-Pakete</translation>
    </message>
    <message>
        <source>For people. Empty: it goes by what it opens.</source>
        <translation>Für Menschen. Leer: Es heißt nach dem, was es öffnet.</translation>
    </message>
    <message>
        <source>Renewal</source>
        <translation>Erneuerung</translation>
    </message>
    <message>
        <source>How a new access token is got when this one ends. Cannot be changed later.</source>
        <translation>Wie ein neues Zugriffstoken geholt wird, wenn dieses endet. Lässt sich später nicht ändern.</translation>
    </message>
    <message>
        <source>None: it is replaced by hand</source>
        <translation>Keine: Es wird von Hand ersetzt</translation>
    </message>
    <message>
        <source>Refresh token, public client</source>
        <translation>Refresh-Token, öffentlicher Client</translation>
    </message>
    <message>
        <source>Refresh token, client secret in the header</source>
        <translation>Refresh-Token, Client-Geheimnis im Header</translation>
    </message>
    <message>
        <source>Refresh token, client secret in the body</source>
        <translation>Refresh-Token, Client-Geheimnis im Rumpf</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Umfang</translation>
    </message>
    <message>
        <source>Words with blanks between them, as the server of the tokens takes them.</source>
        <translation>Wörter mit Leerzeichen dazwischen, wie der Server der Tokens sie nimmt.</translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation>Client-Geheimnis</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>Zugriffstoken</translation>
    </message>
    <message>
        <source>Token endpoint</source>
        <translation>Token-Endpunkt</translation>
    </message>
    <message>
        <source>Client id</source>
        <translation>Client-ID</translation>
    </message>
    <message>
        <source>Refresh token</source>
        <translation>Refresh-Token</translation>
    </message>
    <message>
        <source>Resource indicator</source>
        <translation>Ressourcenangabe</translation>
    </message>
    <message>
        <source>Variable</source>
        <translation>Variable</translation>
    </message>
    <message>
        <source>Its name in the environment, once in a vault. Cannot be changed later.</source>
        <translation>Ihr Name in der Umgebung, einmal je Tresor. Lässt sich später nicht ändern.</translation>
    </message>
    <message>
        <source>May be sent to</source>
        <translation>Darf gesendet werden an</translation>
    </message>
    <message>
        <source>At most 16, one a line: a host, an IPv4 address, or *.example.com for what is below it.</source>
        <translation>Höchstens 16, eine je Zeile: ein Host, eine IPv4-Adresse oder *.example.com für alles darunter.</translation>
    </message>
    <message>
        <source>Put into request bodies</source>
        <translation>In Anfragerümpfe einsetzen</translation>
    </message>
    <message>
        <source>At least one of the two has to be on.</source>
        <translation>Mindestens eines von beiden muss an sein.</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Put into request headers</source>
        <translation>In Anfrage-Header einsetzen</translation>
    </message>
    <message>
        <source>Bearer token</source>
        <translation>Bearer-Token</translation>
    </message>
    <message>
        <source>OAuth</source>
        <translation>OAuth</translation>
    </message>
    <message>
        <source>Environment variable</source>
        <translation>Umgebungsvariable</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Opens</source>
        <translation>Öffnet</translation>
    </message>
    <message>
        <source>The MCP server takes the token.</source>
        <translation>Der MCP-Server nimmt das Token an.</translation>
    </message>
    <message>
        <source>The MCP server refuses the token: sign in again and enter a new one.</source>
        <translation>Der MCP-Server weist das Token zurück: Melden Sie sich neu an und geben Sie ein neues ein.</translation>
    </message>
    <message>
        <source>The server could not find out. Try again later.</source>
        <translation>Der Server konnte es nicht herausfinden. Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Only where the server has rules of its own for it.</source>
        <translation>Nur wo der Server eigene Regeln dafür hat.</translation>
    </message>
    <message>
        <source>GitHub</source>
        <translation>GitHub</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Linear</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>The token joins what this program sends; it is never in the environment itself.</source>
        <translation>Das Token wird dem hinzugefügt, was dieses Programm sendet; in der Umgebung selbst steht es nie.</translation>
    </message>
    <message>
        <source>Further settings</source>
        <translation>Weitere Einstellungen</translation>
    </message>
    <message>
        <source>This server shows them again to everybody who may see the vault: no secrets here.</source>
        <translation>Dieser Server zeigt sie jedem wieder, der den Tresor sehen darf: keine Geheimnisse hier.</translation>
    </message>
    <message>
        <source>Where the refresh token is exchanged for a new access token.</source>
        <translation>Wo das Refresh-Token gegen ein neues Zugriffstoken getauscht wird.</translation>
    </message>
    <message>
        <source>Authorization server</source>
        <translation>Autorisierungsserver</translation>
    </message>
    <message>
        <source>Command-line program</source>
        <translation>Kommandozeilenprogramm</translation>
    </message>
    <message>
        <source>A new access token was got: the refresh token works.</source>
        <translation>Ein neues Zugriffstoken ist da: Das Refresh-Token funktioniert.</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>MCP server</source>
        <translation>MCP-Server</translation>
    </message>
    <message>
        <source>Its address as the agent names it, once in a vault. Cannot be changed later.</source>
        <translation>Seine Adresse, wie der Agent sie nennt, einmal je Tresor. Lässt sich später nicht ändern.</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>When the access token ends. A new token keeps the old time unless you change it, too.</source>
        <translation>Wann das Zugriffstoken endet. Ein neues Token behält die alte Zeit, wenn Sie sie nicht auch ändern.</translation>
    </message>
    <message>
        <source>Check the tokens now</source>
        <translation>Die Tokens jetzt prüfen</translation>
    </message>
    <message>
        <source>credential</source>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>credentials</source>
        <translation>Zugänge</translation>
    </message>
    <message>
        <source>A credential opens one MCP server or service to the sessions that use the vault.</source>
        <translation>Ein Zugang öffnet den Sitzungen, die den Tresor nutzen, einen MCP-Server oder Dienst.</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
</context>
<context>
    <name>SearchKind</name>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>Nachdenken</translation>
    </message>
    <message>
        <source>Tool call</source>
        <translation>Werkzeugaufruf</translation>
    </message>
    <message>
        <source>Tool result</source>
        <translation>Werkzeugergebnis</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Anderes</translation>
    </message>
</context>
<context>
    <name>SecretWords</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>The keychain is locked.</source>
        <translation>Der Schlüsselbund ist gesperrt.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>This computer has no keychain that Muster can use.</source>
        <translation>Dieser Rechner hat keinen Schlüsselbund, den Muster benutzen kann.</translation>
    </message>
    <message>
        <source>Install one (GNOME Keyring, KWallet or KeePassXC with its Secret Service) and try again.</source>
        <translation>Installieren Sie einen (GNOME Keyring, KWallet oder KeePassXC mit seinem Secret Service) und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The keychain cannot be reached.</source>
        <translation>Der Schlüsselbund ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>There is no D-Bus session here, which the keychain needs. Start Muster from a desktop session.</source>
        <translation>Hier gibt es keine D-Bus-Sitzung, die der Schlüsselbund braucht. Starten Sie Muster aus einer Desktop-Sitzung.</translation>
    </message>
    <message>
        <source>The keychain does not answer.</source>
        <translation>Der Schlüsselbund antwortet nicht.</translation>
    </message>
    <message>
        <source>There is no key for this connection in the keychain.</source>
        <translation>Im Schlüsselbund ist kein Schlüssel für diese Verbindung.</translation>
    </message>
    <message>
        <source>Enter the key again.</source>
        <translation>Geben Sie den Schlüssel erneut ein.</translation>
    </message>
    <message>
        <source>The key of this connection may well be in it. You can also enter the key again, for this session only.</source>
        <translation>Der Schlüssel dieser Verbindung kann durchaus darin sein. Sie können ihn auch erneut eingeben, nur für diese Sitzung.</translation>
    </message>
    <message>
        <source>The keychain did not keep the key.</source>
        <translation>Der Schlüsselbund hat den Schlüssel nicht behalten.</translation>
    </message>
    <message>
        <source>Muster never writes a key to a file. It can keep this one in memory until you quit.</source>
        <translation>Muster schreibt einen Schlüssel nie in eine Datei. Es kann ihn bis zum Beenden im Speicher behalten.</translation>
    </message>
    <message>
        <source>The keychain did not remove the key.</source>
        <translation>Der Schlüsselbund hat den Schlüssel nicht entfernt.</translation>
    </message>
    <message>
        <source>The key is still in the keychain as far as Muster can tell.</source>
        <translation>Soweit Muster sehen kann, ist der Schlüssel noch im Schlüsselbund.</translation>
    </message>
    <message>
        <source>Unlock it with the password you log in with. If you changed that, the keychain may still want the old one.</source>
        <translation>Entsperren Sie ihn mit dem Passwort, mit dem Sie sich anmelden. Wenn Sie das geändert haben, will der Schlüsselbund vielleicht noch das alte.</translation>
    </message>
    <message>
        <source>Your keychain has no keyring yet.</source>
        <translation>In Ihrem Schlüsselbund ist noch kein Bund angelegt.</translation>
    </message>
    <message>
        <source>The first key makes one, and the keychain asks for a password for it. That did not happen. Try again and choose a password in its window.</source>
        <translation>Der erste Schlüssel legt einen an, und der Schlüsselbund fragt nach einem Passwort dafür. Das ist nicht geschehen. Versuchen Sie es noch einmal und wählen Sie in seinem Fenster ein Passwort.</translation>
    </message>
    <message>
        <source>The library for the keychain is missing.</source>
        <translation>Die Bibliothek für den Schlüsselbund fehlt.</translation>
    </message>
    <message>
        <source>Install libsecret (on Debian and Ubuntu the package libsecret-1-0), then start Muster again.</source>
        <translation>Installieren Sie libsecret (unter Debian und Ubuntu das Paket libsecret-1-0) und starten Sie Muster dann neu.</translation>
    </message>
    <message>
        <source>The keychain cannot be used in this start of Muster.</source>
        <translation>Der Schlüsselbund ist bei diesem Start von Muster nicht nutzbar.</translation>
    </message>
    <message>
        <source>It needs GLib&apos;s event loop, and Qt runs without it. Start Muster without QT_NO_GLIB in the environment, or with a Qt that was built with GLib.</source>
        <translation>Er braucht die Ereignisschleife von GLib, und Qt läuft ohne sie. Starten Sie Muster ohne QT_NO_GLIB in der Umgebung oder mit einem Qt, das mit GLib gebaut ist.</translation>
    </message>
    <message>
        <source>It may be waiting for a password in another window. If there is none, log out and in again.</source>
        <translation>Vielleicht wartet er in einem anderen Fenster auf ein Passwort. Wenn da keines ist, melden Sie sich ab und wieder an.</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Show the whole message</source>
        <translation>Die ganze Nachricht zeigen</translation>
    </message>
    <message>
        <source>Show less</source>
        <translation>Weniger zeigen</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Erneut senden</translation>
    </message>
    <message>
        <source>Check, and send again if it did not</source>
        <translation>Nachsehen und erneut senden, falls nicht</translation>
    </message>
    <message>
        <source>Thinking…</source>
        <translation>Denkt nach…</translation>
    </message>
    <message>
        <source>Thought</source>
        <translation>Gedanken</translation>
    </message>
    <message>
        <source>Denied because: %1</source>
        <translation>Abgelehnt, weil: %1</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>The result is empty.</source>
        <translation>Das Ergebnis ist leer.</translation>
    </message>
    <message>
        <source>Event without a type</source>
        <translation>Ereignis ohne Art</translation>
    </message>
    <message>
        <source>This version does not know this kind of event.</source>
        <translation>Diese Version kennt diese Art von Ereignis nicht.</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>Nachdenken</translation>
    </message>
    <message>
        <source>Tool call</source>
        <translation>Werkzeugaufruf</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Unknown event</source>
        <translation>Unbekanntes Ereignis</translation>
    </message>
    <message>
        <source>Being written</source>
        <translation>Wird geschrieben</translation>
    </message>
    <message>
        <source>Waiting for your approval</source>
        <translation>Wartet auf Ihre Freigabe</translation>
    </message>
    <message>
        <source>Waiting for your result</source>
        <translation>Wartet auf Ihr Ergebnis</translation>
    </message>
    <message>
        <source>Waiting for a worker</source>
        <translation>Wartet auf einen Arbeiter</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Denied</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Not run</source>
        <translation>Nicht ausgeführt</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Wird gesendet…</translation>
    </message>
    <message>
        <source>Not known whether it arrived</source>
        <translation>Unbekannt, ob es angekommen ist</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>Queued until the agent is free</source>
        <translation>Wartet, bis der Agent frei ist</translation>
    </message>
    <message>
        <source>Tool result</source>
        <translation>Werkzeugergebnis</translation>
    </message>
    <message>
        <source>You interrupted the agent</source>
        <translation>Sie haben den Agenten unterbrochen</translation>
    </message>
    <message>
        <source>The server had a passing fault and starts the turn again</source>
        <translation>Der Server hatte eine vorübergehende Störung und beginnt den Zug neu</translation>
    </message>
    <message>
        <source>The session has ended for good</source>
        <translation>Die Sitzung ist endgültig beendet</translation>
    </message>
    <message>
        <source>The session was deleted</source>
        <translation>Die Sitzung wurde gelöscht</translation>
    </message>
    <message>
        <source>The server gave up after several tries. Send a message to start again.</source>
        <translation>Der Server hat nach mehreren Versuchen aufgegeben. Senden Sie eine Nachricht, um neu zu beginnen.</translation>
    </message>
    <message>
        <source>The session&apos;s budget is used up</source>
        <translation>Das Budget der Sitzung ist aufgebraucht</translation>
    </message>
    <message>
        <source>The model refused to answer</source>
        <translation>Das Modell hat die Antwort verweigert</translation>
    </message>
    <message>
        <source>The turn ended</source>
        <translation>Der Zug ist zu Ende</translation>
    </message>
    <message>
        <source>The turn ended: %1</source>
        <translation>Der Zug ist zu Ende: %1</translation>
    </message>
    <message>
        <source>Earlier messages were summarised to make room</source>
        <translation>Frühere Nachrichten wurden zusammengefasst, um Platz zu schaffen</translation>
    </message>
    <message>
        <source>The server warns</source>
        <translation>Der Server warnt</translation>
    </message>
    <message>
        <source>System message</source>
        <translation>Systemnachricht</translation>
    </message>
    <message>
        <source>A new thread begins</source>
        <translation>Ein neuer Faden beginnt</translation>
    </message>
    <message>
        <source>A new thread begins: %1</source>
        <translation>Ein neuer Faden beginnt: %1</translation>
    </message>
    <message>
        <source>Message to another agent</source>
        <translation>Nachricht an einen anderen Agenten</translation>
    </message>
    <message>
        <source>Message to %1</source>
        <translation>Nachricht an %1</translation>
    </message>
    <message>
        <source>Message from another agent</source>
        <translation>Nachricht von einem anderen Agenten</translation>
    </message>
    <message>
        <source>Message from %1</source>
        <translation>Nachricht von %1</translation>
    </message>
    <message>
        <source>Outcome asked for</source>
        <translation>Verlangtes Ergebnis</translation>
    </message>
    <message>
        <source>Outcome judged: %1</source>
        <translation>Ergebnis beurteilt: %1</translation>
    </message>
    <message>
        <source>Workflow begins: %1</source>
        <translation>Ablauf beginnt: %1</translation>
    </message>
    <message>
        <source>Workflow ended</source>
        <translation>Ablauf beendet</translation>
    </message>
    <message>
        <source>Workflow ended: %1</source>
        <translation>Ablauf beendet: %1</translation>
    </message>
    <message>
        <source>The model is overloaded</source>
        <translation>Das Modell ist überlastet</translation>
    </message>
    <message>
        <source>The model&apos;s rate limit is reached</source>
        <translation>Die Anfragegrenze des Modells ist erreicht</translation>
    </message>
    <message>
        <source>The request to the model failed</source>
        <translation>Die Anfrage an das Modell ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>Billing stands in the way</source>
        <translation>Die Abrechnung steht im Weg</translation>
    </message>
    <message>
        <source>An MCP server cannot be reached</source>
        <translation>Ein MCP-Server ist nicht erreichbar</translation>
    </message>
    <message>
        <source>An MCP server refused the sign-in</source>
        <translation>Ein MCP-Server hat die Anmeldung abgelehnt</translation>
    </message>
    <message>
        <source>The environment&apos;s network policy blocks a credential&apos;s host</source>
        <translation>Die Netzregeln der Umgebung sperren den Rechner von Zugangsdaten</translation>
    </message>
    <message>
        <source>Too many tool calls in one turn</source>
        <translation>Zu viele Werkzeugaufrufe in einem Zug</translation>
    </message>
    <message>
        <source>The conversation cannot be shortened any further</source>
        <translation>Das Gespräch lässt sich nicht weiter kürzen</translation>
    </message>
    <message>
        <source>The repository refused the sign-in</source>
        <translation>Das Repositorium hat die Anmeldung abgelehnt</translation>
    </message>
    <message>
        <source>The repository denies access</source>
        <translation>Das Repositorium verweigert den Zugriff</translation>
    </message>
    <message>
        <source>The repository was not found</source>
        <translation>Das Repositorium wurde nicht gefunden</translation>
    </message>
    <message>
        <source>The repository could not be checked out</source>
        <translation>Das Repositorium konnte nicht ausgecheckt werden</translation>
    </message>
    <message>
        <source>The repository could not be cloned</source>
        <translation>Das Repositorium konnte nicht geklont werden</translation>
    </message>
    <message>
        <source>The turn failed</source>
        <translation>Der Zug ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>The session could not be set up</source>
        <translation>Die Sitzung konnte nicht eingerichtet werden</translation>
    </message>
    <message>
        <source>Time ran out</source>
        <translation>Die Zeit ist abgelaufen</translation>
    </message>
    <message>
        <source>The workflow&apos;s program failed</source>
        <translation>Das Programm des Ablaufs ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>The session reports an error</source>
        <translation>Die Sitzung meldet einen Fehler</translation>
    </message>
    <message>
        <source>The server tries again by itself.</source>
        <translation>Der Server versucht es von selbst erneut.</translation>
    </message>
    <message>
        <source>Send a message to try again.</source>
        <translation>Senden Sie eine Nachricht, um es erneut zu versuchen.</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Search result</source>
        <translation>Suchergebnis</translation>
    </message>
    <message>
        <source>Part of this was withheld by the server</source>
        <translation>Ein Teil davon wurde vom Server zurückgehalten</translation>
    </message>
    <message>
        <source>Content of another kind</source>
        <translation>Inhalt anderer Art</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>being written</source>
        <translation>wird geschrieben</translation>
    </message>
    <message>
        <source>Result: %1</source>
        <translation>Ergebnis: %1</translation>
    </message>
    <message>
        <source>Approval needed: %1</source>
        <translation>Freigabe nötig: %1</translation>
    </message>
    <message>
        <source>Result needed: %1</source>
        <translation>Ergebnis nötig: %1</translation>
    </message>
    <message>
        <source>Not everything is shown here, or not as it was meant: the message goes beyond what can be laid out safely. “Copy message” has all of it.</source>
        <translation>Hier ist nicht alles zu sehen, oder nicht wie gemeint: Die Nachricht übersteigt, was sich sicher darstellen lässt. „Nachricht kopieren“ hat alles.</translation>
    </message>
    <message>
        <source>It was called without input.</source>
        <translation>Es wurde ohne Eingabe gerufen.</translation>
    </message>
    <message numerus="yes">
        <source>Show %Ln more lines</source>
        <translation>
            <numerusform>%Ln weitere Zeile zeigen</numerusform>
            <numerusform>%Ln weitere Zeilen zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Agent finished, 1 paragraph</source>
        <translation>Agent fertig, 1 Absatz</translation>
    </message>
    <message numerus="yes">
        <source>Agent finished, %Ln paragraphs</source>
        <translation>
            <numerusform>Agent fertig, %Ln Absatz</numerusform>
            <numerusform>Agent fertig, %Ln Absätze</numerusform>
        </translation>
    </message>
    <message>
        <source>Broken off here. The server has stored nothing of this reply.</source>
        <translation>Hier abgebrochen. Der Server hat von dieser Antwort nichts gespeichert.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Show the whole line</source>
        <translation>Die ganze Zeile zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines between are not shown here: the result is too long. The copy button has all of it.</source>
        <translation>
            <numerusform>%Ln Zeile dazwischen steht nicht hier: Das Ergebnis ist zu lang. Der Kopierknopf hat alles.</numerusform>
            <numerusform>%Ln Zeilen dazwischen stehen nicht hier: Das Ergebnis ist zu lang. Der Kopierknopf hat alles.</numerusform>
        </translation>
    </message>
    <message>
        <source>Some of the result is not shown here: it is too long. The copy button has all of it.</source>
        <translation>Ein Teil des Ergebnisses steht nicht hier: Es ist zu lang. Der Kopierknopf hat alles.</translation>
    </message>
    <message>
        <source>Cancelled before the agent read it</source>
        <translation>Zurückgenommen, bevor der Agent es las</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>What stands around the hit:</source>
        <translation>Was um den Treffer herum steht:</translation>
    </message>
    <message>
        <source>Save the whole to a file…</source>
        <translation>Alles in einer Datei speichern …</translation>
    </message>
    <message>
        <source>Not shown: only PNG, JPEG, GIF and WebP pictures are.</source>
        <translation>Nicht gezeigt: Nur Bilder in PNG, JPEG, GIF und WebP werden gezeigt.</translation>
    </message>
    <message>
        <source>Not shown: the picture has more than 16 MB.</source>
        <translation>Nicht gezeigt: Das Bild hat mehr als 16 MB.</translation>
    </message>
    <message>
        <source>Not shown: the picture has more than 8 million pixels.</source>
        <translation>Nicht gezeigt: Das Bild hat mehr als 8 Millionen Bildpunkte.</translation>
    </message>
    <message>
        <source>Not shown: the picture is damaged.</source>
        <translation>Nicht gezeigt: Das Bild ist beschädigt.</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>und %Ln weiteres</numerusform>
            <numerusform>und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Discard this message</source>
        <translation>Diese Nachricht verwerfen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>It has %1 and is not shown whole. The copy button has all of it.</source>
        <translation>Sie hat %1 und wird nicht ganz gezeigt. Der Knopf zum Kopieren hat alles.</translation>
    </message>
    <message>
        <source>Show more of the %1</source>
        <translation>Mehr von den %1 zeigen</translation>
    </message>
    <message>
        <source>Sending… %1 of %2</source>
        <translation>Wird gesendet… %1 von %2</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Not sent: you stopped it</source>
        <translation>Nicht gesendet: Sie haben angehalten</translation>
    </message>
</context>
<context>
    <name>UsageText</name>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>Input: %1 tokens</source>
        <translation>Eingabe: %1 Token</translation>
    </message>
    <message>
        <source>Output: %1 tokens</source>
        <translation>Ausgabe: %1 Token</translation>
    </message>
    <message>
        <source>Read from cache: %1 tokens</source>
        <translation>Aus dem Cache gelesen: %1 Token</translation>
    </message>
    <message>
        <source>Written to cache: %1 tokens</source>
        <translation>In den Cache geschrieben: %1 Token</translation>
    </message>
    <message>
        <source>Cost at list price: %1</source>
        <translation>Kosten nach Liste: %1</translation>
    </message>
    <message>
        <source>What it cost is not known: its models have no price.</source>
        <translation>Was sie gekostet hat, ist nicht bekannt: Ihre Modelle haben keinen Preis.</translation>
    </message>
    <message>
        <source>Estimated from tokens and the table of prices: %1</source>
        <translation>Geschätzt aus Token und der Preistabelle: %1</translation>
    </message>
    <message>
        <source>Reported by the server: %1</source>
        <translation>Vom Server gemeldet: %1</translation>
    </message>
    <message>
        <source>Some of its tokens have no price and are not in it.</source>
        <translation>Einige ihrer Token haben keinen Preis und sind nicht darin.</translation>
    </message>
    <message>
        <source>There is more in another unit.</source>
        <translation>In einer anderen Einheit gibt es mehr.</translation>
    </message>
</context>
<context>
    <name>app::BrowserSignIn</name>
    <message>
        <source>You can close this page and go back to Muster.</source>
        <translation>Sie können diese Seite schließen und zu Muster zurückkehren.</translation>
    </message>
    <message>
        <source>This answer is not for the sign-in that Muster waits for</source>
        <translation>Diese Antwort gehört nicht zu der Anmeldung, auf die Muster wartet</translation>
    </message>
    <message>
        <source>Nothing was taken from it. Begin again in Muster.</source>
        <translation>Daraus wurde nichts übernommen. Beginnen Sie in Muster von vorn.</translation>
    </message>
    <message>
        <source>Muster was not signed in</source>
        <translation>Muster wurde nicht angemeldet</translation>
    </message>
    <message>
        <source>Muster did not understand the answer</source>
        <translation>Muster hat die Antwort nicht verstanden</translation>
    </message>
    <message>
        <source>Muster is signed in</source>
        <translation>Muster ist angemeldet</translation>
    </message>
</context>
<context>
    <name>app::DesktopNotifier</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>app::LiveConnections</name>
    <message>
        <source>Demo workspace</source>
        <translation>Demo-Arbeitsbereich</translation>
    </message>
</context>
<context>
    <name>app::Program</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Connections, without keys</source>
        <translation>Verbindungen, ohne Schlüssel</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>In the keychain of your system, never in a file</source>
        <translation>Im Schlüsselbund Ihres Systems, nie in einer Datei</translation>
    </message>
    <message>
        <source>Drafts and messages under way</source>
        <translation>Entwürfe und Nachrichten unterwegs</translation>
    </message>
    <message>
        <source>The demo&apos;s data</source>
        <translation>Die Daten der Demo</translation>
    </message>
    <message>
        <source>Transcripts kept to be read offline</source>
        <translation>Verläufe, die auch ohne Netz zu lesen sind</translation>
    </message>
    <message>
        <source>What was used and what it cost</source>
        <translation>Was verbraucht wurde und was es kostete</translation>
    </message>
    <message>
        <source>Your prices and budgets</source>
        <translation>Ihre Preise und Budgets</translation>
    </message>
</context>
<context>
    <name>screens::AboutDialog</name>
    <message>
        <source>About Muster</source>
        <translation>Über Muster</translation>
    </message>
    <message>
        <source>Muster %1</source>
        <translation>Muster %1</translation>
    </message>
    <message>
        <source>A native desktop window onto agents that run in the cloud.
Free software under the GNU General Public License, version 3 or later (GPL-3.0-or-later). It comes without any warranty.</source>
        <translation>Ein natives Fenster auf Agenten, die in der Cloud laufen.
Freie Software unter der GNU General Public License, Version 3 oder später (GPL-3.0-or-later). Ohne jede Gewähr.</translation>
    </message>
    <message>
        <source>It stands on</source>
        <translation>Es steht auf</translation>
    </message>
    <message>
        <source>Libraries and their licences</source>
        <translation>Bibliotheken und ihre Lizenzen</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>Versionen kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>screens::AgentTools</name>
    <message>
        <source>runs commands in the container</source>
        <translation>führt Befehle im Container aus</translation>
    </message>
    <message>
        <source>reads files</source>
        <translation>liest Dateien</translation>
    </message>
    <message>
        <source>writes whole files</source>
        <translation>schreibt ganze Dateien</translation>
    </message>
    <message>
        <source>changes parts of files</source>
        <translation>ändert Teile von Dateien</translation>
    </message>
    <message>
        <source>finds files by name</source>
        <translation>findet Dateien nach Namen</translation>
    </message>
    <message>
        <source>finds text in files</source>
        <translation>findet Text in Dateien</translation>
    </message>
    <message>
        <source>reads a page of the web</source>
        <translation>liest eine Seite im Web</translation>
    </message>
    <message>
        <source>searches the web</source>
        <translation>sucht im Web</translation>
    </message>
    <message>
        <source>Always allow</source>
        <translation>Immer erlauben</translation>
    </message>
    <message>
        <source>Ask first</source>
        <translation>Zuerst fragen</translation>
    </message>
    <message>
        <source>Server decides</source>
        <translation>Der Server entscheidet</translation>
    </message>
</context>
<context>
    <name>screens::ApprovalBar</name>
    <message>
        <source>Allow</source>
        <translation>Erlauben</translation>
    </message>
    <message>
        <source>Allow this call</source>
        <translation>Diesen Aufruf erlauben</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Deny this call</source>
        <translation>Diesen Aufruf ablehnen</translation>
    </message>
    <message>
        <source>Deny with message…</source>
        <translation>Mit Nachricht ablehnen…</translation>
    </message>
    <message>
        <source>Deny this call with a message</source>
        <translation>Diesen Aufruf mit einer Nachricht ablehnen</translation>
    </message>
    <message>
        <source>Deny with this message</source>
        <translation>Mit dieser Nachricht ablehnen</translation>
    </message>
    <message>
        <source>Message to the agent</source>
        <translation>Nachricht an den Agenten</translation>
    </message>
    <message>
        <source>Tell the agent why, or what to do instead</source>
        <translation>Sagen Sie dem Agenten, warum, oder was er stattdessen tun soll</translation>
    </message>
    <message>
        <source>The agent asks to run %1</source>
        <translation>Der Agent möchte %1 ausführen</translation>
    </message>
    <message>
        <source>The agent asks to run %1 on the MCP server %2</source>
        <translation>Der Agent möchte %1 auf dem MCP-Server %2 ausführen</translation>
    </message>
    <message>
        <source>Sending your answer…</source>
        <translation>Ihre Antwort wird gesendet…</translation>
    </message>
    <message>
        <source>Your answer did not arrive. %1</source>
        <translation>Ihre Antwort ist nicht angekommen. %1</translation>
    </message>
    <message>
        <source>Approval needed: %1</source>
        <translation>Freigabe nötig: %1</translation>
    </message>
</context>
<context>
    <name>screens::AttachmentChip</name>
    <message>
        <source>Being read…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>Attached file %1, %2</source>
        <translation>Angehängte Datei %1, %2</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
</context>
<context>
    <name>screens::AttachmentStrip</name>
    <message>
        <source>Attached files</source>
        <translation>Angehängte Dateien</translation>
    </message>
</context>
<context>
    <name>screens::Attention</name>
    <message>
        <source>The turn ended with an error.</source>
        <translation>Der Zug endete mit einem Fehler.</translation>
    </message>
    <message>
        <source>The reply is done.</source>
        <translation>Die Antwort ist fertig.</translation>
    </message>
    <message>
        <source>Approval needed.</source>
        <translation>Freigabe nötig.</translation>
    </message>
    <message>
        <source>Approval needed: %1</source>
        <translation>Freigabe nötig: %1</translation>
    </message>
    <message>
        <source>Untitled session</source>
        <translation>Sitzung ohne Titel</translation>
    </message>
</context>
<context>
    <name>screens::BackfillBar</name>
    <message>
        <source>Reading what was used</source>
        <translation>Verbrauch wird gelesen</translation>
    </message>
    <message>
        <source>Sessions read</source>
        <translation>Gelesene Sitzungen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortfahren</translation>
    </message>
    <message>
        <source>Go on reading what was used</source>
        <translation>Verbrauch weiter lesen</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Try to read what was used now</source>
        <translation>Jetzt versuchen, den Verbrauch zu lesen</translation>
    </message>
    <message>
        <source>Connection…</source>
        <translation>Verbindung …</translation>
    </message>
    <message>
        <source>Open the settings of the connection</source>
        <translation>Einstellungen der Verbindung öffnen</translation>
    </message>
    <message>
        <source>Read now</source>
        <translation>Jetzt lesen</translation>
    </message>
    <message>
        <source>Read what was used</source>
        <translation>Verbrauch lesen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Pause reading what was used</source>
        <translation>Lesen des Verbrauchs anhalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel reading what was used</source>
        <translation>Lesen des Verbrauchs abbrechen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>%1 of %2 sessions</source>
        <translation>%1 von %2 Sitzungen</translation>
    </message>
    <message>
        <source>Looking which sessions there are…</source>
        <translation>Es wird nachgesehen, welche Sitzungen es gibt …</translation>
    </message>
    <message>
        <source>Reading what was used in sessions that you have not opened: %1…</source>
        <translation>Der Verbrauch von Sitzungen, die Sie nicht geöffnet haben, wird gelesen: %1 …</translation>
    </message>
    <message>
        <source>Events read: %1
New amounts: %2</source>
        <translation>Gelesene Ereignisse: %1
Neue Beträge: %2</translation>
    </message>
    <message>
        <source>%1. Reading what was used goes on by itself at %2.</source>
        <translation>%1. Das Lesen des Verbrauchs geht um %2 von selbst weiter.</translation>
    </message>
    <message>
        <source>Paused after %1. What was read stays read.</source>
        <translation>Nach %1 angehalten. Was gelesen ist, bleibt gelesen.</translation>
    </message>
    <message>
        <source>Paused. What was read stays read.</source>
        <translation>Angehalten. Was gelesen ist, bleibt gelesen.</translation>
    </message>
    <message>
        <source>What was used could not be read to the end. %1</source>
        <translation>Der Verbrauch konnte nicht zu Ende gelesen werden. %1</translation>
    </message>
    <message>
        <source>Sessions that you have not opened on this computer may be missing below.</source>
        <translation>Sitzungen, die Sie auf diesem Computer nicht geöffnet haben, können unten fehlen.</translation>
    </message>
    <message>
        <source>Everything that the server tells was read (%1).</source>
        <translation>Alles, was der Server sagt, ist gelesen (%1).</translation>
    </message>
    <message numerus="yes">
        <source>Read (%1), but for %n session(s) that could not be.</source>
        <translation>
            <numerusform>Gelesen (%1), bis auf %n Sitzung, bei der es nicht ging.</numerusform>
            <numerusform>Gelesen (%1), bis auf %n Sitzungen, bei denen es nicht ging.</numerusform>
        </translation>
    </message>
    <message>
        <source>Sessions read: %1
Events read: %2
New amounts: %3</source>
        <translation>Gelesene Sitzungen: %1
Gelesene Ereignisse: %2
Neue Beträge: %3</translation>
    </message>
</context>
<context>
    <name>screens::BudgetNotices</name>
    <message numerus="yes">
        <source>%n budget(s) over 80 %</source>
        <translation>
            <numerusform>%n Budget über 80 %</numerusform>
            <numerusform>%n Budgets über 80 %</numerusform>
        </translation>
    </message>
    <message>
        <source>The budget is used up: %1</source>
        <translation>Das Budget ist aufgebraucht: %1</translation>
    </message>
    <message>
        <source>%1 % of the budget is used: %2</source>
        <translation>%1 % des Budgets sind verbraucht: %2</translation>
    </message>
    <message>
        <source>Forecast for the whole month: %1</source>
        <translation>Voraussage für den ganzen Monat: %1</translation>
    </message>
</context>
<context>
    <name>screens::BudgetRow</name>
    <message>
        <source>What the budget is of</source>
        <translation>Wofür das Budget gilt</translation>
    </message>
    <message>
        <source>Amount a month</source>
        <translation>Betrag im Monat</translation>
    </message>
    <message>
        <source>Currency or unit</source>
        <translation>Währung oder Einheit</translation>
    </message>
    <message>
        <source>Which money counts</source>
        <translation>Welches Geld zählt</translation>
    </message>
    <message>
        <source>Remove this budget</source>
        <translation>Dieses Budget entfernen</translation>
    </message>
    <message>
        <source>Reported by the server</source>
        <translation>Vom Server gemeldet</translation>
    </message>
    <message>
        <source>Estimated from tokens</source>
        <translation>Aus Token geschätzt</translation>
    </message>
    <message>
        <source>Workspace: %1</source>
        <translation>Arbeitsbereich: %1</translation>
    </message>
    <message>
        <source>Agent: %1</source>
        <translation>Agent: %1</translation>
    </message>
    <message>
        <source>All workspaces, without the demo</source>
        <translation>Alle Arbeitsbereiche ohne die Demo</translation>
    </message>
</context>
<context>
    <name>screens::BudgetStrip</name>
    <message>
        <source>This month and budgets</source>
        <translation>Dieser Monat und Budgets</translation>
    </message>
    <message>
        <source>Budgets…</source>
        <translation>Budgets …</translation>
    </message>
    <message>
        <source>Budgets</source>
        <translation>Budgets</translation>
    </message>
    <message>
        <source>≈ %1 estimated</source>
        <translation>≈ %1 geschätzt</translation>
    </message>
    <message>
        <source>%1 reported</source>
        <translation>%1 gemeldet</translation>
    </message>
    <message>
        <source>Adding up this month…</source>
        <translation>Dieser Monat wird zusammengezählt …</translation>
    </message>
    <message>
        <source>%1 estimated</source>
        <translation>%1 geschätzt</translation>
    </message>
    <message>
        <source>%1 so far: nothing that costs money</source>
        <translation>%1 bisher: nichts, was Geld kostet</translation>
    </message>
    <message>
        <source>%1 so far: %2</source>
        <translation>%1 bisher: %2</translation>
    </message>
    <message numerus="yes">
        <source>Forecast for the whole month: %1, if it goes on as in the last %n day(s).</source>
        <translation>
            <numerusform>Voraussage für den ganzen Monat: %1, wenn es weitergeht wie am letzten %n Tag.</numerusform>
            <numerusform>Voraussage für den ganzen Monat: %1, wenn es weitergeht wie in den letzten %n Tagen.</numerusform>
        </translation>
    </message>
    <message>
        <source>A forecast needs three days of use in this month.</source>
        <translation>Eine Voraussage braucht drei Tage Verbrauch in diesem Monat.</translation>
    </message>
    <message>
        <source>%1 % of %2 a month, estimated</source>
        <translation>%1 % von %2 im Monat, geschätzt</translation>
    </message>
    <message>
        <source>%1 % of %2 a month, reported</source>
        <translation>%1 % von %2 im Monat, gemeldet</translation>
    </message>
    <message>
        <source>used up</source>
        <translation>aufgebraucht</translation>
    </message>
    <message>
        <source>over %1 %</source>
        <translation>über %1 %</translation>
    </message>
    <message>
        <source>on track</source>
        <translation>im Rahmen</translation>
    </message>
    <message>
        <source> · forecast %1</source>
        <translation> · Voraussage %1</translation>
    </message>
    <message>
        <source> · some tokens have no price</source>
        <translation> · einige Token haben keinen Preis</translation>
    </message>
</context>
<context>
    <name>screens::BudgetsDialog</name>
    <message>
        <source>Budgets</source>
        <translation>Budgets</translation>
    </message>
    <message>
        <source>What you want to spend in a calendar month. Muster tells you at 50, 80 and 100 per cent, once each; nothing is stopped. Money that a server reports and estimates from tokens are never added up: choose which one counts.</source>
        <translation>Was Sie in einem Kalendermonat ausgeben wollen. Muster sagt es Ihnen bei 50, 80 und 100 Prozent, je einmal; angehalten wird nichts. Geld, das ein Server meldet, und Schätzungen aus Token werden nie zusammengezählt: Wählen Sie, was zählt.</translation>
    </message>
    <message>
        <source>There is no budget yet.</source>
        <translation>Es gibt noch kein Budget.</translation>
    </message>
    <message>
        <source>Add a budget</source>
        <translation>Budget hinzufügen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save the budgets</source>
        <translation>Budgets speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Your budgets could not be read</source>
        <translation>Ihre Budgets konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>The file is left as it is until you save; then it is set aside. %1</source>
        <translation>Die Datei bleibt, wie sie ist, bis Sie speichern; dann wird sie beiseitegelegt. %1</translation>
    </message>
    <message>
        <source>An amount is a number above zero, as in 120 or 12.50.</source>
        <translation>Ein Betrag ist eine Zahl über null, etwa 120 oder 12.50.</translation>
    </message>
    <message>
        <source>A unit is a currency&apos;s letters or the server&apos;s own word, as in USD or credits.</source>
        <translation>Eine Einheit sind die Buchstaben einer Währung oder das Wort des Servers, etwa USD oder credits.</translation>
    </message>
    <message>
        <source>The budgets could not be saved</source>
        <translation>Die Budgets konnten nicht gespeichert werden</translation>
    </message>
    <message>
        <source>Nothing was changed, and what you entered is still here. %1</source>
        <translation>Nichts wurde geändert, und was Sie eingegeben haben, ist noch da. %1</translation>
    </message>
</context>
<context>
    <name>screens::BugReportDialog</name>
    <message>
        <source>Bug report</source>
        <translation>Fehlerbericht</translation>
    </message>
    <message numerus="yes">
        <source>This is all that the file will hold: %n request(s), the versions of Muster, Qt and this system. Keys, and headers that carry them, have been taken out. Addresses, ids and recorded bodies are in it: read it before you pass it on.</source>
        <translation>
            <numerusform>Das ist alles, was in der Datei stehen wird: %n Anfrage, die Versionen von Muster, Qt und diesem System. Schlüssel und Header, die sie tragen, sind herausgenommen. Adressen, IDs und aufgezeichnete Rümpfe stehen darin: Lesen Sie sie, bevor Sie sie weitergeben.</numerusform>
            <numerusform>Das ist alles, was in der Datei stehen wird: %n Anfragen, die Versionen von Muster, Qt und diesem System. Schlüssel und Header, die sie tragen, sind herausgenommen. Adressen, IDs und aufgezeichnete Rümpfe stehen darin: Lesen Sie sie, bevor Sie sie weitergeben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Text of the bug report</source>
        <translation>Text des Fehlerberichts</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Save the bug report</source>
        <translation>Den Fehlerbericht speichern</translation>
    </message>
    <message>
        <source>HTTP archive (*.har);;All files (*)</source>
        <translation>HTTP-Archiv (*.har);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>The file could not be written.</source>
        <translation>Die Datei konnte nicht geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>screens::CallAnswer</name>
    <message>
        <source>This is an error</source>
        <translation>Das ist ein Fehler</translation>
    </message>
    <message>
        <source>Send result</source>
        <translation>Ergebnis senden</translation>
    </message>
    <message>
        <source>Result of the tool</source>
        <translation>Ergebnis des Werkzeugs</translation>
    </message>
    <message>
        <source>Write what the tool returns…</source>
        <translation>Schreiben Sie, was das Werkzeug zurückgibt…</translation>
    </message>
    <message>
        <source>Send the result to the agent</source>
        <translation>Das Ergebnis an den Agenten senden</translation>
    </message>
    <message>
        <source>Sending the result…</source>
        <translation>Das Ergebnis wird gesendet…</translation>
    </message>
    <message>
        <source>The result did not arrive. %1</source>
        <translation>Das Ergebnis ist nicht angekommen. %1</translation>
    </message>
    <message>
        <source>The agent waits for the result of %1</source>
        <translation>Der Agent wartet auf das Ergebnis von %1</translation>
    </message>
    <message>
        <source>Result needed: %1</source>
        <translation>Ergebnis nötig: %1</translation>
    </message>
</context>
<context>
    <name>screens::CallText</name>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Show the input as JSON</source>
        <translation>Die Eingabe als JSON zeigen</translation>
    </message>
    <message>
        <source>What would run</source>
        <translation>Was ausgeführt würde</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>screens::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Go to a page or session, or do something…</source>
        <translation>Zu einer Seite oder Sitzung gehen oder etwas tun…</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>Nothing has this in its name.</source>
        <translation>Nichts trägt das im Namen.</translation>
    </message>
</context>
<context>
    <name>screens::Composer</name>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Write a message…</source>
        <translation>Schreiben Sie eine Nachricht…</translation>
    </message>
    <message>
        <source>Interrupt</source>
        <translation>Unterbrechen</translation>
    </message>
    <message>
        <source>Interrupt the running turn</source>
        <translation>Den laufenden Zug unterbrechen</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Send the message</source>
        <translation>Die Nachricht senden</translation>
    </message>
    <message>
        <source>Press Esc again to interrupt the turn that is running.</source>
        <translation>Drücken Sie noch einmal Esc, um den laufenden Zug zu unterbrechen.</translation>
    </message>
    <message>
        <source>The agent reads this when its turn is over.</source>
        <translation>Der Agent liest das, wenn sein Zug vorbei ist.</translation>
    </message>
    <message>
        <source>Ctrl+Enter sends, Enter starts a new line</source>
        <translation>Strg+Eingabe sendet, Eingabe beginnt eine neue Zeile</translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter starts a new line</source>
        <translation>Eingabe sendet, Umschalt+Eingabe beginnt eine neue Zeile</translation>
    </message>
</context>
<context>
    <name>screens::ComposerFiles</name>
    <message>
        <source>Attach files</source>
        <translation>Dateien anhängen</translation>
    </message>
    <message>
        <source>Attach it scaled down</source>
        <translation>Verkleinert anhängen</translation>
    </message>
    <message>
        <source>Your files are being read…</source>
        <translation>Ihre Dateien werden gelesen …</translation>
    </message>
</context>
<context>
    <name>screens::ConflictDialog</name>
    <message>
        <source>Changed on both sides</source>
        <translation>Auf beiden Seiten geändert</translation>
    </message>
    <message>
        <source>It was changed meanwhile, in the same places</source>
        <translation>Es wurde inzwischen geändert, an denselben Stellen</translation>
    </message>
    <message>
        <source>Someone or something else saved a newer version. Changes in other places are merged already. Choose what to keep here.</source>
        <translation>Jemand oder etwas anderes hat eine neuere Fassung gespeichert. Änderungen an anderen Stellen sind schon vereint. Wählen Sie, was hier bleibt.</translation>
    </message>
    <message>
        <source>All mine</source>
        <translation>Alles meines</translation>
    </message>
    <message>
        <source>All theirs</source>
        <translation>Alles vom Server</translation>
    </message>
    <message>
        <source>Back to editing</source>
        <translation>Zurück zum Bearbeiten</translation>
    </message>
    <message>
        <source>Save this</source>
        <translation>Dies speichern</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(leer)</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Meines</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>Vom Server</translation>
    </message>
    <message>
        <source>Keep mine: %1</source>
        <translation>Meines behalten: %1</translation>
    </message>
    <message>
        <source>Take theirs: %1</source>
        <translation>Vom Server nehmen: %1</translation>
    </message>
    <message>
        <source>Choose one side for each place first.</source>
        <translation>Wählen Sie zuerst für jede Stelle eine Seite.</translation>
    </message>
</context>
<context>
    <name>screens::ConnectionCheck</name>
    <message>
        <source>Reading the stored key…</source>
        <translation>Der gespeicherte Schlüssel wird gelesen…</translation>
    </message>
    <message>
        <source>Asking %1…</source>
        <translation>%1 wird gefragt…</translation>
    </message>
</context>
<context>
    <name>screens::ConnectionDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Edit the connection</source>
        <translation>Die Verbindung bearbeiten</translation>
    </message>
    <message>
        <source>Connect a workspace</source>
        <translation>Einen Arbeitsbereich verbinden</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Verbindung prüfen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Test the connection</source>
        <translation>Die Verbindung prüfen</translation>
    </message>
    <message>
        <source>Save the connection</source>
        <translation>Die Verbindung speichern</translation>
    </message>
    <message>
        <source>Remove the connection</source>
        <translation>Die Verbindung entfernen</translation>
    </message>
    <message>
        <source>Cancel the test</source>
        <translation>Die Prüfung abbrechen</translation>
    </message>
    <message>
        <source>The connection works.</source>
        <translation>Die Verbindung funktioniert.</translation>
    </message>
    <message>
        <source>The server answered and took the key.</source>
        <translation>Der Server hat geantwortet und den Schlüssel angenommen.</translation>
    </message>
    <message>
        <source>Give the connection a name.</source>
        <translation>Geben Sie der Verbindung einen Namen.</translation>
    </message>
    <message>
        <source>This session only</source>
        <translation>Nur diese Sitzung</translation>
    </message>
    <message>
        <source>Waiting for the keychain to be unlocked…</source>
        <translation>Warten, bis der Schlüsselbund entsperrt ist…</translation>
    </message>
    <message>
        <source>Remove this connection?</source>
        <translation>Diese Verbindung entfernen?</translation>
    </message>
    <message>
        <source>Its key is taken out of the keychain. Nothing changes on the server.</source>
        <translation>Ihr Schlüssel wird aus dem Schlüsselbund genommen. Auf dem Server ändert sich nichts.</translation>
    </message>
    <message>
        <source>Taking the key out of the keychain…</source>
        <translation>Der Schlüssel wird aus dem Schlüsselbund genommen…</translation>
    </message>
    <message>
        <source>Remove the connection only</source>
        <translation>Nur die Verbindung entfernen</translation>
    </message>
    <message>
        <source>Enter another key</source>
        <translation>Einen anderen Schlüssel eingeben</translation>
    </message>
    <message>
        <source>Choose a certificate…</source>
        <translation>Ein Zertifikat wählen…</translation>
    </message>
    <message>
        <source>Change the address</source>
        <translation>Die Adresse ändern</translation>
    </message>
    <message>
        <source>Save again</source>
        <translation>Erneut speichern</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Keeping the key…</source>
        <translation>Der Schlüssel wird aufbewahrt…</translation>
    </message>
    <message>
        <source>Enter a key</source>
        <translation>Einen Schlüssel eingeben</translation>
    </message>
    <message>
        <source>The server answered without asking who you are.</source>
        <translation>Der Server hat geantwortet, ohne zu fragen, wer Sie sind.</translation>
    </message>
    <message>
        <source>No browser could be started.</source>
        <translation>Es konnte kein Browser gestartet werden.</translation>
    </message>
    <message>
        <source>Copy the address and open it in a browser on this computer. Muster waits for it.</source>
        <translation>Kopieren Sie die Adresse und öffnen Sie sie in einem Browser auf diesem Rechner. Muster wartet darauf.</translation>
    </message>
    <message>
        <source>Waiting for your browser…</source>
        <translation>Muster wartet auf Ihren Browser…</translation>
    </message>
    <message>
        <source>Sign in there and choose the workspaces. Each gets a key of its own, which you can revoke there.</source>
        <translation>Melden Sie sich dort an und wählen Sie die Arbeitsbereiche. Jeder bekommt einen eigenen Schlüssel, den Sie dort widerrufen können.</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Die Adresse kopieren</translation>
    </message>
    <message>
        <source>Stop waiting</source>
        <translation>Nicht mehr warten</translation>
    </message>
    <message>
        <source>You are signed in.</source>
        <translation>Sie sind angemeldet.</translation>
    </message>
    <message>
        <source>Save the connection to keep its key.</source>
        <translation>Speichern Sie die Verbindung, um ihren Schlüssel zu behalten.</translation>
    </message>
    <message>
        <source>Choose which workspaces to connect, then save.</source>
        <translation>Wählen Sie die Arbeitsbereiche, die verbunden werden sollen, und speichern Sie dann.</translation>
    </message>
    <message>
        <source>Workspace %1</source>
        <translation>Arbeitsbereich %1</translation>
    </message>
    <message>
        <source>Save the connection anyway</source>
        <translation>Die Verbindung trotzdem speichern</translation>
    </message>
</context>
<context>
    <name>screens::ConnectionDialogs</name>
    <message>
        <source>Enter the key of this workspace.</source>
        <translation>Geben Sie den Schlüssel dieses Arbeitsbereichs ein.</translation>
    </message>
</context>
<context>
    <name>screens::ConnectionForm</name>
    <message>
        <source>Production: destructive actions ask for the name</source>
        <translation>Produktion: zerstörende Aktionen fragen nach dem Namen</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Produktion</translation>
    </message>
    <message>
        <source>What you call this workspace</source>
        <translation>Wie Sie diesen Arbeitsbereich nennen</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Use the address from %1</source>
        <translation>Die Adresse aus %1 nehmen</translation>
    </message>
    <message>
        <source>Use the key from %1</source>
        <translation>Den Schlüssel aus %1 nehmen</translation>
    </message>
    <message>
        <source>Enter the address of the server.</source>
        <translation>Geben Sie die Adresse des Servers ein.</translation>
    </message>
    <message>
        <source>https, or http for a server on this computer.</source>
        <translation>https, oder http für einen Server auf diesem Rechner.</translation>
    </message>
    <message>
        <source>The key from %1 is used.</source>
        <translation>Der Schlüssel aus %1 wird genommen.</translation>
    </message>
    <message>
        <source>The address in %1 cannot be used, so the usual one stands above.</source>
        <translation>Die Adresse in %1 ist nicht nutzbar, darum steht oben die übliche.</translation>
    </message>
</context>
<context>
    <name>screens::ConnectionPage</name>
    <message>
        <source>Starting the demo workspace…</source>
        <translation>Der Demo-Arbeitsbereich wird gestartet…</translation>
    </message>
    <message>
        <source>Reading the key of %1…</source>
        <translation>Der Schlüssel von %1 wird gelesen…</translation>
    </message>
    <message>
        <source>Enter the key…</source>
        <translation>Schlüssel eingeben…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Use the key from %1</source>
        <translation>Den Schlüssel aus %1 nehmen</translation>
    </message>
</context>
<context>
    <name>screens::CostExport</name>
    <message>
        <source>Table as CSV…</source>
        <translation>Tabelle als CSV …</translation>
    </message>
    <message>
        <source>Table as JSON…</source>
        <translation>Tabelle als JSON …</translation>
    </message>
    <message>
        <source>Charts as PNG…</source>
        <translation>Diagramme als PNG …</translation>
    </message>
    <message>
        <source>Charts as SVG…</source>
        <translation>Diagramme als SVG …</translation>
    </message>
    <message>
        <source>Report as PDF…</source>
        <translation>Bericht als PDF …</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Drucken …</translation>
    </message>
    <message>
        <source>Cost %1</source>
        <translation>Kosten %1</translation>
    </message>
</context>
<context>
    <name>screens::CostFigures</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Estimate, %1</source>
        <translation>Schätzung, %1</translation>
    </message>
    <message>
        <source>Reported, %1</source>
        <translation>Gemeldet, %1</translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1 und mehr</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>Schätzung</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Cache hits</source>
        <translation>Cache-Treffer</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Turns</source>
        <translation>Durchgänge</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
</context>
<context>
    <name>screens::CostGrid</name>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
</context>
<context>
    <name>screens::CostNotices</name>
    <message>
        <source>A session may have several tags and stands below each of them: the rows add up to more than the sum, in which it is counted once.</source>
        <translation>Eine Sitzung kann mehrere Schlagwörter haben und steht unter jedem: Die Zeilen ergeben mehr als die Summe, in der sie einmal zählt.</translation>
    </message>
    <message>
        <source>%1 (%2 tokens)</source>
        <translation>%1 (%2 Token)</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weiteres</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n models without a price</source>
        <translation>
            <numerusform>%n Modell ohne Preis</numerusform>
            <numerusform>%n Modelle ohne Preis</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: their tokens are counted, what they cost is unknown and in no estimate.</source>
        <translation>%1: Ihre Token sind gezählt; was sie kosten, ist unbekannt und in keiner Schätzung.</translation>
    </message>
    <message>
        <source>Fill in prices…</source>
        <translation>Preise eintragen …</translation>
    </message>
    <message numerus="yes">
        <source>%n amounts that a server sent cannot be right and are in no sum.</source>
        <translation>
            <numerusform>%n Betrag, den ein Server gesendet hat, kann nicht stimmen und ist in keiner Summe.</numerusform>
            <numerusform>%n Beträge, die ein Server gesendet hat, können nicht stimmen und sind in keiner Summe.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show them…</source>
        <translation>Zeigen …</translation>
    </message>
</context>
<context>
    <name>screens::CostPage</name>
    <message>
        <source>Adding up…</source>
        <translation>Es wird zusammengezählt …</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Nothing was used in these days</source>
        <translation>In diesen Tagen wurde nichts verbraucht</translation>
    </message>
    <message>
        <source>What sessions use is counted from what servers report, also of sessions that were deleted since.</source>
        <translation>Was Sitzungen verbrauchen, wird aus dem gezählt, was Server melden, auch von Sitzungen, die seither gelöscht wurden.</translation>
    </message>
    <message>
        <source>Look at 90 days</source>
        <translation>90 Tage ansehen</translation>
    </message>
</context>
<context>
    <name>screens::CostRows</name>
    <message>
        <source>All together</source>
        <translation>Alles zusammen</translation>
    </message>
    <message>
        <source>%1 (total of the session)</source>
        <translation>%1 (Summe der Sitzung)</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1 und mehr</translation>
    </message>
    <message>
        <source>Some of these tokens are of a model without a price.</source>
        <translation>Einige dieser Token sind von einem Modell ohne Preis.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Reported, %1</source>
        <translation>Gemeldet, %1</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Estimate, %1</source>
        <translation>Schätzung, %1</translation>
    </message>
    <message>
        <source>Change of estimate</source>
        <translation>Änderung der Schätzung</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Cache read</source>
        <translation>Aus dem Cache</translation>
    </message>
    <message>
        <source>Cache write</source>
        <translation>In den Cache</translation>
    </message>
    <message>
        <source>Cache hits</source>
        <translation>Cache-Treffer</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Turns</source>
        <translation>Durchgänge</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Reported a turn</source>
        <translation>Gemeldet je Durchgang</translation>
    </message>
    <message>
        <source>Estimate a turn</source>
        <translation>Schätzung je Durchgang</translation>
    </message>
    <message>
        <source>Reported a session</source>
        <translation>Gemeldet je Sitzung</translation>
    </message>
    <message>
        <source>Estimate a session</source>
        <translation>Schätzung je Sitzung</translation>
    </message>
    <message>
        <source>What the server says that it costs, at list price.</source>
        <translation>Was es nach dem Server kostet, zum Listenpreis.</translation>
    </message>
    <message>
        <source>Reckoned here: tokens times the prices in the price table. No server said so.</source>
        <translation>Hier gerechnet: Token mal die Preise der Preistabelle. Kein Server hat das gesagt.</translation>
    </message>
    <message>
        <source>Against as many days right before.</source>
        <translation>Gegen ebenso viele Tage direkt davor.</translation>
    </message>
    <message>
        <source>Tokens that no cache held.</source>
        <translation>Token, die kein Cache hatte.</translation>
    </message>
    <message>
        <source>The part of all input that a cache held.</source>
        <translation>Der Teil der Eingabe, den ein Cache hatte.</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
</context>
<context>
    <name>screens::CostTools</name>
    <message>
        <source>Which days</source>
        <translation>Welche Tage</translation>
    </message>
    <message>
        <source>Grouped by</source>
        <translation>Gruppiert nach</translation>
    </message>
    <message>
        <source>Columns are split by</source>
        <translation>Säulen geteilt nach</translation>
    </message>
    <message>
        <source>Whose sessions</source>
        <translation>Wessen Sitzungen</translation>
    </message>
    <message>
        <source>What is drawn</source>
        <translation>Was gezeichnet wird</translation>
    </message>
    <message>
        <source>How it is drawn</source>
        <translation>Wie es gezeichnet wird</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Erster Tag</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>With as many days right before</source>
        <translation>Mit ebenso vielen Tagen direkt davor</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message numerus="yes">
        <source>Last %n days</source>
        <translation>
            <numerusform>Letzter Tag</numerusform>
            <numerusform>Letzte %n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>Von … bis …</translation>
    </message>
    <message>
        <source>By %1</source>
        <translation>Nach %1</translation>
    </message>
    <message>
        <source>Not split</source>
        <translation>Nicht geteilt</translation>
    </message>
    <message>
        <source>Split by %1</source>
        <translation>Geteilt nach %1</translation>
    </message>
    <message>
        <source>This workspace</source>
        <translation>Dieser Arbeitsbereich</translation>
    </message>
    <message>
        <source>All workspaces</source>
        <translation>Alle Arbeitsbereiche</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Linien</translation>
    </message>
</context>
<context>
    <name>screens::CostTrail</name>
    <message>
        <source>Back to %1</source>
        <translation>Zurück zu %1</translation>
    </message>
</context>
<context>
    <name>screens::DemoBar</name>
    <message>
        <source>Demo workspace</source>
        <translation>Demo-Arbeitsbereich</translation>
    </message>
    <message>
        <source>This is a demo workspace on this computer. Its agents follow a script, and nothing costs money.</source>
        <translation>Dies ist ein Demo-Arbeitsbereich auf diesem Rechner. Seine Agenten folgen einem Drehbuch, und nichts kostet Geld.</translation>
    </message>
    <message>
        <source>Connect your own workspace…</source>
        <translation>Den eigenen Arbeitsbereich verbinden…</translation>
    </message>
    <message>
        <source>Connect your own workspace</source>
        <translation>Den eigenen Arbeitsbereich verbinden</translation>
    </message>
</context>
<context>
    <name>screens::DiskBar</name>
    <message>
        <source>What you type now is kept in memory only, until Muster quits.</source>
        <translation>Was Sie jetzt schreiben, bleibt nur im Arbeitsspeicher, bis Muster beendet wird.</translation>
    </message>
    <message>
        <source>The file with your drafts was damaged.</source>
        <translation>Die Datei mit Ihren Entwürfen war beschädigt.</translation>
    </message>
    <message>
        <source>Muster has begun a new one, so drafts, unsent messages, pins and read marks may be missing. The damaged file is kept: %1</source>
        <translation>Muster hat eine neue begonnen; Entwürfe, nicht gesendete Nachrichten, Angeheftetes und Lesemarken können fehlen. Die beschädigte Datei ist aufgehoben: %1</translation>
    </message>
    <message>
        <source>Your drafts were written by a newer Muster.</source>
        <translation>Ihre Entwürfe hat ein neueres Muster geschrieben.</translation>
    </message>
    <message>
        <source>They are left as they are, in %1. Use the newer Muster to see them. %2</source>
        <translation>Sie bleiben, wie sie sind, in %1. Das neuere Muster zeigt sie. %2</translation>
    </message>
    <message>
        <source>Muster may not write your drafts.</source>
        <translation>Muster darf Ihre Entwürfe nicht schreiben.</translation>
    </message>
    <message>
        <source>%1 Let Muster write the file %2 and its folder, then start it again.</source>
        <translation>%1 Erlauben Sie Muster, die Datei %2 und ihren Ordner zu schreiben, und starten Sie es dann neu.</translation>
    </message>
    <message>
        <source>The disk is full: drafts cannot be kept.</source>
        <translation>Der Datenträger ist voll: Entwürfe können nicht aufgehoben werden.</translation>
    </message>
    <message>
        <source>%1 Make some room on the disk that holds %2; Muster goes on by itself.</source>
        <translation>%1 Schaffen Sie Platz auf dem Datenträger mit %2; Muster macht von selbst weiter.</translation>
    </message>
    <message>
        <source>Another program holds the file with your drafts.</source>
        <translation>Ein anderes Programm hält die Datei mit Ihren Entwürfen.</translation>
    </message>
    <message>
        <source>%1 Close the program that uses %2, a second Muster for instance.</source>
        <translation>%1 Beenden Sie das Programm, das %2 benutzt, zum Beispiel ein zweites Muster.</translation>
    </message>
    <message>
        <source>Muster cannot keep your drafts.</source>
        <translation>Muster kann Ihre Entwürfe nicht aufheben.</translation>
    </message>
    <message>
        <source>%1 The file is %2.</source>
        <translation>%1 Die Datei ist %2.</translation>
    </message>
    <message>
        <source>Sessions come from their servers meanwhile; they cannot be read offline or searched.</source>
        <translation>Sitzungen kommen inzwischen von ihren Servern; offline lesen oder durchsuchen lassen sie sich nicht.</translation>
    </message>
    <message>
        <source>The transcripts kept on this computer were damaged.</source>
        <translation>Die Verläufe auf diesem Computer waren beschädigt.</translation>
    </message>
    <message>
        <source>Nothing is lost on the servers: each session is read from its server again when you open it. The damaged file is kept and may be deleted: %1</source>
        <translation>Auf den Servern ist nichts verloren: Jede Sitzung wird beim Öffnen neu von ihrem Server gelesen. Die beschädigte Datei ist aufgehoben und darf gelöscht werden: %1</translation>
    </message>
    <message>
        <source>The transcripts on this computer were written by a newer Muster.</source>
        <translation>Die Verläufe auf diesem Computer hat ein neueres Muster geschrieben.</translation>
    </message>
    <message>
        <source>They are left as they are, in %1. %2</source>
        <translation>Sie bleiben, wie sie sind, in %1. %2</translation>
    </message>
    <message>
        <source>Muster may not write transcripts on this computer.</source>
        <translation>Muster darf auf diesem Computer keine Verläufe schreiben.</translation>
    </message>
    <message>
        <source>The disk is full: transcripts cannot be kept.</source>
        <translation>Der Datenträger ist voll: Verläufe können nicht aufgehoben werden.</translation>
    </message>
    <message>
        <source>New messages are shown, and read from the server again later. Make some room on the disk that holds %1; Muster goes on by itself.</source>
        <translation>Neue Nachrichten werden gezeigt und später noch einmal vom Server gelesen. Schaffen Sie Platz auf dem Datenträger mit %1; Muster macht von selbst weiter.</translation>
    </message>
    <message>
        <source>Another program holds the transcripts on this computer.</source>
        <translation>Ein anderes Programm hält die Verläufe auf diesem Computer.</translation>
    </message>
    <message>
        <source>New messages are shown, and read from the server again later. Close the program that uses %1, a second Muster for instance.</source>
        <translation>Neue Nachrichten werden gezeigt und später noch einmal vom Server gelesen. Beenden Sie das Programm, das %1 benutzt, zum Beispiel ein zweites Muster.</translation>
    </message>
    <message>
        <source>Muster cannot keep transcripts on this computer.</source>
        <translation>Muster kann auf diesem Rechner keine Verläufe aufbewahren.</translation>
    </message>
    <message>
        <source>What is used meanwhile is missing in the cost report until the sessions are read again.</source>
        <translation>Was inzwischen verbraucht wird, fehlt im Kostenbericht, bis die Sitzungen wieder gelesen werden.</translation>
    </message>
    <message>
        <source>The file with what was used was damaged.</source>
        <translation>Die Datei mit dem Verbrauch war beschädigt.</translation>
    </message>
    <message>
        <source>Muster has begun a new one. Sessions that are still on their servers are counted again when you open the cost page; what deleted ones cost may be missing. The damaged file is kept: %1</source>
        <translation>Muster hat eine neue begonnen. Sitzungen, die noch auf ihren Servern sind, werden neu gezählt, wenn Sie die Kostenseite öffnen; was gelöschte gekostet haben, kann fehlen. Die beschädigte Datei ist aufgehoben: %1</translation>
    </message>
    <message>
        <source>What was used was written by a newer Muster.</source>
        <translation>Der Verbrauch wurde von einem neueren Muster geschrieben.</translation>
    </message>
    <message>
        <source>It is left as it is, in %1. Use the newer Muster to see it. %2</source>
        <translation>Er bleibt, wie er ist, in %1. Benutzen Sie das neuere Muster, um ihn zu sehen. %2</translation>
    </message>
    <message>
        <source>Muster may not write what is used.</source>
        <translation>Muster darf nicht schreiben, was verbraucht wird.</translation>
    </message>
    <message>
        <source>The disk is full: what is used cannot be kept.</source>
        <translation>Die Platte ist voll: Der Verbrauch kann nicht aufgehoben werden.</translation>
    </message>
    <message>
        <source>Another program holds the file with what was used.</source>
        <translation>Ein anderes Programm hält die Datei mit dem Verbrauch.</translation>
    </message>
    <message>
        <source>Muster cannot keep what is used.</source>
        <translation>Muster kann den Verbrauch nicht aufheben.</translation>
    </message>
</context>
<context>
    <name>screens::EditActions</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
</context>
<context>
    <name>screens::ErrorText</name>
    <message>
        <source>It was cancelled</source>
        <translation>Es wurde abgebrochen</translation>
    </message>
    <message>
        <source>Nothing was changed by it here.</source>
        <translation>Hier hat sich dadurch nichts geändert.</translation>
    </message>
    <message>
        <source>The server cannot be reached</source>
        <translation>Der Server ist nicht erreichbar</translation>
    </message>
    <message>
        <source>No answer came: %1. Check the network and the address of the connection, then try again.</source>
        <translation>Es kam keine Antwort: %1. Prüfen Sie das Netz und die Adresse der Verbindung und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>No answer came. Check the network and the address of the connection, then try again.</source>
        <translation>Es kam keine Antwort. Prüfen Sie das Netz und die Adresse der Verbindung und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The server takes too long to answer</source>
        <translation>Der Server braucht zu lange für eine Antwort</translation>
    </message>
    <message>
        <source>No answer came in time: %1. It may be busy; try again.</source>
        <translation>Es kam nicht rechtzeitig eine Antwort: %1. Vielleicht ist er beschäftigt; versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>No answer came in time. It may be busy; try again.</source>
        <translation>Es kam nicht rechtzeitig eine Antwort. Vielleicht ist er beschäftigt; versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted</source>
        <translation>Dem Zertifikat des Servers ist nicht zu trauen</translation>
    </message>
    <message>
        <source>Nothing was sent: %1. If this server uses an authority of your own, add its certificate to the connection.</source>
        <translation>Es wurde nichts gesendet: %1. Wenn dieser Server eine eigene Zertifizierungsstelle benutzt, fügen Sie deren Zertifikat der Verbindung hinzu.</translation>
    </message>
    <message>
        <source>Nothing was sent. If this server uses an authority of your own, add its certificate to the connection.</source>
        <translation>Es wurde nichts gesendet. Wenn dieser Server eine eigene Zertifizierungsstelle benutzt, fügen Sie deren Zertifikat der Verbindung hinzu.</translation>
    </message>
    <message>
        <source>The key was not accepted</source>
        <translation>Der Schlüssel wurde nicht angenommen</translation>
    </message>
    <message>
        <source>It may be mistyped, expired or revoked. Enter a working key for this connection.</source>
        <translation>Er kann vertippt, abgelaufen oder widerrufen sein. Geben Sie einen gültigen Schlüssel für diese Verbindung ein.</translation>
    </message>
    <message>
        <source>This key may not do that</source>
        <translation>Dieser Schlüssel darf das nicht</translation>
    </message>
    <message>
        <source>The key works, but lacks the permission. Use another key, or ask who administers the workspace.</source>
        <translation>Der Schlüssel funktioniert, ihm fehlt aber die Erlaubnis. Nehmen Sie einen anderen oder fragen Sie, wer den Arbeitsbereich verwaltet.</translation>
    </message>
    <message>
        <source>It is no longer there</source>
        <translation>Es ist nicht mehr da</translation>
    </message>
    <message>
        <source>It may have been deleted, or it belongs to another workspace. Reload to see what is there now.</source>
        <translation>Es kann gelöscht worden sein oder zu einem anderen Arbeitsbereich gehören. Laden Sie neu, um zu sehen, was jetzt da ist.</translation>
    </message>
    <message>
        <source>It has changed meanwhile</source>
        <translation>Es hat sich inzwischen geändert</translation>
    </message>
    <message>
        <source>Someone or something else was faster, or the name is taken. Reload, compare, then save again.</source>
        <translation>Jemand oder etwas anderes war schneller, oder der Name ist vergeben. Laden Sie neu, vergleichen Sie, und speichern Sie dann erneut.</translation>
    </message>
    <message>
        <source>The server did not accept this</source>
        <translation>Der Server hat das nicht angenommen</translation>
    </message>
    <message>
        <source>What you entered is still here. Change it and try again. (%1)</source>
        <translation>Was Sie eingegeben haben, ist noch da. Ändern Sie es und versuchen Sie es erneut. (%1)</translation>
    </message>
    <message>
        <source>What you entered is still here. Change it and try again.</source>
        <translation>Was Sie eingegeben haben, ist noch da. Ändern Sie es und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Too many requests</source>
        <translation>Zu viele Anfragen</translation>
    </message>
    <message>
        <source>The server asks for a pause before the next try.</source>
        <translation>Der Server bittet um eine Pause vor dem nächsten Versuch.</translation>
    </message>
    <message>
        <source>The server is overloaded</source>
        <translation>Der Server ist überlastet</translation>
    </message>
    <message>
        <source>It works, but has too much to do. Try again in a moment.</source>
        <translation>Er arbeitet, hat aber zu viel zu tun. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The server failed</source>
        <translation>Der Server hat versagt</translation>
    </message>
    <message>
        <source>The fault is on its side. Try again; if it stays, give its operators the request id from the details.</source>
        <translation>Der Fehler liegt auf seiner Seite. Versuchen Sie es erneut; wenn er bleibt, geben Sie seinen Betreibern die Anfragekennung aus den Einzelheiten.</translation>
    </message>
    <message>
        <source>The answer cannot be read</source>
        <translation>Die Antwort ist nicht lesbar</translation>
    </message>
    <message>
        <source>What came back is not what this kind of server sends: %1. Check the address of the connection; a proxy or a sign-in page may be in between.</source>
        <translation>Was zurückkam, schickt ein solcher Server nicht: %1. Prüfen Sie die Adresse der Verbindung; ein Proxy oder eine Anmeldeseite kann dazwischen sein.</translation>
    </message>
    <message>
        <source>What came back is not what this kind of server sends. Check the address of the connection; a proxy or a sign-in page may be in between.</source>
        <translation>Was zurückkam, schickt ein solcher Server nicht. Prüfen Sie die Adresse der Verbindung; ein Proxy oder eine Anmeldeseite kann dazwischen sein.</translation>
    </message>
    <message>
        <source>This server cannot do that</source>
        <translation>Dieser Server kann das nicht</translation>
    </message>
    <message>
        <source>It does not offer this function. Everything else works as before.</source>
        <translation>Er bietet diese Funktion nicht an. Alles andere geht wie bisher.</translation>
    </message>
    <message>
        <source>It is not known whether it happened</source>
        <translation>Es ist nicht bekannt, ob es geschehen ist</translation>
    </message>
    <message>
        <source>The request left, but no answer came. Check before you do it again, or it may happen twice.</source>
        <translation>Die Anfrage ging hinaus, aber es kam keine Antwort. Sehen Sie nach, bevor Sie es wiederholen, sonst geschieht es womöglich zweimal.</translation>
    </message>
    <message>
        <source>This computer&apos;s disk refused</source>
        <translation>Die Platte dieses Rechners hat sich geweigert</translation>
    </message>
    <message>
        <source>Muster could not keep something: %1. Free some space or check the permissions, then try again.</source>
        <translation>Muster konnte etwas nicht aufbewahren: %1. Schaffen Sie Platz oder prüfen Sie die Rechte und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Muster could not keep something. Free some space or check the permissions, then try again.</source>
        <translation>Muster konnte etwas nicht aufbewahren. Schaffen Sie Platz oder prüfen Sie die Rechte und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Connection settings</source>
        <translation>Einstellungen der Verbindung</translation>
    </message>
    <message>
        <source>Back to the fields</source>
        <translation>Zurück zu den Feldern</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Jetzt nachsehen</translation>
    </message>
    <message numerus="yes">
        <source>It asks to wait %n second(s).</source>
        <translation>
            <numerusform>Er bittet, %n Sekunde zu warten.</numerusform>
            <numerusform>Er bittet, %n Sekunden zu warten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It asks to wait %n minute(s).</source>
        <translation>
            <numerusform>Er bittet, %n Minute zu warten.</numerusform>
            <numerusform>Er bittet, %n Minuten zu warten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It asks to wait %n hour(s).</source>
        <translation>
            <numerusform>Er bittet, %n Stunde zu warten.</numerusform>
            <numerusform>Er bittet, %n Stunden zu warten.</numerusform>
        </translation>
    </message>
    <message>
        <source>HTTP status: %1</source>
        <translation>HTTP-Status: %1</translation>
    </message>
    <message>
        <source>Server&apos;s type: %1</source>
        <translation>Art laut Server: %1</translation>
    </message>
    <message>
        <source>Server&apos;s message: %1</source>
        <translation>Meldung des Servers: %1</translation>
    </message>
    <message>
        <source>Request id: %1</source>
        <translation>Anfragekennung: %1</translation>
    </message>
    <message>
        <source>Detail: %1</source>
        <translation>Einzelheit: %1</translation>
    </message>
    <message>
        <source>Kind: %1</source>
        <translation>Art: %1</translation>
    </message>
    <message>
        <source>The server says: “%1”</source>
        <translation>Der Server sagt: „%1“</translation>
    </message>
    <message>
        <source>Use https. Plain http is allowed only for this computer (localhost), because the key would travel readable.</source>
        <translation>Nehmen Sie https. Einfaches http ist nur für diesen Rechner (localhost) erlaubt, weil der Schlüssel lesbar unterwegs wäre.</translation>
    </message>
    <message>
        <source>The address must begin with https://</source>
        <translation>Die Adresse muss mit https:// beginnen</translation>
    </message>
    <message>
        <source>Leave out the part before the @: the key is stored separately.</source>
        <translation>Lassen Sie den Teil vor dem @ weg: Der Schlüssel wird getrennt aufbewahrt.</translation>
    </message>
    <message>
        <source>Leave out everything from the ? or # on.</source>
        <translation>Lassen Sie alles ab dem ? oder # weg.</translation>
    </message>
    <message>
        <source>This is not an address. It looks like https://host.example</source>
        <translation>Das ist keine Adresse. Sie sieht aus wie https://host.example</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Erneut anmelden</translation>
    </message>
    <message>
        <source>Nothing came back from the browser</source>
        <translation>Vom Browser kam nichts zurück</translation>
    </message>
    <message>
        <source>If its page showed an error, this server may have no sign-in page: paste a key instead.</source>
        <translation>Wenn seine Seite einen Fehler zeigte, hat dieser Server vielleicht keine Anmeldeseite: Fügen Sie stattdessen einen Schlüssel ein.</translation>
    </message>
    <message>
        <source>The sign-in was refused in the browser</source>
        <translation>Die Anmeldung wurde im Browser abgelehnt</translation>
    </message>
    <message>
        <source>No key was made. Sign in again, or paste a key.</source>
        <translation>Es wurde kein Schlüssel angelegt. Melden Sie sich erneut an oder fügen Sie einen Schlüssel ein.</translation>
    </message>
    <message>
        <source>Muster cannot wait for the browser</source>
        <translation>Muster kann nicht auf den Browser warten</translation>
    </message>
    <message>
        <source>This computer did not let it listen for the answer. Paste a key instead.</source>
        <translation>Dieser Rechner ließ es nicht auf die Antwort hören. Fügen Sie stattdessen einen Schlüssel ein.</translation>
    </message>
    <message>
        <source>The browser&apos;s answer cannot be understood</source>
        <translation>Die Antwort des Browsers ist nicht zu verstehen</translation>
    </message>
    <message>
        <source>This server may sign in in a way that Muster does not know. Paste a key instead.</source>
        <translation>Dieser Server meldet vielleicht auf eine Weise an, die Muster nicht kennt. Fügen Sie stattdessen einen Schlüssel ein.</translation>
    </message>
    <message>
        <source>The session did not take it</source>
        <translation>Die Sitzung hat es nicht angenommen</translation>
    </message>
    <message>
        <source>It may have ended, or be busy with something else. What you wrote is kept.</source>
        <translation>Sie ist vielleicht beendet oder mit etwas anderem beschäftigt. Was Sie geschrieben haben, bleibt erhalten.</translation>
    </message>
</context>
<context>
    <name>screens::FeedBar</name>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird aufgebaut…</translation>
    </message>
    <message>
        <source>Loading the history…</source>
        <translation>Der Verlauf wird geladen…</translation>
    </message>
    <message>
        <source>This session has ended.</source>
        <translation>Diese Sitzung ist beendet.</translation>
    </message>
    <message>
        <source>Its transcript stays here to read and copy.</source>
        <translation>Ihr Verlauf bleibt hier zum Lesen und Kopieren.</translation>
    </message>
    <message>
        <source>What you see may be out of date. Muster keeps trying and catches up by itself. %1</source>
        <translation>Was Sie sehen, kann veraltet sein. Muster versucht es weiter und holt von selbst auf. %1</translation>
    </message>
    <message>
        <source>Muster keeps trying. %1</source>
        <translation>Muster versucht es weiter. %1</translation>
    </message>
    <message>
        <source>Reconnecting (try %1).</source>
        <translation>Neue Verbindung (Versuch %1).</translation>
    </message>
    <message>
        <source>Retry now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) could not be read.</source>
        <translation>
            <numerusform>%n Ereignis konnte nicht gelesen werden.</numerusform>
            <numerusform>%n Ereignisse konnten nicht gelesen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>They were left out; everything else is here. Reading the history again may bring them.</source>
        <translation>Sie fehlen; alles andere ist da. Den Verlauf neu zu lesen bringt sie vielleicht.</translation>
    </message>
    <message>
        <source>Read the history again</source>
        <translation>Den Verlauf neu lesen</translation>
    </message>
    <message>
        <source>The server does not have this session any more.</source>
        <translation>Der Server hat diese Sitzung nicht mehr.</translation>
    </message>
    <message>
        <source>It was deleted, or its workspace is gone. Its transcript stays here to read and copy.</source>
        <translation>Sie wurde gelöscht, oder ihr Arbeitsbereich ist weg. Ihr Verlauf bleibt hier zum Lesen und Kopieren.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
    <message>
        <source>Catching up…</source>
        <translation>Wird nachgeholt …</translation>
    </message>
    <message>
        <source>What you see was kept on this computer. Muster keeps trying and catches up by itself. %1</source>
        <translation>Was Sie sehen, lag auf diesem Rechner. Muster versucht es weiter und holt von selbst nach. %1</translation>
    </message>
    <message>
        <source>What you see was kept on this computer.</source>
        <translation>Was Sie sehen, lag auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Newer messages come once the server can be asked again.</source>
        <translation>Neuere Nachrichten kommen, sobald der Server wieder gefragt werden kann.</translation>
    </message>
    <message>
        <source>%1 What you see was kept on this computer.</source>
        <translation>%1 Was Sie sehen, lag auf diesem Rechner.</translation>
    </message>
</context>
<context>
    <name>screens::FieldEditor</name>
    <message>
        <source>Not set</source>
        <translation>Nicht gesetzt</translation>
    </message>
    <message>
        <source>%1 (required)</source>
        <translation>%1 (nötig)</translation>
    </message>
    <message>
        <source>%1 is needed.</source>
        <translation>%1 ist nötig.</translation>
    </message>
    <message>
        <source>At most %1 characters fit here.</source>
        <translation>Hier passen höchstens %1 Zeichen hinein.</translation>
    </message>
    <message>
        <source>This can be replaced, but not emptied.</source>
        <translation>Das lässt sich ersetzen, aber nicht leeren.</translation>
    </message>
    <message>
        <source>This is not readable as JSON.</source>
        <translation>Das ist als JSON nicht lesbar.</translation>
    </message>
    <message>
        <source>This is not readable as JSON: %1</source>
        <translation>Das ist als JSON nicht lesbar: %1</translation>
    </message>
    <message>
        <source>A record is a JSON object: it begins with { and ends with }.</source>
        <translation>Ein Datensatz ist ein JSON-Objekt: Es beginnt mit { und endet mit }.</translation>
    </message>
    <message>
        <source>%1 cannot be changed.</source>
        <translation>%1 lässt sich nicht ändern.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Leave empty to keep what is stored</source>
        <translation>Leer lassen, um das Gespeicherte zu behalten</translation>
    </message>
    <message>
        <source>Enter this here: a secret does not belong into the raw JSON.</source>
        <translation>Geben Sie dies hier ein: Ein Geheimnis gehört nicht in das rohe JSON.</translation>
    </message>
</context>
<context>
    <name>screens::FieldText</name>
    <message>
        <source>custom tool</source>
        <translation>eigenes Werkzeug</translation>
    </message>
    <message>
        <source>tools of %1</source>
        <translation>Werkzeuge von %1</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
</context>
<context>
    <name>screens::FileSaving</name>
    <message>
        <source>The system does not say why.</source>
        <translation>Das System sagt nicht, warum.</translation>
    </message>
    <message>
        <source>Save to a file</source>
        <translation>In einer Datei speichern</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>The file could not be written</source>
        <translation>Die Datei konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>%1: %2 Nothing was changed; choose another place, or try again.</source>
        <translation>%1: %2 Nichts wurde verändert; wählen Sie einen anderen Ort, oder versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Save elsewhere…</source>
        <translation>Anderswo speichern …</translation>
    </message>
</context>
<context>
    <name>screens::FileWords</name>
    <message>
        <source>plain text</source>
        <translation>reiner Text</translation>
    </message>
    <message>
        <source>This server takes no files with a message.</source>
        <translation>Dieser Server nimmt keine Dateien mit einer Nachricht an.</translation>
    </message>
    <message>
        <source>Attach files: %1.</source>
        <translation>Dateien anhängen: %1.</translation>
    </message>
    <message numerus="yes">
        <source>Up to %n files go with a message.</source>
        <translation>
            <numerusform>Höchstens %n Datei geht mit einer Nachricht.</numerusform>
            <numerusform>Bis zu %n Dateien gehen mit einer Nachricht.</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is not there any more.</source>
        <translation>„%1“ ist nicht mehr da.</translation>
    </message>
    <message>
        <source>“%1” is a folder or a device: only files can go along.</source>
        <translation>„%1“ ist ein Ordner oder ein Gerät: Nur Dateien können mitgehen.</translation>
    </message>
    <message>
        <source>“%1” cannot be read: %2</source>
        <translation>„%1“ kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>“%1” is empty.</source>
        <translation>„%1“ ist leer.</translation>
    </message>
    <message>
        <source>“%1” cannot go along. This server takes: %2.</source>
        <translation>„%1“ kann nicht mitgehen. Dieser Server nimmt: %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n files were left out: %1 go with one message at most.</source>
        <translation>
            <numerusform>%n Datei wurde weggelassen: Höchstens %1 gehen mit einer Nachricht.</numerusform>
            <numerusform>%n Dateien wurden weggelassen: Höchstens %1 gehen mit einer Nachricht.</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” was left out: all files of a message together may have %2.</source>
        <translation>„%1“ wurde weggelassen: Alle Dateien einer Nachricht dürfen zusammen %2 haben.</translation>
    </message>
    <message>
        <source>A PDF may have %1.</source>
        <translation>Ein PDF darf %1 haben.</translation>
    </message>
    <message numerus="yes">
        <source>A PDF may have %1 and %n pages</source>
        <translation>
            <numerusform>Ein PDF darf %1 und eine Seite haben</numerusform>
            <numerusform>Ein PDF darf %1 und %n Seiten haben</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; smaller models take %2 pages only.</source>
        <translation>%1; kleinere Modelle nehmen nur %2 Seiten.</translation>
    </message>
    <message>
        <source>A picture may have %1.</source>
        <translation>Ein Bild darf %1 haben.</translation>
    </message>
    <message>
        <source>A text may have %1.</source>
        <translation>Ein Text darf %1 haben.</translation>
    </message>
    <message>
        <source>“%1” is too large: it has %2, and no file may have more than %3.</source>
        <translation>„%1“ ist zu groß: Die Datei hat %2, und keine darf mehr als %3 haben.</translation>
    </message>
    <message>
        <source>“%1” is too large: it has %2, and a picture may have %3 at most.</source>
        <translation>„%1“ ist zu groß: Die Datei hat %2, und ein Bild darf höchstens %3 haben.</translation>
    </message>
    <message>
        <source>“%1” is too large: it has %2, and a text may have %3 at most.</source>
        <translation>„%1“ ist zu groß: Die Datei hat %2, und ein Text darf höchstens %3 haben.</translation>
    </message>
    <message>
        <source>“%1” is too large: it has %2, and a PDF may have %3 at most.</source>
        <translation>„%1“ ist zu groß: Die Datei hat %2, und ein PDF darf höchstens %3 haben.</translation>
    </message>
    <message>
        <source>“%1” is too large: it has %2 by %3 pixels, and a picture may have %4 by %4.</source>
        <translation>„%1“ ist zu groß: Das Bild hat %2 mal %3 Pixel und darf %4 mal %4 haben.</translation>
    </message>
    <message numerus="yes">
        <source>“%1” has %n pages: a PDF may have %2 at most.</source>
        <translation>
            <numerusform>„%1“ hat eine Seite: Ein PDF darf höchstens %2 haben.</numerusform>
            <numerusform>„%1“ hat %n Seiten: Ein PDF darf höchstens %2 haben.</numerusform>
        </translation>
    </message>
    <message>
        <source>scaled down to %1 × %2</source>
        <translation>verkleinert auf %1 × %2</translation>
    </message>
</context>
<context>
    <name>screens::FilterBar</name>
    <message>
        <source>Clear filters</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>Beliebig</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: any</source>
        <translation>%1: beliebig</translation>
    </message>
</context>
<context>
    <name>screens::FindBar</name>
    <message>
        <source>Match case</source>
        <translation>Groß- und Kleinschreibung beachten</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>Regulärer Ausdruck</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>Vorheriger Treffer</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Suche schließen</translation>
    </message>
    <message>
        <source>Find in the transcript</source>
        <translation>Im Verlauf suchen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Not a regular expression: %1</source>
        <translation>Kein regulärer Ausdruck: %1</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Es wird gesucht…</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1, searching…</source>
        <translation>%1, es wird gesucht…</translation>
    </message>
    <message>
        <source>Aa</source>
        <extracomment>On a button: capital and small letters differ.</extracomment>
        <translation>Aa</translation>
    </message>
    <message numerus="yes">
        <source>%n hits</source>
        <translation>
            <numerusform>%n Treffer</numerusform>
            <numerusform>%n Treffer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>screens::FlaggedDialog</name>
    <message>
        <source>Not a number that can be counted</source>
        <translation>Keine Zahl, die man zählen kann</translation>
    </message>
    <message>
        <source>Below zero</source>
        <translation>Unter null</translation>
    </message>
    <message>
        <source>More than a session can use</source>
        <translation>Mehr, als eine Sitzung verbrauchen kann</translation>
    </message>
    <message>
        <source>More than a day ahead of this computer&apos;s clock</source>
        <translation>Der Uhr dieses Computers mehr als einen Tag voraus</translation>
    </message>
    <message>
        <source>Without a time, or with an impossible one</source>
        <translation>Ohne Zeit oder mit einer unmöglichen</translation>
    </message>
    <message>
        <source>A total smaller than the one before it</source>
        <translation>Eine Summe, die kleiner ist als die davor</translation>
    </message>
    <message>
        <source>Tokens in a unit that is not tokens</source>
        <translation>Token in einer Einheit, die keine Token ist</translation>
    </message>
    <message>
        <source>Amounts in no sum</source>
        <translation>Beträge in keiner Summe</translation>
    </message>
    <message>
        <source>The newest first, of all workspaces, exactly as the servers sent them.</source>
        <translation>Die neuesten zuerst, aus allen Arbeitsbereichen, genau wie die Server sie gesendet haben.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Es wird gelesen …</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
</context>
<context>
    <name>screens::HuePicker</name>
    <message>
        <source>Colour %1</source>
        <translation>Farbe %1</translation>
    </message>
</context>
<context>
    <name>screens::KeyFields</name>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Sign in with the browser…</source>
        <translation>Mit dem Browser anmelden…</translation>
    </message>
    <message>
        <source>Keep the key in the keychain of your system</source>
        <translation>Den Schlüssel im Schlüsselbund Ihres Systems aufbewahren</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>Paste the key from the clipboard</source>
        <translation>Den Schlüssel aus der Zwischenablage einfügen</translation>
    </message>
    <message>
        <source>Sign in with the browser</source>
        <translation>Mit dem Browser anmelden</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Keep the key in the keychain</source>
        <translation>Den Schlüssel im Schlüsselbund aufbewahren</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>With an API key</source>
        <translation>Mit einem API-Schlüssel</translation>
    </message>
    <message>
        <source>With an auth token (Authorization: Bearer)</source>
        <translation>Mit einem Auth-Token (Authorization: Bearer)</translation>
    </message>
    <message>
        <source>Without a key: the server is open</source>
        <translation>Ohne Schlüssel: Der Server ist offen</translation>
    </message>
    <message>
        <source>Auth token</source>
        <translation>Auth-Token</translation>
    </message>
    <message>
        <source>Not shown</source>
        <translation>Nicht gezeigt</translation>
    </message>
    <message>
        <source>Leave empty to keep the key that is stored</source>
        <translation>Leer lassen, um den gespeicherten Schlüssel zu behalten</translation>
    </message>
    <message>
        <source>Begins with %1</source>
        <translation>Beginnt mit %1</translation>
    </message>
    <message>
        <source>Enter the key.</source>
        <translation>Geben Sie den Schlüssel ein.</translation>
    </message>
    <message>
        <source>The key holds a space or a line break in its middle. Copy it again, in one piece.</source>
        <translation>Der Schlüssel enthält in der Mitte ein Leerzeichen oder einen Zeilenumbruch. Kopieren Sie ihn erneut, in einem Stück.</translation>
    </message>
    <message>
        <source>The key holds a character that no key has. Copy it again.</source>
        <translation>Der Schlüssel enthält ein Zeichen, das kein Schlüssel hat. Kopieren Sie ihn erneut.</translation>
    </message>
    <message>
        <source>This does not look like a key: it is too short or too long.</source>
        <translation>Das sieht nicht nach einem Schlüssel aus: Es ist zu kurz oder zu lang.</translation>
    </message>
    <message>
        <source>Nothing is stored and nothing is sent. Whoever can reach this server can use it.</source>
        <translation>Es wird nichts gespeichert und nichts gesendet. Wer diesen Server erreicht, kann ihn benutzen.</translation>
    </message>
    <message>
        <source>Kept in the keychain of your system, never in a file.</source>
        <translation>Wird im Schlüsselbund Ihres Systems aufbewahrt, nie in einer Datei.</translation>
    </message>
    <message>
        <source>Kept in memory until you quit, never in a file.</source>
        <translation>Bleibt im Speicher, bis Sie beenden, nie in einer Datei.</translation>
    </message>
    <message numerus="yes">
        <source>All %n workspace(s)</source>
        <translation>
            <numerusform>%n Arbeitsbereich</numerusform>
            <numerusform>Alle %n Arbeitsbereiche</numerusform>
        </translation>
    </message>
    <message>
        <source>Workspace without a name</source>
        <translation>Arbeitsbereich ohne Namen</translation>
    </message>
</context>
<context>
    <name>screens::KeyOffer</name>
    <message>
        <source>A workspace of yours can be connected.</source>
        <translation>Ein Arbeitsbereich von Ihnen kann verbunden werden.</translation>
    </message>
    <message>
        <source>%1 was set when Muster started. It was read once and is kept nowhere unless you say so.</source>
        <translation>%1 war gesetzt, als Muster startete. Es wurde einmal gelesen und wird nirgends aufbewahrt, wenn Sie es nicht sagen.</translation>
    </message>
    <message>
        <source>Use the address from %1</source>
        <translation>Die Adresse aus %1 nehmen</translation>
    </message>
    <message>
        <source>Use the key from %1</source>
        <translation>Den Schlüssel aus %1 nehmen</translation>
    </message>
</context>
<context>
    <name>screens::LinkQuestion</name>
    <message>
        <source>Open a link to %1?</source>
        <translation>Einen Link zu %1 öffnen?</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Adresse kopieren</translation>
    </message>
</context>
<context>
    <name>screens::MainMenus</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Session</source>
        <translation>&amp;Sitzung</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>&amp;Fenster</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>New session…</source>
        <translation>Neue Sitzung…</translation>
    </message>
    <message>
        <source>Connect a workspace…</source>
        <translation>Einen Arbeitsbereich verbinden…</translation>
    </message>
    <message>
        <source>Close tab</source>
        <translation>Reiter schließen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Go to…</source>
        <translation>Gehe zu…</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Sidebar with names</source>
        <translation>Seitenleiste mit Namen</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Bequem</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Dicht</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größerer Text</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinerer Text</translation>
    </message>
    <message>
        <source>Normal text</source>
        <translation>Normaler Text</translation>
    </message>
    <message>
        <source>Allow the call</source>
        <translation>Den Aufruf erlauben</translation>
    </message>
    <message>
        <source>Deny the call</source>
        <translation>Den Aufruf ablehnen</translation>
    </message>
    <message>
        <source>Move to a window of its own</source>
        <translation>In ein eigenes Fenster verschieben</translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation>Nächster Reiter</translation>
    </message>
    <message>
        <source>Previous tab</source>
        <translation>Voriger Reiter</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>Voriger Bereich</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>About Muster</source>
        <translation>Über Muster</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Traffic log</source>
        <translation>Verkehrsprotokoll</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>Message of the copied link</source>
        <translation>Nachricht des kopierten Links</translation>
    </message>
    <message>
        <source>Search all sessions…</source>
        <translation>Alle Sitzungen durchsuchen …</translation>
    </message>
</context>
<context>
    <name>screens::MainWindow</name>
    <message>
        <source>%1 — %2 — Muster</source>
        <translation>%1 — %2 — Muster</translation>
    </message>
    <message>
        <source>%1 — Muster</source>
        <translation>%1 — Muster</translation>
    </message>
    <message>
        <source>A form has changes that are not saved.</source>
        <translation>Ein Formular hat Änderungen, die nicht gespeichert sind.</translation>
    </message>
    <message>
        <source>They are lost when Muster quits.</source>
        <translation>Sie gehen verloren, wenn Muster beendet wird.</translation>
    </message>
    <message>
        <source>Quit anyway</source>
        <translation>Trotzdem beenden</translation>
    </message>
</context>
<context>
    <name>screens::McpServersEditor</name>
    <message>
        <source>Add MCP server</source>
        <translation>MCP-Server hinzufügen</translation>
    </message>
    <message>
        <source>Name of server %1</source>
        <translation>Name von Server %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Address of server %1</source>
        <translation>Adresse von Server %1</translation>
    </message>
    <message>
        <source>Remove server %1</source>
        <translation>Server %1 entfernen</translation>
    </message>
</context>
<context>
    <name>screens::MessageFiles</name>
    <message numerus="yes">
        <source>Only %n files go with one message. Remove some.</source>
        <translation>
            <numerusform>Nur %n Datei geht mit einer Nachricht. Entfernen Sie einige.</numerusform>
            <numerusform>Nur %n Dateien gehen mit einer Nachricht. Entfernen Sie einige.</numerusform>
        </translation>
    </message>
    <message>
        <source>All files of a message together may have %1. Remove some.</source>
        <translation>Alle Dateien einer Nachricht dürfen zusammen %1 haben. Entfernen Sie einige.</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>Eingefügtes Bild</translation>
    </message>
</context>
<context>
    <name>screens::NameConfirmation</name>
    <message>
        <source>delete</source>
        <translation>löschen</translation>
    </message>
    <message>
        <source>This is a production workspace. Type this to go on: %1</source>
        <translation>Das ist ein Produktionsbereich. Tippen Sie dies, um fortzufahren: %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>screens::NeedsYouPage</name>
    <message>
        <source>Needs you</source>
        <translation>Braucht Sie</translation>
    </message>
    <message>
        <source>Calls that wait for you</source>
        <translation>Aufrufe, die auf Sie warten</translation>
    </message>
    <message>
        <source>Untitled session</source>
        <translation>Sitzung ohne Titel</translation>
    </message>
    <message>
        <source>asks to run %1</source>
        <translation>möchte %1 ausführen</translation>
    </message>
    <message>
        <source>waits for the result of %1</source>
        <translation>wartet auf das Ergebnis von %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Nothing waits for you.</source>
        <translation>Nichts wartet auf Sie.</translation>
    </message>
    <message>
        <source>Muster watches every session that is open in a tab and lists here what asks for your answer.</source>
        <translation>Muster beobachtet jede Sitzung, die in einem Reiter offen ist, und zeigt hier, was Ihre Antwort braucht.</translation>
    </message>
    <message>
        <source>Go to the sessions</source>
        <translation>Zu den Sitzungen</translation>
    </message>
</context>
<context>
    <name>screens::NetworkFields</name>
    <message>
        <source>Proxy and certificates</source>
        <translation>Proxy und Zertifikate</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>As the system; &quot;none&quot;, or host:port</source>
        <translation>Wie das System; „none“ oder Rechner:Port</translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation>Zertifikatsdatei</translation>
    </message>
    <message>
        <source>PEM file of an authority of your own</source>
        <translation>PEM-Datei einer eigenen Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose a certificate file</source>
        <translation>Eine Zertifikatsdatei wählen</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>Zertifikate (*.pem *.crt *.cer);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>screens::PageLetters</name>
    <message>
        <source>Needs you</source>
        <translation>Braucht Sie</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>G then %1</source>
        <translation>G, dann %1</translation>
    </message>
    <message>
        <source>Going to a page (outside of text fields)</source>
        <translation>Zu einer Seite gehen (außerhalb von Textfeldern)</translation>
    </message>
</context>
<context>
    <name>screens::PaletteCommands</name>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Braucht Sie</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Ohne Titel</translation>
    </message>
    <message>
        <source>Open session</source>
        <translation>Offene Sitzung</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
</context>
<context>
    <name>screens::PriceCells</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Gültig ab</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Cache write, 5 minutes</source>
        <translation>In den Cache, 5 Minuten</translation>
    </message>
    <message>
        <source>Cache write, 1 hour</source>
        <translation>In den Cache, 1 Stunde</translation>
    </message>
    <message>
        <source>Cache read</source>
        <translation>Aus dem Cache</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Shipped</source>
        <translation>Mitgeliefert</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Ihrer</translation>
    </message>
    <message>
        <source>to fill in</source>
        <translation>fehlt</translation>
    </message>
</context>
<context>
    <name>screens::PricesDialog</name>
    <message>
        <source>Write 5 min</source>
        <translation>Schreiben 5 min</translation>
    </message>
    <message>
        <source>Write 1 h</source>
        <translation>Schreiben 1 h</translation>
    </message>
    <message>
        <source>Prices of models</source>
        <translation>Preise der Modelle</translation>
    </message>
    <message>
        <source>Your prices could not be read</source>
        <translation>Ihre Preise konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>Only the shipped ones are used. The file is left as it is until you change a price; then it is set aside.</source>
        <translation>Nur die mitgelieferten werden benutzt. Die Datei bleibt, wie sie ist, bis Sie einen Preis ändern; dann wird sie beiseitegelegt.</translation>
    </message>
    <message>
        <source>Add a price</source>
        <translation>Preis hinzufügen</translation>
    </message>
    <message>
        <source>Copy to edit</source>
        <translation>Zum Ändern kopieren</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove all of mine</source>
        <translation>Alle eigenen entfernen</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren …</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>CSV exportieren …</translation>
    </message>
    <message>
        <source>Export JSON…</source>
        <translation>JSON exportieren …</translation>
    </message>
    <message>
        <source>What a million tokens cost, for estimates only: money that a server reports is never changed by it. Of the prices that fit a model the longest name wins, then the later day, then yours. Shipped prices are as of %1, from %2.</source>
        <translation>Was eine Million Token kostet, nur für Schätzungen: Geld, das ein Server meldet, ändert sich dadurch nie. Von den Preisen, die zu einem Modell passen, gilt der mit dem längsten Namen, dann der spätere Tag, dann Ihrer. Mitgelieferte Preise sind vom %1, von %2.</translation>
    </message>
    <message>
        <source>Used, and without a price:</source>
        <translation>Benutzt und ohne Preis:</translation>
    </message>
    <message>
        <source>A shipped price stays; copy it, and yours is used instead.</source>
        <translation>Ein mitgelieferter Preis bleibt; kopieren Sie ihn, dann gilt Ihrer.</translation>
    </message>
    <message>
        <source>%1: %2 tokens</source>
        <translation>%1: %2 Token</translation>
    </message>
    <message>
        <source>Add a price of %1</source>
        <translation>Preis für %1 hinzufügen</translation>
    </message>
    <message>
        <source>The price of %1 was removed.</source>
        <translation>Der Preis von %1 wurde entfernt.</translation>
    </message>
    <message>
        <source>Put it back</source>
        <translation>Zurückholen</translation>
    </message>
    <message numerus="yes">
        <source>%n price(s) of yours were removed; the shipped ones are used.</source>
        <translation>
            <numerusform>%n eigener Preis wurde entfernt; die mitgelieferten gelten.</numerusform>
            <numerusform>%n eigene Preise wurden entfernt; die mitgelieferten gelten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Put them back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Import prices</source>
        <translation>Preise importieren</translation>
    </message>
    <message>
        <source>Prices (*.csv *.json)</source>
        <translation>Preise (*.csv *.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>The file could not be read</source>
        <translation>Die Datei konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>These are no prices that Muster can read</source>
        <translation>Das sind keine Preise, die Muster lesen kann</translation>
    </message>
    <message>
        <source>Nothing was changed. Something is wrong here: %1. An exported file shows how it has to look.</source>
        <translation>Nichts wurde geändert. Hier stimmt etwas nicht: %1. Eine exportierte Datei zeigt, wie es aussehen muss.</translation>
    </message>
    <message>
        <source>Imported. New: %1; changed: %2; known already: %3.</source>
        <translation>Importiert. Neu: %1; geändert: %2; schon bekannt: %3.</translation>
    </message>
    <message>
        <source>It has to be the id of a model without blanks; * stands for any characters, as in claude-opus-4-5*.</source>
        <translation>Es muss die ID eines Modells ohne Leerzeichen sein; * steht für beliebige Zeichen, etwa claude-opus-4-5*.</translation>
    </message>
    <message>
        <source>It has to be a day as year-month-day, as in 2026-11-22.</source>
        <translation>Es muss ein Tag als Jahr-Monat-Tag sein, etwa 2026-11-22.</translation>
    </message>
    <message>
        <source>It has to be a currency&apos;s letters, as in USD.</source>
        <translation>Es müssen die Buchstaben einer Währung sein, etwa USD.</translation>
    </message>
    <message>
        <source>It has to be a number from 0 to 999,999.999999, as in 12.50, without a currency.</source>
        <translation>Es muss eine Zahl von 0 bis 999,999.999999 sein, etwa 12.50, ohne Währung.</translation>
    </message>
    <message>
        <source>%1 is empty</source>
        <translation>%1 ist leer</translation>
    </message>
    <message>
        <source>%1 cannot be “%2”</source>
        <translation>%1 kann nicht „%2“ sein</translation>
    </message>
    <message>
        <source>%1 The value of before stays.</source>
        <translation>%1 Der Wert von vorher bleibt.</translation>
    </message>
    <message>
        <source>The prices could not be saved</source>
        <translation>Die Preise konnten nicht gespeichert werden</translation>
    </message>
    <message>
        <source>Nothing was changed. %1</source>
        <translation>Nichts wurde geändert. %1</translation>
    </message>
</context>
<context>
    <name>screens::ProductionBar</name>
    <message>
        <source>Production workspace</source>
        <translation>Produktionsbereich</translation>
    </message>
</context>
<context>
    <name>screens::ProfileSwitcher</name>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Workspace %1, production</source>
        <translation>Arbeitsbereich %1, Produktion</translation>
    </message>
    <message>
        <source>Workspace %1</source>
        <translation>Arbeitsbereich %1</translation>
    </message>
    <message>
        <source>Demo on this computer</source>
        <translation>Demo auf diesem Rechner</translation>
    </message>
    <message>
        <source>Production · %1</source>
        <translation>Produktion · %1</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>Connect a workspace…</source>
        <translation>Einen Arbeitsbereich verbinden…</translation>
    </message>
    <message>
        <source>Edit this connection…</source>
        <translation>Diese Verbindung bearbeiten…</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) wait for you in other workspaces</source>
        <translation>
            <numerusform>%n Aufruf wartet in anderen Arbeitsbereichen auf Sie</numerusform>
            <numerusform>%n Aufrufe warten in anderen Arbeitsbereichen auf Sie</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 — needs you</source>
        <translation>%1 — braucht Sie</translation>
    </message>
</context>
<context>
    <name>screens::RawJsonDialog</name>
    <message>
        <source>JSON of %1</source>
        <translation>JSON von %1</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the JSON</source>
        <translation>Das JSON kopieren</translation>
    </message>
</context>
<context>
    <name>screens::RawJsonTab</name>
    <message>
        <source>The record as JSON</source>
        <translation>Der Datensatz als JSON</translation>
    </message>
    <message>
        <source>This text is sent as it stands, also members that the fields do not show.</source>
        <translation>Dieser Text wird gesendet, wie er dasteht, auch was die Felder nicht zeigen.</translation>
    </message>
    <message>
        <source>The record</source>
        <translation>Der Datensatz</translation>
    </message>
</context>
<context>
    <name>screens::ReadingActions</name>
    <message>
        <source>Find in the session</source>
        <translation>In der Sitzung suchen</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>Weitersuchen</translation>
    </message>
    <message>
        <source>Find previous</source>
        <translation>Rückwärts weitersuchen</translation>
    </message>
    <message>
        <source>Copy messages as Markdown</source>
        <translation>Nachrichten als Markdown kopieren</translation>
    </message>
    <message>
        <source>Copy messages as JSON</source>
        <translation>Nachrichten als JSON kopieren</translation>
    </message>
    <message>
        <source>Previous message</source>
        <translation>Vorherige Nachricht</translation>
    </message>
    <message>
        <source>Next message</source>
        <translation>Nächste Nachricht</translation>
    </message>
    <message>
        <source>Previous turn</source>
        <translation>Vorheriger Durchgang</translation>
    </message>
    <message>
        <source>Next turn</source>
        <translation>Nächster Durchgang</translation>
    </message>
    <message>
        <source>Previous tool call</source>
        <translation>Vorheriger Werkzeugaufruf</translation>
    </message>
    <message>
        <source>Next tool call</source>
        <translation>Nächster Werkzeugaufruf</translation>
    </message>
    <message>
        <source>Previous error</source>
        <translation>Vorheriger Fehler</translation>
    </message>
    <message>
        <source>Next error</source>
        <translation>Nächster Fehler</translation>
    </message>
    <message>
        <source>Previous entry of any kind</source>
        <translation>Vorheriger Eintrag jeder Art</translation>
    </message>
    <message>
        <source>Next entry of any kind</source>
        <translation>Nächster Eintrag jeder Art</translation>
    </message>
    <message>
        <source>Start of the answer</source>
        <translation>Anfang der Antwort</translation>
    </message>
    <message>
        <source>The newest</source>
        <translation>Das Neueste</translation>
    </message>
    <message>
        <source>Save message or result…</source>
        <translation>Nachricht oder Ergebnis speichern …</translation>
    </message>
</context>
<context>
    <name>screens::RecordActions</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>Kennung kopieren</translation>
    </message>
    <message>
        <source>Copy JSON</source>
        <translation>JSON kopieren</translation>
    </message>
    <message>
        <source>Archive…</source>
        <translation>Archivieren…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Archive “%1”?</source>
        <translation>„%1“ archivieren?</translation>
    </message>
    <message>
        <source>It becomes read-only and leaves the list. What it is used in goes on; archiving cannot be undone.</source>
        <translation>Es lässt sich dann nur noch lesen und verlässt die Liste. Was es benutzt, läuft weiter; Archivieren lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archivieren</translation>
    </message>
    <message>
        <source>Delete “%1”?</source>
        <translation>„%1“ löschen?</translation>
    </message>
    <message>
        <source>It is removed from the server with everything in it. This cannot be undone.</source>
        <translation>Es wird mit allem, was darin ist, vom Server entfernt. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>The server did not say what came of it.</source>
        <translation>Der Server hat nicht gesagt, was daraus geworden ist.</translation>
    </message>
    <message>
        <source>The server says “%1”.</source>
        <translation>Der Server sagt „%1“.</translation>
    </message>
</context>
<context>
    <name>screens::RecordDelegate</name>
    <message>
        <source>active</source>
        <translation>aktiv</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Ohne Titel</translation>
    </message>
    <message>
        <source>needs you</source>
        <translation>braucht Sie</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>ungelesen</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>angeheftet</translation>
    </message>
</context>
<context>
    <name>screens::RecordDetail</name>
    <message>
        <source>Record as JSON</source>
        <translation>Datensatz als JSON</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Raw JSON</source>
        <translation>Rohes JSON</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>Kennung kopieren</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Weitere Aktionen</translation>
    </message>
    <message>
        <source>Close details</source>
        <translation>Einzelheiten schließen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Ohne Titel</translation>
    </message>
    <message>
        <source>archived</source>
        <translation>archiviert</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
    <message>
        <source>Stored; nobody can read it back.</source>
        <translation>Gespeichert; niemand kann es wieder auslesen.</translation>
    </message>
</context>
<context>
    <name>screens::RecordForm</name>
    <message>
        <source>Ways to edit</source>
        <translation>Arten zu bearbeiten</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>Raw JSON</source>
        <translation>Rohes JSON</translation>
    </message>
    <message>
        <source>New %1</source>
        <translation>Neu: %1</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>Bearbeiten: %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert…</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Noch nicht gespeichert</translation>
    </message>
    <message>
        <source>The record</source>
        <translation>Der Datensatz</translation>
    </message>
    <message>
        <source>A field</source>
        <translation>Ein Feld</translation>
    </message>
    <message numerus="yes">
        <source>%n fields need a look.</source>
        <translation>
            <numerusform>%n Feld braucht einen Blick.</numerusform>
            <numerusform>%n Felder brauchen einen Blick.</numerusform>
        </translation>
    </message>
    <message>
        <source>Throw away your changes?</source>
        <translation>Ihre Änderungen verwerfen?</translation>
    </message>
    <message>
        <source>They are not saved anywhere else.</source>
        <translation>Sie sind sonst nirgends gespeichert.</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>Weiter bearbeiten</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>screens::RecordMarking</name>
    <message>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Als gelesen markieren</translation>
    </message>
    <message>
        <source>Mark as unread</source>
        <translation>Als ungelesen markieren</translation>
    </message>
</context>
<context>
    <name>screens::RecordParts</name>
    <message>
        <source>This %1 is archived: nothing can be added.</source>
        <translation>%1 ist archiviert: Nichts kann hinzugefügt werden.</translation>
    </message>
</context>
<context>
    <name>screens::RecordPicker</name>
    <message>
        <source>Search %1</source>
        <translation>%1 durchsuchen</translation>
    </message>
    <message>
        <source>Loading %1…</source>
        <translation>Laden: %1…</translation>
    </message>
    <message>
        <source>There are no %1 yet</source>
        <translation>Noch keine %1</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
</context>
<context>
    <name>screens::RecordVersions</name>
    <message>
        <source>New session with it…</source>
        <translation>Neue Sitzung damit…</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Wiederherstellen…</translation>
    </message>
    <message>
        <source>Raw JSON…</source>
        <translation>Rohes JSON…</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>What this version says</source>
        <translation>Was diese Version sagt</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>Reading the versions…</source>
        <translation>Die Versionen werden gelesen…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>current</source>
        <translation>aktuell</translation>
    </message>
    <message>
        <source>the oldest that is kept</source>
        <translation>die älteste, die aufbewahrt ist</translation>
    </message>
    <message>
        <source>nothing that is shown here</source>
        <translation>nichts, was hier gezeigt wird</translation>
    </message>
    <message>
        <source>changed: %1</source>
        <translation>geändert: %1</translation>
    </message>
    <message>
        <source>%1 · changed in this version</source>
        <translation>%1 · in dieser Version geändert</translation>
    </message>
    <message>
        <source>emptied</source>
        <translation>geleert</translation>
    </message>
    <message>
        <source>It is archived: no new session can use it.</source>
        <translation>Archiviert: Keine neue Sitzung kann es nutzen.</translation>
    </message>
    <message>
        <source>New sessions on this server always use the newest version.</source>
        <translation>Neue Sitzungen nutzen auf diesem Server immer die neueste Version.</translation>
    </message>
    <message>
        <source>This is the version it has now.</source>
        <translation>Das ist die Version, die jetzt gilt.</translation>
    </message>
    <message>
        <source>It is archived: it cannot be changed any more.</source>
        <translation>Archiviert: Es lässt sich nicht mehr ändern.</translation>
    </message>
</context>
<context>
    <name>screens::ReferenceEditor</name>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Choose %1…</source>
        <translation>%1 wählen…</translation>
    </message>
    <message>
        <source>Add %1…</source>
        <translation>%1 hinzufügen…</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>%1 · version %2</source>
        <translation>%1 · Version %2</translation>
    </message>
</context>
<context>
    <name>screens::ResourcePage</name>
    <message>
        <source>New %1</source>
        <translation>Neu: %1</translation>
    </message>
    <message>
        <source>Search %1</source>
        <translation>%1 durchsuchen</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>Spalten wählen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Loading was cancelled</source>
        <translation>Das Laden wurde abgebrochen</translation>
    </message>
    <message>
        <source>Nothing is shown yet.</source>
        <translation>Noch ist nichts zu sehen.</translation>
    </message>
    <message>
        <source>Load again</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Loading %1…</source>
        <translation>Laden: %1…</translation>
    </message>
    <message>
        <source>No %1 match these filters</source>
        <translation>Keine %1 passen zu diesen Filtern</translation>
    </message>
    <message>
        <source>No %1 match “%2”</source>
        <translation>Keine %1 passen zu „%2“</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>No %1 yet</source>
        <translation>Noch keine %1</translation>
    </message>
    <message>
        <source>Is it there?</source>
        <translation>Ist es da?</translation>
    </message>
    <message>
        <source>This is what the server has now. What you entered is kept.</source>
        <translation>Das hat der Server jetzt. Was Sie eingegeben haben, bleibt.</translation>
    </message>
    <message>
        <source>Back to the form</source>
        <translation>Zurück zum Formular</translation>
    </message>
    <message>
        <source>It is there</source>
        <translation>Es ist da</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Search further</source>
        <translation>Weiter suchen</translation>
    </message>
    <message>
        <source>%1 from this computer, being refreshed…</source>
        <translation>%1 von diesem Rechner, wird erneuert …</translation>
    </message>
    <message>
        <source>This was kept on this computer: %1.</source>
        <translation>Das lag auf diesem Rechner: %1.</translation>
    </message>
    <message>
        <source>This may be out of date.</source>
        <translation>Das kann veraltet sein.</translation>
    </message>
    <message>
        <source>Clear the filters to see all of them.</source>
        <translation>Ohne die Filter sehen Sie alle.</translation>
    </message>
    <message>
        <source>Clear the search to see all of them.</source>
        <translation>Ohne die Suche sehen Sie alle.</translation>
    </message>
</context>
<context>
    <name>screens::ResourceTable</name>
    <message>
        <source>Reset columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
</context>
<context>
    <name>screens::SearchDelegate</name>
    <message>
        <source>Untitled</source>
        <translation>Ohne Titel</translation>
    </message>
</context>
<context>
    <name>screens::SearchPage</name>
    <message>
        <source>Search messages, thinking, calls and results</source>
        <translation>Nachrichten, Nachdenken, Aufrufe und Ergebnisse durchsuchen</translation>
    </message>
    <message>
        <source>What to search</source>
        <translation>Was durchsucht wird</translation>
    </message>
    <message>
        <source>Whose sessions</source>
        <translation>Wessen Sitzungen</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>This workspace</source>
        <translation>Dieser Arbeitsbereich</translation>
    </message>
    <message>
        <source>All workspaces</source>
        <translation>Alle Arbeitsbereiche</translation>
    </message>
    <message>
        <source>Any agent</source>
        <translation>Jeder Agent</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>Best first</source>
        <translation>Beste zuerst</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Jederzeit</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message numerus="yes">
        <source>Last %n days</source>
        <translation>
            <numerusform>Letzter Tag</numerusform>
            <numerusform>Letzte %n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n or more hits</source>
        <translation>
            <numerusform>%n oder mehr Treffer</numerusform>
            <numerusform>%n oder mehr Treffer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hits</source>
        <translation>
            <numerusform>%n Treffer</numerusform>
            <numerusform>%n Treffer</numerusform>
        </translation>
    </message>
    <message>
        <source>Search what was said</source>
        <translation>Durchsuchen Sie, was gesagt wurde</translation>
    </message>
    <message>
        <source>Muster finds words in every session that was opened on this computer, also offline. Words in quotes stand together.</source>
        <translation>Muster findet Wörter in jeder Sitzung, die auf diesem Rechner geöffnet war, auch ohne Netz. Wörter in Anführungszeichen stehen beieinander.</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Es wird gesucht…</translation>
    </message>
    <message>
        <source>Nothing was found for “%1”</source>
        <translation>Für „%1“ wurde nichts gefunden</translation>
    </message>
    <message>
        <source>Only sessions that were opened on this computer are searched.</source>
        <translation>Nur Sitzungen, die auf diesem Rechner geöffnet waren, werden durchsucht.</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>Alles durchsuchen</translation>
    </message>
</context>
<context>
    <name>screens::SessionActs</name>
    <message>
        <source>Interrupt</source>
        <translation>Unterbrechen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>Kennung kopieren</translation>
    </message>
    <message>
        <source>Raw JSON…</source>
        <translation>Rohes JSON…</translation>
    </message>
    <message>
        <source>Archive…</source>
        <translation>Archivieren…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>The id is in the clipboard.</source>
        <translation>Die Kennung ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>This server does not offer it.</source>
        <translation>Dieser Server bietet das nicht an.</translation>
    </message>
    <message>
        <source>This session is archived.</source>
        <translation>Diese Sitzung ist archiviert.</translation>
    </message>
    <message>
        <source>A turn is running. Interrupt it first.</source>
        <translation>Ein Zug läuft. Unterbrechen Sie ihn zuerst.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Renamed.</source>
        <translation>Umbenannt.</translation>
    </message>
    <message>
        <source>Archive this session?</source>
        <translation>Diese Sitzung archivieren?</translation>
    </message>
    <message>
        <source>It can still be read, but it takes no more messages. This cannot be undone.</source>
        <translation>Sie lässt sich noch lesen, nimmt aber keine Nachrichten mehr an. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archivieren</translation>
    </message>
    <message>
        <source>Archived.</source>
        <translation>Archiviert.</translation>
    </message>
    <message>
        <source>Delete this session?</source>
        <translation>Diese Sitzung löschen?</translation>
    </message>
    <message>
        <source>Its transcript is removed from the server for good.</source>
        <translation>Ihr Verlauf wird endgültig vom Server entfernt.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Its transcript is removed from the server for good. Archiving keeps it.</source>
        <translation>Ihr Verlauf wird endgültig vom Server entfernt. Archivieren behält ihn.</translation>
    </message>
    <message>
        <source>Archive instead</source>
        <translation>Stattdessen archivieren</translation>
    </message>
    <message>
        <source>Forget the copy kept here</source>
        <translation>Die Kopie hier vergessen</translation>
    </message>
    <message>
        <source>The transcript stays on the server, and is read from there when the session is opened again.</source>
        <translation>Der Verlauf bleibt auf dem Server und wird von dort gelesen, wenn die Sitzung wieder geöffnet wird.</translation>
    </message>
    <message>
        <source>Nothing of this session&apos;s transcript is kept on this computer any more.</source>
        <translation>Vom Verlauf dieser Sitzung liegt nichts mehr auf diesem Rechner.</translation>
    </message>
</context>
<context>
    <name>screens::SessionCostPanel</name>
    <message>
        <source>What this session used</source>
        <translation>Was diese Sitzung verbraucht hat</translation>
    </message>
    <message>
        <source>Adding it up…</source>
        <translation>Es wird zusammengezählt …</translation>
    </message>
    <message>
        <source>Nothing is known yet: no model has answered, or its server does not say what it used.</source>
        <translation>Noch ist nichts bekannt: Kein Modell hat geantwortet, oder der Server sagt nicht, was es verbraucht hat.</translation>
    </message>
    <message>
        <source>Reported by the server: %1</source>
        <translation>Vom Server gemeldet: %1</translation>
    </message>
    <message>
        <source>Estimated from tokens and your prices: %1</source>
        <translation>Geschätzt aus Token und Ihren Preisen: %1</translation>
    </message>
    <message>
        <source>%1 tokens have no price and are not in the estimate.</source>
        <translation>%1 Token haben keinen Preis und sind nicht in der Schätzung.</translation>
    </message>
    <message>
        <source>Prices…</source>
        <translation>Preise …</translation>
    </message>
    <message>
        <source>Open the table of prices</source>
        <translation>Preistabelle öffnen</translation>
    </message>
    <message>
        <source>Tokens: %1 · turns: %2 · requests: %3</source>
        <translation>Token: %1 · Durchgänge: %2 · Anfragen: %3</translation>
    </message>
    <message>
        <source> · from the cache: %1 of the input</source>
        <translation> · aus dem Cache: %1 der Eingabe</translation>
    </message>
    <message>
        <source>By model</source>
        <translation>Nach Modell</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>From cache</source>
        <translation>Aus dem Cache</translation>
    </message>
    <message>
        <source>To cache</source>
        <translation>In den Cache</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>Schätzung</translation>
    </message>
    <message>
        <source>Not told</source>
        <translation>Nicht gesagt</translation>
    </message>
    <message>
        <source>no price</source>
        <translation>kein Preis</translation>
    </message>
    <message>
        <source>By turn</source>
        <translation>Nach Durchgang</translation>
    </message>
    <message>
        <source>Reading the requests…</source>
        <translation>Die Anfragen werden gelesen …</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>Durchgang</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>Gemeldet</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Before the first message · %1</source>
        <translation>Vor der ersten Nachricht · %1</translation>
    </message>
    <message>
        <source>Earlier turns are in the sums above; the cost page has all of them.</source>
        <translation>Frühere Durchgänge sind in den Summen oben; die Kostenseite hat alle.</translation>
    </message>
    <message>
        <source>Servers report one running total; what a turn shows is what it grew by meanwhile.</source>
        <translation>Server melden eine laufende Summe; bei einem Durchgang steht, um wie viel sie dabei gewachsen ist.</translation>
    </message>
</context>
<context>
    <name>screens::SessionHeader</name>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Weitere Aktionen</translation>
    </message>
    <message>
        <source>Title of the session</source>
        <translation>Titel der Sitzung</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Verbraucht</translation>
    </message>
    <message>
        <source>Used: %1</source>
        <translation>Verbraucht: %1</translation>
    </message>
</context>
<context>
    <name>screens::SessionNotices</name>
    <message>
        <source>Muster cannot write to its own disk space.</source>
        <translation>Muster kann nicht auf seinen eigenen Platz auf der Platte schreiben.</translation>
    </message>
    <message>
        <source>What you type is kept in memory only until that is put right. %1</source>
        <translation>Was Sie tippen, bleibt nur im Speicher, bis das behoben ist. %1</translation>
    </message>
</context>
<context>
    <name>screens::SessionPage</name>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Ohne Titel</translation>
    </message>
    <message>
        <source>needs you</source>
        <translation>braucht Sie</translation>
    </message>
    <message>
        <source>interrupting</source>
        <translation>wird unterbrochen</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>rescheduling</source>
        <translation>wird neu eingeplant</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>The server refused the key. The message can be sent once there is a new one.</source>
        <translation>Der Server hat den Schlüssel abgelehnt. Die Nachricht kann gesendet werden, sobald es einen neuen gibt.</translation>
    </message>
    <message>
        <source>This session takes no more messages. Start a new one to go on.</source>
        <translation>Diese Sitzung nimmt keine Nachrichten mehr an. Beginnen Sie eine neue, um weiterzumachen.</translation>
    </message>
    <message>
        <source>This server takes the next message when the turn is over.</source>
        <translation>Dieser Server nimmt die nächste Nachricht an, wenn der Zug vorbei ist.</translation>
    </message>
    <message>
        <source>Interrupting…</source>
        <translation>Wird unterbrochen…</translation>
    </message>
    <message>
        <source>This server takes the next message when the turn is over, and cannot stop it.</source>
        <translation>Dieser Server nimmt die nächste Nachricht, wenn der Durchgang vorbei ist, und kann ihn nicht anhalten.</translation>
    </message>
    <message>
        <source>No messages</source>
        <translation>Keine Nachrichten</translation>
    </message>
    <message>
        <source>No messages yet</source>
        <translation>Noch keine Nachrichten</translation>
    </message>
    <message>
        <source>This session ended before anything was said.</source>
        <translation>Diese Sitzung endete, bevor etwas gesagt wurde.</translation>
    </message>
    <message>
        <source>The agent starts when you send the first one.</source>
        <translation>Der Agent beginnt, wenn Sie die erste senden.</translation>
    </message>
    <message>
        <source>The message has arrived meanwhile. It stays as it is.</source>
        <translation>Die Nachricht ist inzwischen angekommen. Sie bleibt, wie sie ist.</translation>
    </message>
</context>
<context>
    <name>screens::SessionTabs</name>
    <message>
        <source>Open sessions</source>
        <translation>Offene Sitzungen</translation>
    </message>
    <message>
        <source>%1, needs you</source>
        <translation>%1, braucht Sie</translation>
    </message>
    <message>
        <source>%1, running</source>
        <translation>%1, läuft</translation>
    </message>
    <message>
        <source>Open in a new window</source>
        <translation>In einem neuen Fenster öffnen</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>Kennung kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the others</source>
        <translation>Die anderen schließen</translation>
    </message>
</context>
<context>
    <name>screens::SessionVisits</name>
    <message>
        <source>There is no link to a message on the clipboard.</source>
        <translation>In der Zwischenablage ist kein Link zu einer Nachricht.</translation>
    </message>
</context>
<context>
    <name>screens::SessionWindow</name>
    <message>
        <source>%1 — %2</source>
        <translation>%1 — %2</translation>
    </message>
</context>
<context>
    <name>screens::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Bequem</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Dicht</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Show the time itself (14:03) instead of how long ago it was</source>
        <translation>Die Uhrzeit (14:03) zeigen statt, wie lange es her ist</translation>
    </message>
    <message>
        <source>Writing and being told</source>
        <translation>Schreiben und Bescheid bekommen</translation>
    </message>
    <message>
        <source>Send a message with</source>
        <translation>Eine Nachricht senden mit</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Strg+Eingabe</translation>
    </message>
    <message>
        <source>Notify me when a reply is done or an approval is asked while I am elsewhere</source>
        <translation>Bescheid geben, wenn eine Antwort fertig ist oder eine Freigabe verlangt wird, während ich woanders bin</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Connect a workspace…</source>
        <translation>Einen Arbeitsbereich verbinden…</translation>
    </message>
    <message>
        <source>Connect a workspace</source>
        <translation>Einen Arbeitsbereich verbinden</translation>
    </message>
    <message>
        <source>On this computer, with scripted agents</source>
        <translation>Auf diesem Rechner, mit Agenten nach Drehbuch</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Produktion</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
    <message>
        <source>Edit the connection %1</source>
        <translation>Die Verbindung %1 bearbeiten</translation>
    </message>
    <message>
        <source>Where Muster keeps things</source>
        <translation>Wo Muster Dinge aufbewahrt</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Muster speaks it from the next start on.</source>
        <translation>Muster spricht sie ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Transcripts on this computer</source>
        <translation>Verläufe auf diesem Computer</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Show what things cost; without it there is no amount, column, page or warning anywhere</source>
        <translation>Zeigen, was etwas kostet; ohne das gibt es nirgends Betrag, Spalte, Seite oder Warnung</translation>
    </message>
    <message>
        <source>Prices of models…</source>
        <translation>Preise der Modelle …</translation>
    </message>
    <message>
        <source>Prices of models</source>
        <translation>Preise der Modelle</translation>
    </message>
    <message>
        <source>Budgets…</source>
        <translation>Budgets …</translation>
    </message>
    <message>
        <source>Budgets</source>
        <translation>Budgets</translation>
    </message>
</context>
<context>
    <name>screens::ShortcutSheet</name>
    <message>
        <source>Writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Answering a request (while it has the focus)</source>
        <translation>Eine Anfrage beantworten (solange sie den Fokus hat)</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Strg+Eingabe</translation>
    </message>
    <message>
        <source>Send the message</source>
        <translation>Die Nachricht senden</translation>
    </message>
    <message>
        <source>Shift+Enter</source>
        <translation>Umschalt+Eingabe</translation>
    </message>
    <message>
        <source>Start a new line</source>
        <translation>Eine neue Zeile beginnen</translation>
    </message>
    <message>
        <source>Up, Down</source>
        <translation>Auf, Ab</translation>
    </message>
    <message>
        <source>Bring back what was sent before</source>
        <translation>Zurückholen, was zuvor gesendet wurde</translation>
    </message>
    <message>
        <source>Esc, Esc</source>
        <translation>Esc, Esc</translation>
    </message>
    <message>
        <source>Interrupt the turn that is running</source>
        <translation>Den laufenden Zug unterbrechen</translation>
    </message>
    <message>
        <source>F6, Shift+F6</source>
        <translation>F6, Umschalt+F6</translation>
    </message>
    <message>
        <source>Next or previous pane</source>
        <translation>Nächster oder voriger Bereich</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>Erlauben</translation>
    </message>
    <message>
        <source>D</source>
        <translation>D</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Shift and arrows</source>
        <translation>Umschalt und Pfeile</translation>
    </message>
    <message>
        <source>Select in the transcript, across messages</source>
        <translation>Im Verlauf markieren, über Nachrichten hinweg</translation>
    </message>
    <message>
        <source>In the list of sessions</source>
        <translation>In der Liste der Sitzungen</translation>
    </message>
    <message>
        <source>P</source>
        <translation>P</translation>
    </message>
    <message>
        <source>Pin the session, or unpin it</source>
        <translation>Die Sitzung anheften oder lösen</translation>
    </message>
    <message>
        <source>U</source>
        <translation>U</translation>
    </message>
    <message>
        <source>Mark the session as unread, or as read</source>
        <translation>Die Sitzung als ungelesen oder gelesen markieren</translation>
    </message>
</context>
<context>
    <name>screens::Sidebar</name>
    <message>
        <source>Needs you</source>
        <translation>Braucht Sie</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation>Seitenleiste</translation>
    </message>
    <message>
        <source>New session</source>
        <translation>Neue Sitzung</translation>
    </message>
</context>
<context>
    <name>screens::SidebarEntry</name>
    <message numerus="yes">
        <source>%1, %n waiting</source>
        <translation>
            <numerusform>%1, %n wartet</numerusform>
            <numerusform>%1, %n warten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1: %2 {1,?}</translation>
    </message>
</context>
<context>
    <name>screens::StatusLine</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) under way</source>
        <translation>
            <numerusform>%n Anfrage unterwegs</numerusform>
            <numerusform>%n Anfragen unterwegs</numerusform>
        </translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindung wird aufgebaut</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>Keine Verbindung</translation>
    </message>
    <message>
        <source>Key refused</source>
        <translation>Schlüssel abgelehnt</translation>
    </message>
    <message>
        <source>Key needed</source>
        <translation>Schlüssel nötig</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Link to %1</source>
        <translation>Link zu %1</translation>
    </message>
</context>
<context>
    <name>screens::ThreadMenu</name>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>This server runs no further threads.</source>
        <translation>Auf diesem Server laufen keine weiteren Threads.</translation>
    </message>
    <message>
        <source>Reading the threads…</source>
        <translation>Die Threads werden gelesen…</translation>
    </message>
    <message>
        <source>archived</source>
        <translation>archiviert</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>The agent has called no other agent yet.</source>
        <translation>Der Agent hat noch keinen anderen Agenten gerufen.</translation>
    </message>
</context>
<context>
    <name>screens::ThreadWindow</name>
    <message>
        <source>%1 — %2</source>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>Thread %1</source>
        <translation>Thread %1</translation>
    </message>
    <message>
        <source>Transcript of the thread</source>
        <translation>Verlauf des Threads</translation>
    </message>
    <message>
        <source>archived</source>
        <translation>archiviert</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>Loading the history…</source>
        <translation>Der Verlauf wird geladen…</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>Noch nichts da</translation>
    </message>
    <message>
        <source>What this agent is told and what it does appears here.</source>
        <translation>Was diesem Agenten gesagt wird und was er tut, erscheint hier.</translation>
    </message>
</context>
<context>
    <name>screens::ToolsEditor</name>
    <message>
        <source>A schema cannot be read as JSON.</source>
        <translation>Ein Schema ist als JSON nicht lesbar.</translation>
    </message>
    <message>
        <source>Also: %1 (kept as it is; edit it in Raw JSON)</source>
        <translation>Außerdem: %1 (bleibt, wie es ist; in „Rohes JSON“ zu bearbeiten)</translation>
    </message>
    <message>
        <source>Add custom tool</source>
        <translation>Eigenes Werkzeug hinzufügen</translation>
    </message>
    <message>
        <source>Built-in tools</source>
        <translation>Eingebaute Werkzeuge</translation>
    </message>
    <message>
        <source>Permission unless set below</source>
        <translation>Erlaubnis, wenn unten nichts gesetzt ist</translation>
    </message>
    <message>
        <source>Server&apos;s default</source>
        <translation>Wie der Server es vorgibt</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 benutzen</translation>
    </message>
    <message>
        <source>Permission for %1</source>
        <translation>Erlaubnis für %1</translation>
    </message>
    <message>
        <source>As above</source>
        <translation>Wie oben</translation>
    </message>
    <message>
        <source>Tools of %1</source>
        <translation>Werkzeuge von %1</translation>
    </message>
    <message>
        <source>Permission for the tools of %1</source>
        <translation>Erlaubnis für die Werkzeuge von %1</translation>
    </message>
    <message>
        <source>Name of custom tool %1</source>
        <translation>Name des eigenen Werkzeugs %1</translation>
    </message>
    <message>
        <source>Name: letters, digits, _ and -</source>
        <translation>Name: Buchstaben, Ziffern, _ und -</translation>
    </message>
    <message>
        <source>Remove custom tool %1</source>
        <translation>Eigenes Werkzeug %1 entfernen</translation>
    </message>
    <message>
        <source>Remove this tool</source>
        <translation>Dieses Werkzeug entfernen</translation>
    </message>
    <message>
        <source>Description of custom tool %1</source>
        <translation>Beschreibung des eigenen Werkzeugs %1</translation>
    </message>
    <message>
        <source>What it does and when to use it: the model reads this</source>
        <translation>Was es tut und wann es zu benutzen ist: Das Modell liest dies</translation>
    </message>
    <message>
        <source>Input schema of custom tool %1</source>
        <translation>Eingabeschema des eigenen Werkzeugs %1</translation>
    </message>
    <message>
        <source>This is not readable as JSON: %1</source>
        <translation>Das ist als JSON nicht lesbar: %1</translation>
    </message>
</context>
<context>
    <name>screens::TrafficDetailView</name>
    <message>
        <source>Parts of the request</source>
        <translation>Teile der Anfrage</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Response: status, headers and body</source>
        <translation>Antwort: Status, Header und Rumpf</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Request: address, headers and body</source>
        <translation>Anfrage: Adresse, Header und Rumpf</translation>
    </message>
    <message>
        <source>Choose a request to see its headers and, when it was recorded, its body.</source>
        <translation>Wählen Sie eine Anfrage, um ihre Header und, wenn er aufgezeichnet wurde, ihren Rumpf zu sehen.</translation>
    </message>
    <message>
        <source>The body was not recorded. Switch on “Record bodies” before a request is made.</source>
        <translation>Der Rumpf wurde nicht aufgezeichnet. Schalten Sie „Rümpfe aufzeichnen“ ein, bevor eine Anfrage gestellt wird.</translation>
    </message>
    <message>
        <source>It has no body.</source>
        <translation>Sie hat keinen Rumpf.</translation>
    </message>
    <message>
        <source>The body is never recorded: requests of this kind carry secrets.</source>
        <translation>Der Rumpf wird nie aufgezeichnet: Anfragen dieser Art enthalten Geheimnisse.</translation>
    </message>
    <message>
        <source>The body is no text (%1).</source>
        <translation>Der Rumpf ist kein Text (%1).</translation>
    </message>
    <message>
        <source>Only the beginning of %1 was kept.</source>
        <translation>Nur der Anfang von %1 wurde aufbewahrt.</translation>
    </message>
    <message>
        <source>The key went along; it is not shown.</source>
        <translation>Der Schlüssel ging mit; er wird nicht gezeigt.</translation>
    </message>
    <message>
        <source>Status %1</source>
        <translation>Status %1</translation>
    </message>
    <message>
        <source>No answer came.</source>
        <translation>Es kam keine Antwort.</translation>
    </message>
    <message>
        <source>No answer has come yet.</source>
        <translation>Es ist noch keine Antwort gekommen.</translation>
    </message>
    <message>
        <source>Its headers were not kept: the traffic log was closed when it came.</source>
        <translation>Ihre Header wurden nicht aufbewahrt: Das Verkehrsprotokoll war geschlossen, als sie kam.</translation>
    </message>
    <message>
        <source>This is an event stream: its bytes and events are counted, its text is not recorded.</source>
        <translation>Dies ist ein Ereignisstrom: Seine Bytes und Ereignisse werden gezählt, sein Text wird nicht aufgezeichnet.</translation>
    </message>
</context>
<context>
    <name>screens::TrafficDock</name>
    <message>
        <source>Traffic log</source>
        <translation>Verkehrsprotokoll</translation>
    </message>
    <message>
        <source>Search requests</source>
        <translation>Anfragen durchsuchen</translation>
    </message>
    <message>
        <source>Only failed</source>
        <translation>Nur fehlgeschlagene</translation>
    </message>
    <message>
        <source>Record bodies</source>
        <translation>Rümpfe aufzeichnen</translation>
    </message>
    <message>
        <source>Keep what is sent and answered from now on, too</source>
        <translation>Ab jetzt auch aufbewahren, was gesendet und geantwortet wird</translation>
    </message>
    <message>
        <source>Save as bug report…</source>
        <translation>Als Fehlerbericht speichern…</translation>
    </message>
    <message>
        <source>Clear the traffic log</source>
        <translation>Das Verkehrsprotokoll leeren</translation>
    </message>
    <message>
        <source>Close the traffic log</source>
        <translation>Das Verkehrsprotokoll schließen</translation>
    </message>
    <message>
        <source>Requests of which workspace</source>
        <translation>Anfragen welches Arbeitsbereichs</translation>
    </message>
    <message>
        <source>All workspaces</source>
        <translation>Alle Arbeitsbereiche</translation>
    </message>
    <message>
        <source>No request matches</source>
        <translation>Keine Anfrage passt</translation>
    </message>
    <message>
        <source>Other requests are hidden by the search and the filters.</source>
        <translation>Die Suche und die Filter verbergen andere Anfragen.</translation>
    </message>
    <message>
        <source>Show all requests</source>
        <translation>Alle Anfragen zeigen</translation>
    </message>
    <message>
        <source>No requests yet</source>
        <translation>Noch keine Anfragen</translation>
    </message>
    <message>
        <source>They appear here as soon as Muster talks to a server.</source>
        <translation>Sie erscheinen hier, sobald Muster mit einem Server spricht.</translation>
    </message>
    <message>
        <source>Recording bodies</source>
        <translation>Rümpfe werden aufgezeichnet</translation>
    </message>
    <message>
        <source>Bodies are recorded from now on</source>
        <translation>Rümpfe werden ab jetzt aufgezeichnet</translation>
    </message>
    <message>
        <source>What you and the agents write is in them. Known keys are taken out, credentials are never recorded, and closing the traffic log forgets them.</source>
        <translation>Was Sie und die Agenten schreiben, steht darin. Bekannte Schlüssel werden herausgenommen, Zugänge nie aufgezeichnet, und wenn Sie das Verkehrsprotokoll schließen, sind sie vergessen.</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>Als curl kopieren</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>Den Pfad kopieren</translation>
    </message>
    <message>
        <source>Copy the request id</source>
        <translation>Die Anfrage-ID kopieren</translation>
    </message>
    <message>
        <source>Copy the request&apos;s body</source>
        <translation>Den Rumpf der Anfrage kopieren</translation>
    </message>
    <message>
        <source>Copy the response&apos;s body</source>
        <translation>Den Rumpf der Antwort kopieren</translation>
    </message>
    <message>
        <source>Save the selected as bug report…</source>
        <translation>Die gewählten als Fehlerbericht speichern…</translation>
    </message>
    <message>
        <source>Copied. Its body was not recorded: put it into the file body.json, and your key into the variable.</source>
        <translation>Kopiert. Ihr Rumpf wurde nicht aufgezeichnet: Legen Sie ihn in die Datei body.json und Ihren Schlüssel in die Variable.</translation>
    </message>
    <message>
        <source>Copied. Put your key into the variable that it names.</source>
        <translation>Kopiert. Legen Sie Ihren Schlüssel in die Variable, die darin steht.</translation>
    </message>
</context>
<context>
    <name>screens::TrafficRows</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>Zeit abgelaufen</translation>
    </message>
    <message>
        <source>Not trusted</source>
        <translation>Nicht vertraut</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>Connection test</source>
        <translation>Verbindungstest</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>%1, ended</source>
        <translation>%1, beendet</translation>
    </message>
    <message>
        <source>%1, open</source>
        <translation>%1, offen</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n event(s)</source>
        <translation>
            <numerusform>%1, %n Ereignis</numerusform>
            <numerusform>%1, %n Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, try %2</source>
        <translation>%1, Versuch %2</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Request id</source>
        <translation>Anfrage-ID</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
</context>
<context>
    <name>screens::TrafficTable</name>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
</context>
<context>
    <name>screens::TranscriptSettings</name>
    <message>
        <source>Nothing of the transcripts of %1 is kept on this computer any more.</source>
        <translation>Von den Verläufen von %1 ist auf diesem Computer nichts mehr aufgehoben.</translation>
    </message>
    <message>
        <source>Not everything could be removed yet.</source>
        <translation>Noch konnte nicht alles entfernt werden.</translation>
    </message>
    <message>
        <source>It cannot be found or read any more; the rest is removed when Muster starts again. %1</source>
        <translation>Es lässt sich nicht mehr finden oder lesen; der Rest wird beim nächsten Start von Muster entfernt. %1</translation>
    </message>
    <message>
        <source>Keep at most</source>
        <translation>Höchstens aufheben</translation>
    </message>
    <message>
        <source>Keep at most so much of transcripts on this computer</source>
        <translation>So viel von Verläufen höchstens auf diesem Computer aufheben</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>Beyond that the sessions that you have not opened for longest go first; their servers keep them.</source>
        <translation>Darüber hinaus gehen zuerst die Sitzungen, die Sie am längsten nicht geöffnet haben; ihre Server behalten sie.</translation>
    </message>
    <message>
        <source>A connection that was removed</source>
        <translation>Eine Verbindung, die entfernt wurde</translation>
    </message>
    <message>
        <source>How much there is cannot be read now. %1</source>
        <translation>Wie viel es ist, lässt sich gerade nicht lesen. %1</translation>
    </message>
    <message>
        <source>Looking how much there is…</source>
        <translation>Es wird nachgesehen, wie viel es ist…</translation>
    </message>
    <message>
        <source>No transcript is kept on this computer now.</source>
        <translation>Auf diesem Computer ist jetzt kein Verlauf aufgehoben.</translation>
    </message>
    <message>
        <source>%1 on this computer now, with the index for searching.</source>
        <translation>Jetzt %1 auf diesem Computer, mit dem Index für die Suche.</translation>
    </message>
    <message>
        <source>About %1; sessions: %2</source>
        <translation>Etwa %1; Sitzungen: %2</translation>
    </message>
    <message>
        <source>Forgetting…</source>
        <translation>Wird vergessen…</translation>
    </message>
    <message>
        <source>Forget…</source>
        <translation>Vergessen…</translation>
    </message>
    <message>
        <source>Forget the transcripts of %1</source>
        <translation>Die Verläufe von %1 vergessen</translation>
    </message>
    <message>
        <source>Forget the transcripts of %1 on this computer?</source>
        <translation>Die Verläufe von %1 auf diesem Computer vergessen?</translation>
    </message>
    <message>
        <source>They are on their server still, and come again when you open a session. Drafts, unsent messages and pins stay.</source>
        <translation>Sie sind weiter auf ihrem Server und kommen wieder, wenn Sie eine Sitzung öffnen. Entwürfe, nicht gesendete Nachrichten und Angeheftetes bleiben.</translation>
    </message>
    <message>
        <source>Forget them</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>Behalten</translation>
    </message>
</context>
<context>
    <name>screens::UnsentMessage</name>
    <message>
        <source>Take back the unsent message</source>
        <translation>Die nicht gesendete Nachricht zurücknehmen</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Zurücknehmen</translation>
    </message>
</context>
<context>
    <name>screens::WindowStatus</name>
    <message>
        <source>New %1…</source>
        <translation>Neu: %1…</translation>
    </message>
</context>
<context>
    <name>screens::WorkspaceView</name>
    <message>
        <source>Change the key…</source>
        <translation>Den Schlüssel ändern…</translation>
    </message>
    <message>
        <source>The server refused the key. Enter another one.</source>
        <translation>Der Server hat den Schlüssel abgelehnt. Geben Sie einen anderen ein.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Search messages for “%1”</source>
        <translation>Nachrichten nach „%1“ durchsuchen</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
</context>
<context>
    <name>ui::PictureWindow</name>
    <message>
        <source>Image, %1 × %2 pixels</source>
        <translation>Bild, %1 × %2 Bildpunkte</translation>
    </message>
</context>
<context>
    <name>ui::TranscriptView</name>
    <message>
        <source>New below</source>
        <translation>Neues unten</translation>
    </message>
    <message>
        <source>To the newest</source>
        <translation>Zum Neuesten</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>Als Markdown kopieren</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>Nachricht kopieren</translation>
    </message>
    <message>
        <source>Copy link address</source>
        <translation>Linkadresse kopieren</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>This address can only be copied</source>
        <translation>Diese Adresse lässt sich nur kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>This address can only be copied: it is on the clipboard now.</source>
        <translation>Diese Adresse lässt sich nur kopieren: Sie ist jetzt in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Start of the answer</source>
        <translation>Anfang der Antwort</translation>
    </message>
    <message>
        <source>Copy this code</source>
        <translation>Diesen Code kopieren</translation>
    </message>
    <message>
        <source>Wrap long lines</source>
        <translation>Lange Zeilen umbrechen</translation>
    </message>
    <message>
        <source>Long lines are wrapped</source>
        <translation>Lange Zeilen werden umbrochen</translation>
    </message>
    <message>
        <source>Long lines go on to the right</source>
        <translation>Lange Zeilen gehen nach rechts weiter</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Als JSON kopieren</translation>
    </message>
    <message>
        <source>Copy link to this message</source>
        <translation>Link zu dieser Nachricht kopieren</translation>
    </message>
    <message>
        <source>Open the image</source>
        <translation>Bild öffnen</translation>
    </message>
    <message>
        <source>Copy the image</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Save the image…</source>
        <translation>Bild speichern …</translation>
    </message>
    <message>
        <source>Save this code…</source>
        <translation>Diesen Code speichern …</translation>
    </message>
    <message>
        <source>Save the result…</source>
        <translation>Ergebnis speichern …</translation>
    </message>
    <message>
        <source>Save the message…</source>
        <translation>Nachricht speichern …</translation>
    </message>
    <message>
        <source>There is nothing to save: go to a message or a result first.</source>
        <translation>Es gibt nichts zu speichern: Gehen Sie zuerst zu einer Nachricht oder einem Ergebnis.</translation>
    </message>
    <message>
        <source>Reading what is older, to copy it. Stop</source>
        <translation>Älteres wird gelesen, um es zu kopieren. Anhalten</translation>
    </message>
    <message>
        <source>Copying: %1 % done. Stop</source>
        <translation>Wird kopiert: %1 % fertig. Anhalten</translation>
    </message>
</context>
<context>
    <name>widgets::BusyBar</name>
    <message>
        <source>Working</source>
        <translation>In Arbeit</translation>
    </message>
</context>
<context>
    <name>widgets::ChartLegend</name>
    <message>
        <source>Range before, all together</source>
        <translation>Zeitraum davor, alles zusammen</translation>
    </message>
</context>
<context>
    <name>widgets::ColumnChart</name>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Range before</source>
        <translation>Zeitraum davor</translation>
    </message>
</context>
<context>
    <name>widgets::JsonEditor</name>
    <message>
        <source>JSON text</source>
        <translation>JSON-Text</translation>
    </message>
</context>
<context>
    <name>widgets::KeyValueEditor</name>
    <message>
        <source>Add pair</source>
        <translation>Paar hinzufügen</translation>
    </message>
    <message>
        <source>Add a key and value</source>
        <translation>Einen Schlüssel und einen Wert hinzufügen</translation>
    </message>
    <message>
        <source>A value needs a key.</source>
        <translation>Ein Wert braucht einen Schlüssel.</translation>
    </message>
    <message>
        <source>A key is there twice; the last one counts.</source>
        <translation>Ein Schlüssel ist doppelt; der letzte zählt.</translation>
    </message>
    <message numerus="yes">
        <source>A key may have %n characters.</source>
        <translation>
            <numerusform>Ein Schlüssel darf %n Zeichen haben.</numerusform>
            <numerusform>Ein Schlüssel darf %n Zeichen haben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A value may have %n characters.</source>
        <translation>
            <numerusform>Ein Wert darf %n Zeichen haben.</numerusform>
            <numerusform>Ein Wert darf %n Zeichen haben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message numerus="yes">
        <source>There can be %n pairs.</source>
        <translation>
            <numerusform>Es kann %n Paar geben.</numerusform>
            <numerusform>Es kann %n Paare geben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Key %1</source>
        <translation>Schlüssel %1</translation>
    </message>
    <message>
        <source>Value %1</source>
        <translation>Wert %1</translation>
    </message>
    <message>
        <source>Remove pair %1</source>
        <translation>Paar %1 entfernen</translation>
    </message>
</context>
<context>
    <name>widgets::MessageBar</name>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>Show technical details</source>
        <translation>Technische Einzelheiten zeigen</translation>
    </message>
    <message>
        <source>Copy technical details</source>
        <translation>Technische Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>Dismiss message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>widgets::MomentEdit</name>
    <message>
        <source>At a set time</source>
        <translation>Zu einer festen Zeit</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>Datum und Uhrzeit</translation>
    </message>
</context>
<context>
    <name>widgets::SearchField</name>
    <message>
        <source>Clear search</source>
        <translation>Suche leeren</translation>
    </message>
</context>
<context>
    <name>widgets::SecretEdit</name>
    <message>
        <source>Hide what you type</source>
        <translation>Verbergen, was Sie tippen</translation>
    </message>
    <message>
        <source>Show what you type</source>
        <translation>Zeigen, was Sie tippen</translation>
    </message>
</context>
<context>
    <name>widgets::StateView</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel loading</source>
        <translation>Laden abbrechen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Show technical details</source>
        <translation>Technische Einzelheiten zeigen</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>Copy technical details</source>
        <translation>Technische Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Another way on</source>
        <translation>Ein anderer Weg</translation>
    </message>
</context>
<context>
    <name>widgets::StatusChip</name>
    <message>
        <source>Status: %1</source>
        <translation>Status: %1</translation>
    </message>
</context>
<context>
    <name>widgets::Time</name>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message numerus="yes">
        <source>in %n min</source>
        <translation>
            <numerusform>in %n Min.</numerusform>
            <numerusform>in %n Min.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n h</source>
        <translation>
            <numerusform>in %n Std.</numerusform>
            <numerusform>in %n Std.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>vor %n Min.</numerusform>
            <numerusform>vor %n Min.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>vor %n Std.</numerusform>
            <numerusform>vor %n Std.</numerusform>
        </translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>vor %n Tag</numerusform>
            <numerusform>vor %n Tagen</numerusform>
        </translation>
    </message>
</context>
</TS>
