"""Answers in French."""

from __future__ import annotations

from collections.abc import Mapping

from concord.domain.answer_texts.text import Text

TEXTS: Mapping[Text, str] = {
    Text.ACCEPTED_TITLE: "{partner} – {file} accepté",
    Text.REMARKS_TITLE: "{partner} – {file} accepté, avec remarques",
    Text.QUARANTINED_TITLE: "{partner} – {file} pas encore utilisable",
    Text.REJECTED_TITLE: "{partner} – {file} illisible",
    Text.HELD_TITLE: "{partner} – {file} attend une approbation",
    Text.FILES_TITLE: "{partner} – {count} fichiers acceptés",
    Text.WRONG_FILES_TITLE: "{partner} – {count} fichiers reçus, dont {wrong} à vérifier",
    Text.ACCEPTED: "accepté",
    Text.REMARKS_RESULT: "accepté, avec remarques",
    Text.QUARANTINED: "pas encore utilisable",
    Text.REJECTED: "illisible",
    Text.HELD: "attend une approbation",
    Text.ACCEPTED_MEANS: (
        "Accepté – chaque ligne a été lue comme indiqué ci-dessous. Vous n’avez rien à faire."
    ),
    Text.REMARKS_MEANS: (
        "Accepté, avec remarques – le fichier est utilisé. Les lignes marquées comme erreurs ne "
        "comptent pas, et leurs chiffres restent incomplets jusqu’à l’arrivée d’un fichier "
        "corrigé. Veuillez corriger ces cellules et déposer de nouveau le fichier sous le même "
        "nom."
    ),
    Text.QUARANTINED_MEANS: (
        "Pas encore utilisable – aucune de ses lignes ne compte pour l’instant, et la période "
        "figure comme manquante. {organisation} décidera du sort du fichier et vous serez "
        "informé. Inutile d’attendre, vous pouvez corriger ce qui est indiqué et déposer de "
        "nouveau le fichier sous le même nom."
    ),
    Text.REJECTED_MEANS: (
        "Illisible – rien dans le fichier n’a pu être utilisé, et la période figure comme "
        "manquante. Veuillez voir ce qui ne va pas et déposer un nouveau fichier sous le même nom."
    ),
    Text.HELD_MEANS: (
        "Attend une approbation – le fichier modifie des chiffres déjà publiés ou définitifs. "
        "{organisation} décidera s’ils changent et vous serez informé. D’ici là, les chiffres "
        "précédents restent valables."
    ),
    Text.MARKED_ATTACHED: (
        "Vous trouverez en pièces jointes des copies de vos classeurs, où chaque cellule erronée "
        "est colorée et commentée, avec une dernière feuille qui énumère tout. Corrigez la copie "
        "ou votre propre fichier, enregistrez-le dans votre tableur pour que les formules soient "
        "calculées, puis déposez-le de nouveau."
    ),
    Text.LISTS_ATTACHED: (
        "Pour ces fichiers, une liste des constats est jointe, car aucune copie marquée n’était "
        "possible. Ce ne sont pas des classeurs .xlsx, ou ils contiennent un élément qu’une copie "
        "pourrait perdre, comme un graphique, une image ou une macro. {files}"
    ),
    Text.NOT_ATTACHED: (
        "Non joint, pour que ce message reste assez petit pour arriver – {files}. Les premiers "
        "constats figurent ci-dessous."
    ),
    Text.FILE: "Fichier",
    Text.DELIVERY: "Livraison",
    Text.PERIOD: "Période",
    Text.UNKNOWN: "inconnue",
    Text.RECEIVED: "Reçu",
    Text.ROWS_READ: "Lignes lues",
    Text.ROWS_ACCEPTED: "Lignes acceptées",
    Text.DUE: "Échéance",
    Text.LATE: "{due} (en retard)",
    Text.SUMMARY: "Ce que nous avons reçu",
    Text.RESULT: "Résultat",
    Text.ROWS: "Lignes acceptées",
    Text.ROWS_OF: "{accepted} sur {read}",
    Text.ERRORS_AND_REMARKS: "Erreurs, remarques",
    Text.FOUND_IN: "Constats dans {file}",
    Text.FIRST_FOUND_IN: "Constats dans {file} – les {shown} premiers sur {count}",
    Text.FURTHER_FILES: (
        "Les constats de {count} autres fichiers figurent seulement en pièces jointes."
    ),
    Text.FIGURES: "Les chiffres de {file} tels que nous les avons lus",
    Text.COLUMN: "Colonne",
    Text.SUM: "Somme",
    Text.SMALLEST: "Minimum",
    Text.LARGEST: "Maximum",
    Text.SHEET: "Constats",
    Text.SEVERITY: "Type",
    Text.PLACE: "Endroit",
    Text.FOUND: "Trouvé",
    Text.FOUND_AND_EXPECTED: "{found} – attendu\N{NO-BREAK SPACE}: {expected}",
    Text.EXPECTED: "Attendu",
    Text.ADVICE: "Que faire",
    Text.ERROR: "Erreur",
    Text.WARNING: "Remarque",
    Text.INFO: "Note",
    Text.WHOLE_FILE: "le fichier",
    Text.WHY: (
        "Vous recevez ce message car vous répondez des fichiers de {partner}. "
        "{organisation} conserve chaque fichier exactement tel qu’il est arrivé."
    ),
    Text.MONTHS: (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    ),
    Text.WEEK_OF: "semaine du {day}",
    Text.MONTHS_TO: "{count} mois jusqu’à {month}",
}

