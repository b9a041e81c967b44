"""Answers in Spanish."""

from __future__ import annotations

from collections.abc import Mapping

from concord.domain.answer_texts.text import Text

TEXTS: Mapping[Text, str] = {
    Text.ACCEPTED_TITLE: "{partner}: {file} aceptado",
    Text.REMARKS_TITLE: "{partner}: {file} aceptado, con observaciones",
    Text.QUARANTINED_TITLE: "{partner}: {file} aún no se puede usar",
    Text.REJECTED_TITLE: "{partner}: {file} no se pudo leer",
    Text.HELD_TITLE: "{partner}: {file} espera aprobación",
    Text.FILES_TITLE: "{partner}: {count} archivos aceptados",
    Text.WRONG_FILES_TITLE: "{partner}: {count} archivos recibidos, revise {wrong}",
    Text.ACCEPTED: "aceptado",
    Text.REMARKS_RESULT: "aceptado, con observaciones",
    Text.QUARANTINED: "aún no se puede usar",
    Text.REJECTED: "no se pudo leer",
    Text.HELD: "espera aprobación",
    Text.ACCEPTED_MEANS: (
        "Aceptado: todas las filas se leyeron como se indica abajo. No tiene que hacer nada más."
    ),
    Text.REMARKS_MEANS: (
        "Aceptado, con observaciones: el archivo se usa. Las filas marcadas como error no cuentan "
        "y sus cifras quedan incompletas hasta que llegue un archivo corregido. Corrija esas "
        "celdas y vuelva a dejar el archivo con el mismo nombre."
    ),
    Text.QUARANTINED_MEANS: (
        "Aún no se puede usar: por ahora no cuenta ninguna de sus filas y el período figura como "
        "pendiente. {organisation} decidirá sobre el archivo y se le informará. No hace falta que "
        "espere: corrija lo indicado y vuelva a dejar el archivo con el mismo nombre."
    ),
    Text.REJECTED_MEANS: (
        "No se pudo leer: no se pudo usar nada del archivo y el período figura como pendiente. "
        "Vea qué falla y deje un archivo nuevo con el mismo nombre."
    ),
    Text.HELD_MEANS: (
        "Espera aprobación: el archivo cambia cifras que ya se informaron o que son definitivas. "
        "{organisation} decidirá si cambian y se le informará. Hasta entonces valen las cifras "
        "anteriores."
    ),
    Text.MARKED_ATTACHED: (
        "Se adjuntan copias de sus propios libros con cada celda errónea coloreada y comentada, y "
        "una hoja final que lo enumera todo. Corrija la copia o su propio archivo, guárdelo en su "
        "programa de hojas de cálculo para que se calculen las fórmulas y vuelva a dejarlo."
    ),
    Text.LISTS_ATTACHED: (
        "Para estos archivos se adjunta una lista de lo encontrado, porque no se pudo hacer una "
        "copia marcada: no son libros .xlsx o contienen algo que una copia podría perder, como "
        "gráficos, imágenes o macros. {files}"
    ),
    Text.NOT_ATTACHED: (
        "No se adjunta, para que este correo sea lo bastante pequeño para llegar: {files}. Lo "
        "primero que se encontró figura abajo."
    ),
    Text.FILE: "Archivo",
    Text.DELIVERY: "Entrega",
    Text.PERIOD: "Período",
    Text.UNKNOWN: "desconocido",
    Text.RECEIVED: "Recibido",
    Text.ROWS_READ: "Filas leídas",
    Text.ROWS_ACCEPTED: "Filas aceptadas",
    Text.DUE: "Vencimiento",
    Text.LATE: "{due} (con retraso)",
    Text.SUMMARY: "Lo que hemos recibido",
    Text.RESULT: "Resultado",
    Text.ROWS: "Filas aceptadas",
    Text.ROWS_OF: "{accepted} de {read}",
    Text.ERRORS_AND_REMARKS: "Errores, observaciones",
    Text.FOUND_IN: "Lo encontrado en {file}",
    Text.FIRST_FOUND_IN: "Lo encontrado en {file}: {shown} de {count}",
    Text.FURTHER_FILES: ("Lo encontrado en otros {count} archivos figura solo en los adjuntos."),
    Text.FIGURES: "Las cifras de {file} tal como las leímos",
    Text.COLUMN: "Columna",
    Text.SUM: "Suma",
    Text.SMALLEST: "Mínimo",
    Text.LARGEST: "Máximo",
    Text.SHEET: "Observaciones",
    Text.SEVERITY: "Tipo",
    Text.PLACE: "Dónde",
    Text.FOUND: "Encontrado",
    Text.FOUND_AND_EXPECTED: "{found} – esperado: {expected}",
    Text.EXPECTED: "Esperado",
    Text.ADVICE: "Qué hacer",
    Text.ERROR: "Error",
    Text.WARNING: "Observación",
    Text.INFO: "Nota",
    Text.WHOLE_FILE: "el archivo",
    Text.WHY: (
        "Recibe este mensaje porque es responsable de los archivos de {partner}. "
        "{organisation} conserva cada archivo exactamente como llegó."
    ),
    Text.MONTHS: (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    ),
    Text.WEEK_OF: "semana del {day}",
    Text.MONTHS_TO: "{count} meses hasta {month}",
}

