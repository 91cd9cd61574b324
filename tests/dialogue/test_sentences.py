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
