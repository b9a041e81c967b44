"""Answers in German."""

from __future__ import annotations

from collections.abc import Mapping

from concord.domain.answer_texts.text import Text

TEXTS: Mapping[Text, str] = {
    Text.ACCEPTED_TITLE: "{partner}: {file} angenommen",
    Text.REMARKS_TITLE: "{partner}: {file} angenommen, mit Anmerkungen",
    Text.QUARANTINED_TITLE: "{partner}: {file} noch nicht verwendbar",
    Text.REJECTED_TITLE: "{partner}: {file} nicht lesbar",
    Text.HELD_TITLE: "{partner}: {file} wartet auf Freigabe",
    Text.FILES_TITLE: "{partner}: {count} Dateien angenommen",
    Text.WRONG_FILES_TITLE: "{partner}: {count} Dateien erhalten, davon {wrong} bitte prüfen",
    Text.ACCEPTED: "angenommen",
    Text.REMARKS_RESULT: "angenommen, mit Anmerkungen",
    Text.QUARANTINED: "noch nicht verwendbar",
    Text.REJECTED: "nicht lesbar",
    Text.HELD: "wartet auf Freigabe",
    Text.ACCEPTED_MEANS: (
        "Angenommen: Jede Zeile wurde wie unten angegeben gelesen. Sie müssen nichts weiter tun."
    ),
    Text.REMARKS_MEANS: (
        "Angenommen, mit Anmerkungen: Die Datei wird verwendet. Als Fehler markierte Zeilen "
        "zählen nicht, und ihre Werte gelten als unvollständig, bis eine korrigierte Datei "
        "eintrifft. Bitte korrigieren Sie diese Zellen und legen Sie die Datei unter demselben "
        "Namen erneut ab."
    ),
    Text.QUARANTINED_MEANS: (
        "Noch nicht verwendbar: Vorerst zählt keine ihrer Zeilen, und der Zeitraum gilt als "
        "fehlend. Bei {organisation} wird über die Datei entschieden, und Sie erfahren das "
        "Ergebnis. Sie müssen nicht warten: Korrigieren Sie, was aufgeführt ist, und legen Sie "
        "die Datei unter demselben Namen erneut ab."
    ),
    Text.REJECTED_MEANS: (
        "Nicht lesbar: Nichts aus der Datei konnte verwendet werden, und der Zeitraum gilt als "
        "fehlend. Bitte sehen Sie nach, was nicht stimmt, und legen Sie unter demselben Namen "
        "eine neue Datei ab."
    ),
    Text.HELD_MEANS: (
        "Wartet auf Freigabe: Die Datei ändert Werte, die schon berichtet wurden oder endgültig "
        "sind. Bei {organisation} wird entschieden, ob sie sich ändern, und Sie erfahren das "
        "Ergebnis. Bis dahin gelten die früheren Werte."
    ),
    Text.MARKED_ATTACHED: (
        "Angehängt sind Kopien Ihrer Arbeitsmappen. Jede falsche Zelle ist farbig markiert und "
        "kommentiert, und ein Blatt am Ende führt alles auf. Korrigieren Sie die Kopie oder Ihre "
        "eigene Datei, speichern Sie sie in Ihrer Tabellenkalkulation, damit Formeln berechnet "
        "werden, und legen Sie sie erneut ab."
    ),
    Text.LISTS_ATTACHED: (
        "Zu diesen Dateien ist eine Liste der Feststellungen angehängt, weil keine markierte "
        "Kopie möglich war: Sie sind keine .xlsx-Arbeitsmappen oder enthalten etwas, das eine "
        "Kopie verlieren könnte, etwa Diagramme, Bilder oder Makros. {files}"
    ),
    Text.NOT_ATTACHED: (
        "Nicht angehängt, damit diese E-Mail klein genug zum Ankommen bleibt: {files}. Die ersten "
        "Feststellungen stehen unten."
    ),
    Text.FILE: "Datei",
    Text.DELIVERY: "Lieferung",
    Text.PERIOD: "Zeitraum",
    Text.UNKNOWN: "nicht bekannt",
    Text.RECEIVED: "Erhalten",
    Text.ROWS_READ: "Gelesene Zeilen",
    Text.ROWS_ACCEPTED: "Angenommene Zeilen",
    Text.DUE: "Fällig",
    Text.LATE: "{due} (verspätet)",
    Text.SUMMARY: "Was wir erhalten haben",
    Text.RESULT: "Ergebnis",
    Text.ROWS: "Gültige Zeilen",
    Text.ROWS_OF: "{accepted} von {read}",
    Text.ERRORS_AND_REMARKS: "Fehler, Anmerkungen",
    Text.FOUND_IN: "Was in {file} gefunden wurde",
    Text.FIRST_FOUND_IN: "Was in {file} gefunden wurde: die ersten {shown} von {count}",
    Text.FURTHER_FILES: (
        "Was in {count} weiteren Dateien gefunden wurde, steht nur in den Anhängen."
    ),
    Text.FIGURES: "Die Werte in {file}, wie wir sie gelesen haben",
    Text.COLUMN: "Spalte",
    Text.SUM: "Summe",
    Text.SMALLEST: "Kleinster Wert",
    Text.LARGEST: "Größter Wert",
    Text.SHEET: "Feststellungen",
    Text.SEVERITY: "Art",
    Text.PLACE: "Stelle",
    Text.FOUND: "Gefunden",
    Text.FOUND_AND_EXPECTED: "{found} – erwartet: {expected}",
    Text.EXPECTED: "Erwartet",
    Text.ADVICE: "Was zu tun ist",
    Text.ERROR: "Fehler",
    Text.WARNING: "Anmerkung",
    Text.INFO: "Hinweis",
    Text.WHOLE_FILE: "die Datei",
    Text.WHY: (
        "Sie erhalten diese Nachricht, weil Sie für die Dateien von {partner} zuständig sind. "
        "{organisation} bewahrt jede Datei genau so auf, wie sie eingetroffen ist."
    ),
    Text.MONTHS: (
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
    ),
    Text.WEEK_OF: "Woche vom {day}",
    Text.MONTHS_TO: "{count} Monate bis {month}",
}

