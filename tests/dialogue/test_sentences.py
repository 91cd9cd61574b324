"""Sentences of English and German posts. The expected ones were marked by hand."""

from __future__ import annotations

import pytest

from argmap.dialogue.sentences import ENGLISH, GERMAN, split_post

SAMPLES = {
    "german": (
        GERMAN,
        (
            "Mathematik ist z. B. für Beweise nötig.|Dr. Weber sagt am 3. Mai, dass das nicht stimmt.|„Wirklich?“|Ja!"
            "|Das kostet ca. 20 Euro, d. h. zu viel.|Prof. Klein (Univ. Wien) widerspricht.|Siehe S. 12 ff. im Bericht."
            "|Der 2. Versuch gelang.|Bzw. anders gesagt: nein.|Es waren 3,5 Mio. Menschen.|Warum?|Weil es so ist."
        ),
    ),
    # Written after the splitter.
    "another german": (
        GERMAN,
        (
            "Ämter öffnen erst um 9 Uhr.|Übrigens fehlt Nr. 4 der Liste.|Die Buslinie (vgl. Str. 7) endet am 1. Juli!"
            "|Sie schrieb: „Das geht nicht.“|Ich sehe es anders...|Evtl. hat Frau Dr. A. Schmidt recht."
        ),
    ),
    # Written after the splitter and used to add abbreviations to it: before that, 16 of these 21 came out whole.
    "letters to a german paper": (
        GERMAN,
        (
            "Laut § 45 Abs. 1 StVO darf die Stadt das anordnen.|Am 24. Dezember war der Markt leer."
            "|Die Kosten liegen bei rd. 4,2 Mio. Euro.|„Das rechnet sich nie“, meinte Herr Dr. h. c. Lang."
            "|Wieso eigentlich?|Die Fa. Huber & Co. hat widersprochen."
            "|Im 19. Jahrhundert gab es hier keine Autos.|Vgl. dazu auch Abb. 3 im Anhang."
            "|Er rief: „Hört auf!“|Niemand hörte zu.|Man braucht u. U. eine Genehmigung."
            "|Der Bus fährt Mo. bis Fr. alle 10 Min. zum Bahnhof.|Das gilt insb. für Lieferanten."
            "|Karl V. hätte gelacht.|Ich wohne seit 2019.|Die Straße ist max. 6 m breit (inkl. Gehweg)."
            "|Na und?!|»Ohne Parkplätze stirbt der Handel.«|Das sagt der 1. Vorsitzende seit Jahren…"
            "|So etwas nennt man i. d. R. Besitzstandswahrung.|Stimmt das, was im Bericht v. 3. Juni steht?"
        ),
    ),
    "english": (
        ENGLISH,
        (
            "The rewrite starts in May.|I propose a typed language, e.g. Rust.|Mr. Smith disagrees with J. Doe.|Why?"
            "|See p. 12 for details."
        ),
    ),
}


@pytest.mark.parametrize("sample", SAMPLES)
def test_sentences_are_split_as_by_hand(sample: str) -> None:
    within, marked = SAMPLES[sample]
    text = marked.replace("|", " ")
    sentences = list(split_post("1", text, within))
    closed = [s.text for s in sentences]
    assert closed == marked.split("|")
    assert all(text[s.start : s.end] == s.text for s in sentences)


UNSEEN = (
    "Bitte bis spätestens 18 Uhr melden.|Das regelt Art. 3 Abs. 2 der Satzung."
    "|Die GmbH zahlt inkl. MwSt. 300 Euro.|Am 1. 9. beginnt die Schule.|Meint ihr das ernst?"
    "|Frau Prof. Dr. Ott sagte: „Nein, nie.“|Danach ging sie.|Der VW Bj. 1998 steht noch da."
    "|Ludwig XIV. war kein Radfahrer.|Ich bin, wie gesagt, dagegen!"
)
"""Marked by hand, and never used to change the splitter: it has to stay so, for the score to mean anything."""


def test_eight_of_ten_unseen_german_sentences_come_out_whole() -> None:
    """The two others stop at abbreviations that it does not know, "MwSt." and "Bj."; pysbd 0.3.4 gets seven."""
    marked = UNSEEN.split("|")
    made = {sentence.text for sentence in split_post("1", " ".join(marked), GERMAN)}
    missed = [sentence for sentence in marked if sentence not in made]
    assert missed == ["Die GmbH zahlt inkl. MwSt. 300 Euro.", "Der VW Bj. 1998 steht noch da."]