_ROW = "D’ici là, cette ligne ne compte pas."
_WAITS = "D’ici là, le fichier attend une décision."

ADVICE: Mapping[str, str] = {
    "not-a-number": f"Ce n’est pas un nombre du type attendu. Veuillez le corriger. {_ROW}",
    "not-finite": f"Ce n’est pas un nombre fini. Veuillez le corriger. {_ROW}",
    "missing-value": f"La valeur manque. Veuillez la saisir. {_ROW}",
    "empty-cell": f"La cellule n’affiche rien. Veuillez saisir la valeur. {_ROW}",
    "negative-count": f"Une quantité ne peut pas être négative. Veuillez la corriger. {_ROW}",
    "boolean": f"C’est une valeur vrai ou faux. Veuillez saisir le nombre. {_ROW}",
    "exceeds": f"La valeur est trop grande. Veuillez corriger l’une des deux. {_ROW}",
    "percentage-out-of-range": f"Le pourcentage n’est pas compris entre 0 et 100. {_ROW}",
    "currency-in-number": f"Saisissez le nombre seul, dans la monnaie convenue. {_ROW}",
    "formula-error": f"La formule donne une erreur. Veuillez la corriger. {_ROW}",
    "formula-without-value": (
        "Le résultat de la formule n’a jamais été enregistré. Veuillez ouvrir le fichier dans "
        f"Excel et l’enregistrer une fois. {_ROW}"
    ),
    "formula": (
        "Les formules sont lues avec leur dernier résultat enregistré. Veuillez coller des "
        "valeurs, pour qu’elles ne changent pas à l’insu de tous."
    ),
    "number-format-unclear": (
        "La valeur peut se lire de deux façons qui diffèrent d’un facteur mille. Veuillez la "
        f"saisir sans séparateurs. {_ROW}"
    ),
    "not-a-date": f"Ce n’est pas une date. Veuillez saisir le jour comme date. {_ROW}",
    "date-order-unclear": (
        "On ne sait pas quel nombre est le jour et lequel le mois. Veuillez saisir une date, par "
        f"exemple 2026-10-31. {_ROW}"
    ),
    "not-one-of": (
        "Cette valeur n’est pas convenue. Saisissez exactement l’une de celles attendues, ou "
        f"faites convenir de la nouvelle. {_ROW}"
    ),
    "duplicate-key": (
        "Deux lignes ont la même clé mais des chiffres différents. Ne gardez que la bonne. "
        f"{_WAITS}"
    ),
    "outside-period": (
        "Des lignes sortent de la période que le nom du fichier indique. Veuillez envoyer un "
        f"fichier par période. {_WAITS}"
    ),
    "column-missing": (
        "Une colonne convenue manque dans l’en-tête. Nommez la colonne ainsi, ou faites convenir "
        f"du nouveau nom. {_WAITS}"
    ),
    "column-duplicated": (
        "Cette colonne figure plusieurs fois. Gardez la bonne et retirez les autres. Aucune "
        "n’est choisie à votre place."
    ),
    "column-unknown": (
        "Ces colonnes ne sont pas convenues et ne sont pas lues. Rien à faire si elles ne sont "
        "pas nécessaires."
    ),
    "no-rows": (
        "Il n’y a pas de lignes sous l’en-tête. Cela ne veut pas dire qu’il ne s’est rien passé. "
        f"Envoyez les chiffres, avec des zéros là où il n’y a rien eu. {_WAITS}"
    ),
    "hidden-rows": (
        "Les lignes masquées sont lues comme les autres. Supprimez-les si elles ne doivent pas "
        "compter."
    ),
    "hidden-sheet": "Les feuilles masquées ne sont lues que si elles sont convenues.",
    "totals-mismatch": (
        "Le total ne correspond pas aux lignes, qui sont utilisées. Vérifiez s’il en manque une "
        "ou si l’une a été modifiée ensuite."
    ),
    "printed-differs": (
        "Le chiffre imprimé ne correspond pas aux décomptes de la ligne, qui sont utilisés. "
        "Vérifiez lequel est juste."
    ),
    "no-target": (
        "Des lignes n’indiquent pas d’objectif convenu. Sans lui, rien n’y est évalué. "
        "Indiquez-le et renvoyez le fichier."
    ),
    "several-targets": (
        "Les lignes d’une même période indiquent des objectifs différents. Rien n’y est évalué. "
        "Indiquez-en un seul et renvoyez le fichier."
    ),
    "text-below-table": "Le texte sous le tableau n’est pas lu.",
    "macros": (
        "Les macros ne sont jamais exécutées. Enregistrez le classeur sans elles (.xlsx). "
        f"{_WAITS}"
    ),
    "external-link": (
        "Des valeurs viennent d’un autre fichier ou d’une connexion et peuvent être anciennes. "
        f"Collez-les comme valeurs. {_WAITS}"
    ),
    "merged-header": (
        "L’en-tête contient des cellules fusionnées. Séparez-les et nommez chaque colonne. "
        f"{_WAITS}"
    ),
    "password-protected": (
        "Le fichier est protégé par un mot de passe. Retirez-le et renvoyez le fichier. "
        "N’envoyez pas le mot de passe."
    ),
    "cut-off": "Le fichier est tronqué. Veuillez le renvoyer.",
    "damaged": "Le fichier est endommagé. Ouvrez-le, enregistrez-le et renvoyez-le.",
    "empty-file": "Le fichier est vide. Veuillez le renvoyer.",
}
"""What to do about a rule's finding, true of every finding of that rule."""