_ROW = "Hasta entonces esta fila no cuenta."
_WAITS = "Hasta entonces el archivo espera una decisión."

ADVICE: Mapping[str, str] = {
    "not-a-number": f"No es un número del tipo esperado. Corríjalo. {_ROW}",
    "not-finite": f"No es un número finito. Corríjalo. {_ROW}",
    "missing-value": f"Falta el valor. Escríbalo. {_ROW}",
    "empty-cell": f"La celda no muestra nada. Escriba el valor. {_ROW}",
    "negative-count": f"Una cantidad no puede ser menor que cero. Corríjala. {_ROW}",
    "boolean": f"Aquí hay un valor verdadero o falso. Escriba el número. {_ROW}",
    "exceeds": f"El valor es mayor de lo posible. Corrija uno de los dos. {_ROW}",
    "percentage-out-of-range": f"El porcentaje no está entre 0 y 100. {_ROW}",
    "currency-in-number": f"Escriba solo el número, en la moneda acordada. {_ROW}",
    "formula-error": f"La fórmula da un error. Corríjala. {_ROW}",
    "formula-without-value": (
        "El resultado de la fórmula nunca se guardó. Abra el archivo en Excel y guárdelo una "
        f"vez. {_ROW}"
    ),
    "formula": (
        "Las fórmulas se leen con su último resultado guardado. Pegue los valores, para que no "
        "cambien sin que se note."
    ),
    "number-format-unclear": (
        "El valor puede leerse de dos maneras que difieren en un factor de mil. Escríbalo sin "
        f"separadores. {_ROW}"
    ),
    "not-a-date": f"No es una fecha. Escriba el día como fecha. {_ROW}",
    "date-order-unclear": (
        "No se sabe qué número es el día y cuál el mes. Escríbalo como fecha, por ejemplo "
        f"2026-10-31. {_ROW}"
    ),
    "not-one-of": (
        "Este valor no está acordado. Escriba uno de los esperados exactamente así, o haga que "
        f"se acuerde el nuevo. {_ROW}"
    ),
    "duplicate-key": (
        f"Dos filas tienen la misma clave y cifras distintas. Deje solo la correcta. {_WAITS}"
    ),
    "outside-period": (
        "Hay filas fuera del período que indica el nombre del archivo. Envíe un archivo por "
        f"período. {_WAITS}"
    ),
    "column-missing": (
        "Falta una columna acordada en el encabezado. Nombre así la columna, o haga que se "
        f"acuerde el nuevo nombre. {_WAITS}"
    ),
    "column-duplicated": (
        "Esta columna aparece más de una vez. Deje la correcta y quite las demás. No se elige "
        "ninguna por usted."
    ),
    "column-unknown": (
        "Estas columnas no están acordadas y no se leen. No hay nada que hacer si no se necesitan."
    ),
    "no-rows": (
        "No hay filas bajo el encabezado. Eso no significa que no pasara nada: envíe las cifras, "
        f"con ceros donde no hubo nada. {_WAITS}"
    ),
    "hidden-rows": "Las filas ocultas se leen como las demás. Bórrelas si no deben contar.",
    "hidden-sheet": "Las hojas ocultas solo se leen si están acordadas.",
    "totals-mismatch": (
        "El total no coincide con las filas, que son las que se usan. Compruebe si falta alguna "
        "o si se cambió después."
    ),
    "printed-differs": (
        "La cifra impresa no coincide con los recuentos de la fila, que son los que se usan. "
        "Compruebe cuál es la correcta."
    ),
    "no-target": (
        "Hay filas sin objetivo acordado. Sin él no se evalúa esa parte. Indíquelo y envíe el "
        "archivo de nuevo."
    ),
    "several-targets": (
        "Las filas de un mismo período indican objetivos distintos. Esa parte no se evalúa. "
        "Indique uno solo y envíe el archivo de nuevo."
    ),
    "text-below-table": "El texto que está debajo de la tabla no se lee.",
    "macros": f"Las macros nunca se ejecutan. Guarde el libro sin ellas (.xlsx). {_WAITS}",
    "external-link": (
        "Hay valores que vienen de otro archivo o de una conexión y pueden ser antiguos. "
        f"Péguelos como valores. {_WAITS}"
    ),
    "merged-header": (
        "El encabezado tiene celdas combinadas. Sepárelas y ponga un nombre sobre cada columna. "
        f"{_WAITS}"
    ),
    "password-protected": (
        "El archivo está protegido con contraseña. Quítela y vuelva a enviarlo. No envíe la "
        "contraseña."
    ),
    "cut-off": "El archivo está cortado. Vuelva a enviarlo.",
    "damaged": "El archivo está dañado. Ábralo, guárdelo de nuevo y vuelva a enviarlo.",
    "empty-file": "El archivo está vacío. Vuelva a enviarlo.",
}
"""What to do about a rule's finding, true of every finding of that rule."""