_ROW = "Bis dahin zählt diese Zeile nicht."
_WAITS = "Die Datei wartet bis dahin auf eine Entscheidung."

ADVICE: Mapping[str, str] = {
    "not-a-number": f"Das ist keine Zahl der erwarteten Art. Bitte berichtigen. {_ROW}",
    "not-finite": f"Das ist keine endliche Zahl. Bitte berichtigen. {_ROW}",
    "missing-value": f"Der Wert fehlt. Bitte tragen Sie ihn ein. {_ROW}",
    "empty-cell": f"Die Zelle zeigt nichts. Bitte tragen Sie den Wert ein. {_ROW}",
    "negative-count": f"Eine Anzahl kann nicht unter null liegen. Bitte berichtigen. {_ROW}",
    "boolean": f"Hier steht ein Wahrheitswert. Bitte tragen Sie die Zahl ein. {_ROW}",
    "exceeds": f"Der Wert ist größer, als er sein kann. Bitte einen der beiden ändern. {_ROW}",
    "percentage-out-of-range": f"Der Prozentwert liegt nicht zwischen 0 und 100. {_ROW}",
    "currency-in-number": f"Bitte nur die Zahl eintragen, in der vereinbarten Währung. {_ROW}",
    "formula-error": f"Die Formel ergibt einen Fehler. Bitte berichtigen Sie sie. {_ROW}",
    "formula-without-value": (
        "Das Ergebnis der Formel wurde nie gespeichert. Bitte öffnen Sie die Datei in Excel und "
        f"speichern Sie sie einmal. {_ROW}"
    ),
    "formula": (
        "Formeln werden mit ihrem zuletzt gespeicherten Ergebnis gelesen. Bitte fügen Sie Werte "
        "ein, damit sie sich nicht unbemerkt ändern."
    ),
    "number-format-unclear": (
        "Der Wert lässt sich auf zwei Arten lesen, die sich um das Tausendfache unterscheiden. "
        f"Bitte ohne Trennzeichen eintragen. {_ROW}"
    ),
    "not-a-date": f"Das ist kein Datum. Bitte tragen Sie den Tag als Datum ein. {_ROW}",
    "date-order-unclear": (
        "Es ist nicht zu erkennen, welche Zahl der Tag und welche der Monat ist. Bitte als Datum "
        f"eintragen, etwa 2026-10-31. {_ROW}"
    ),
    "not-one-of": (
        "Dieser Wert ist nicht vereinbart. Bitte tragen Sie einen der erwarteten genau so ein, "
        f"oder lassen Sie den neuen vereinbaren. {_ROW}"
    ),
    "duplicate-key": (
        "Zwei Zeilen haben denselben Schlüssel, aber andere Werte. Bitte behalten Sie nur die "
        f"richtige. {_WAITS}"
    ),
    "outside-period": (
        "Zeilen liegen außerhalb des Zeitraums, nach dem die Datei benannt ist. Bitte eine Datei "
        f"je Zeitraum senden. {_WAITS}"
    ),
    "column-missing": (
        "Eine vereinbarte Spalte fehlt in der Kopfzeile. Bitte benennen Sie die Spalte so, oder "
        f"lassen Sie den neuen Namen vereinbaren. {_WAITS}"
    ),
    "column-duplicated": (
        "Diese Spalte kommt mehrfach vor. Bitte behalten Sie die richtige und entfernen Sie die "
        "anderen. Es wird keine für Sie ausgewählt."
    ),
    "column-unknown": (
        "Diese Spalten sind nicht vereinbart und werden nicht gelesen. Nichts zu tun, wenn sie "
        "nicht gebraucht werden."
    ),
    "no-rows": (
        "Unter der Kopfzeile stehen keine Zeilen. Das heißt nicht, dass nichts geschah: Bitte "
        f"senden Sie die Werte, mit Nullen, wo nichts war. {_WAITS}"
    ),
    "hidden-rows": (
        "Ausgeblendete Zeilen werden wie alle anderen gelesen. Bitte löschen Sie sie, wenn sie "
        "nicht zählen sollen."
    ),
    "hidden-sheet": "Ausgeblendete Blätter werden nur gelesen, wenn sie vereinbart sind.",
    "totals-mismatch": (
        "Die Summe passt nicht zu den Zeilen, die verwendet werden. Bitte prüfen Sie, ob eine "
        "fehlt oder später geändert wurde."
    ),
    "printed-differs": (
        "Die gedruckte Zahl passt nicht zu den Anzahlen der Zeile, die verwendet werden. Bitte "
        "prüfen Sie, welche stimmt."
    ),
    "no-target": (
        "Es gibt Zeilen ohne vereinbartes Ziel. Ohne eines wird dort nicht bewertet. Bitte tragen "
        "Sie es ein und senden Sie die Datei erneut."
    ),
    "several-targets": (
        "Zeilen eines Zeitraums nennen verschiedene Ziele. Dort wird nicht bewertet. Bitte nennen "
        "Sie eines und senden Sie die Datei erneut."
    ),
    "text-below-table": "Der Text unter der Tabelle wird nicht gelesen.",
    "macros": (
        "Makros werden nie ausgeführt. Bitte speichern Sie die Arbeitsmappe ohne sie (.xlsx). "
        f"{_WAITS}"
    ),
    "external-link": (
        "Werte kommen aus einer anderen Datei oder Verbindung und können veraltet sein. Bitte "
        f"fügen Sie sie als Werte ein. {_WAITS}"
    ),
    "merged-header": (
        "In der Kopfzeile sind Zellen verbunden. Bitte heben Sie das auf und schreiben Sie über "
        f"jede Spalte ihren Namen. {_WAITS}"
    ),
    "password-protected": (
        "Die Datei ist durch ein Kennwort geschützt. Bitte entfernen Sie es und senden Sie die "
        "Datei erneut. Senden Sie nicht das Kennwort."
    ),
    "cut-off": "Die Datei ist abgeschnitten. Bitte senden Sie sie erneut.",
    "damaged": "Die Datei ist beschädigt. Bitte öffnen, neu speichern und erneut senden.",
    "empty-file": "Die Datei ist leer. Bitte senden Sie sie erneut.",
}
"""What to do about a rule's finding, true of every finding of that rule."""
