"""What WhatsApp itself writes into an exported chat, in the languages of its users.

The lists cannot be complete. On iPhones a mark of direction stands before the program's words in every language; on
Android a line without a name is the program's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from argmap.importers.chats.leftovers import Leftover
from argmap.model.posts import Gone

LONGEST_NOTICE = 500
MARK = "\u200e"

DELETED = frozenset(
    [
        "this message was deleted", "you deleted this message", "this message has been deleted", "message deleted",
        "diese nachricht wurde gelöscht", "du hast diese nachricht gelöscht", "nachricht gelöscht",
        "se eliminó este mensaje", "eliminaste este mensaje", "este mensaje fue eliminado", "mensaje eliminado",
        "ce message a été supprimé", "vous avez supprimé ce message", "message supprimé",
        "mensagem apagada", "esta mensagem foi apagada", "essa mensagem foi apagada", "você apagou esta mensagem",
        "você apagou essa mensagem", "apagou esta mensagem", "questo messaggio è stato eliminato", "hai eliminato questo messaggio",
        "dit bericht is verwijderd", "je hebt dit bericht verwijderd", "u hebt dit bericht verwijderd",
        "bu mesaj silindi", "bu mesajı sildiniz", "pesan ini telah dihapus", "anda telah menghapus pesan ini",
        "данное сообщение удалено", "сообщение удалено", "это сообщение удалено", "это сообщение было удалено",
        "вы удалили данное сообщение", "це повідомлення видалено", "ta wiadomość została usunięta", "usunięto tę wiadomość",
        "detta meddelande har tagits bort", "du tog bort det här meddelandet", "det här meddelandet togs bort",
        "denne besked blev slettet", "denne meldingen ble slettet", "tämä viesti poistettiin", "poistit tämän viestin",
        "tato zpráva byla odstraněna", "ez az üzenet törölve lett", "acest mesaj a fost șters", "αυτό το μήνυμα διαγράφηκε",
        "תמחקה הודעה זו", "הודעה זו נמחקה", "تم حذف هذه الرسالة", "لقد حذفت هذه الرسالة", "यह मैसेज हटा दिया गया", "यह संदेश हटा दिया गया था",
        "このメッセージは削除されました", "此訊息已刪除", "此消息已删除", "此消息已刪除", "삭제된 메시지입니다",
    ]
)  # fmt: skip
DELETED_BY = ("this message was deleted by admin", "diese nachricht wurde vom admin", "nachricht vom admin ")

OMITTED = re.compile(
    r"""^(?:<(?:media\ omitted|medien\ ausgeschlossen|multimedia\ omitido|archivo\ omitido|m[ée]dias?\ omis|fichier\ omis
    |m[íi]dia\ oculta|arquivo\ de\ m[íi]dia\ oculto|ficheiro\ n[ãa]o\ revelado|media\ omessi|file\ omesso|media\ weggelaten
    |medya\ d[âa]hil\ edilmedi|media\ tidak\ disertakan|без\ медиафайлов|файл\ пропущен|медіа\ пропущено|pominięto\ multimedia
    |media\ utelämnad|media\ har\ utelämnats|udeladt\ medie|mediefil\ utelatt|media\ jätettiin\ pois|ohitettu\ media|médium\ vynecháno
    |média\ elhagyva|fișier\ media\ omis|המדיה\ לא\ נכללה|تم\ استبعاد\ الوسائط|मीडिया\ के\ बिना|メディアは含まれていません
    |メディアなし|省略多媒體檔案|媒体文件已忽略|忽略媒体文件|미디어\ 파일을\ 제외한\ 텍스트|미디어\ 생략)>
    |(?:image|video|audio|sticker|gif|document|contact\ card|video\ note|voice\ message)\ omitted
    |(?:bild|video|audio|sticker|gif|dokument|kontaktkarte|videonachricht)\ weggelassen
    |(?:imagen|imagem|audio|áudio|v[íi]deo|sticker|figurinha|gif|documento|tarjeta\ de\ contacto)\ (?:omitid[ao]|ocultad[ao])
    |(?:image|vidéo|audio|sticker|gif|document)\ (?:absente?|omise?)
    |(?:immagine|video|audio|sticker|gif|documento)\ omess[oai]
    |(?:afbeelding|video|audio|sticker|gif|document)\ weggelaten)$""",
    re.IGNORECASE | re.VERBOSE,
)
ATTACHED = re.compile(
    r"""^(?:<(?:attached|angehängt|adjunto|pièce\ jointe|anexado|allegato|bijgevoegd|вложено):\ [^<>\n]+>
    |\S[^\n]*\.\w{2,5}\ \((?:file\ attached|datei\ angehängt|archivo\ adjunto|fichier\ joint|arquivo\ anexado|file\ allegato|bestand\ bijgevoegd|файл\ добавлен)\)
    |[^\n]*\u2022\ \u200e?\d+\ \S+\ \u200e?(?:document\ omitted|dokument\ weggelassen|documento\ omitido))$""",
    re.IGNORECASE | re.VERBOSE,
)
LOST = re.compile(r"^(?:waiting for this message|warten auf diese nachricht|esperando este mensaje|en attente de ce message|aguardando (?:esta|essa) mensagem)\b", re.IGNORECASE)  # fmt: skip
ABOUT_ITSELF = re.compile(
    r" (?:created (?:this )?group|changed (?:the (?:subject|group)|this group's)|joined using|left$|added you)",
    re.IGNORECASE,
)
SHARED = re.compile(
    r"^(?:poll:|umfrage:|encuesta:|sondage|enquete:|sondaggio:|peiling:|(?:live )?location:? )", re.IGNORECASE
)
"""What a person shares although iPhones mark it as the program's."""

CALL = re.compile(
    r"^(?:missed (?:group )?(?:voice|video) call|(?:voice|video) call[,.]|verpasster (?:sprach|video)anruf|llamada perdida|videollamada perdida|appel (?:vocal|vidéo) manqué|chamada de (?:voz|vídeo) perdida)",
    re.IGNORECASE,
)
EDITED = re.compile(
    r"(?:(?<!\s)\s++)?\u200e?<(?:this message was edited|diese nachricht wurde bearbeitet|se editó este mensaje|ce message a été modifié|mensagem editada|essa mensagem foi editada|questo messaggio è stato modificato|dit bericht is bewerkt|данное сообщение изменено)\.?>$",
    re.IGNORECASE,
)

ENCRYPTED = re.compile(
    r"^(?:messages and calls are end-to-end encrypted|messages (?:and calls )?(?:you send )?to this (?:chat|group) (?:and calls )?are now secured|"
    r"nachrichten und anrufe sind ende-zu-ende|los mensajes y las llamadas están cifrados|les messages et les appels sont chiffrés|"
    r"as mensagens e (?:as )?(?:chamadas|ligações) (?:são|estão) protegidas|i messaggi e le chiamate sono crittografati)",
    re.IGNORECASE,
)
"""The sentence at the beginning of a chat; some exports give it the name of the group, as if that had said it."""

SYSTEM = re.compile(
    r"""^[\u200e\u200f]*+(?:
      messages\ and\ calls\ are\ (?:end-to-end|now)|nachrichten\ und\ anrufe\ sind|los\ mensajes\ y\ las\ llamadas
    | les\ messages\ et\ les\ appels|as\ mensagens\ e\ (?:as\ )?(?:chamadas|ligações)|i\ messaggi\ e\ le\ chiamate
    | (?:you|[^:\n]{1,80}?)\ (?:created\ (?:this\ )?(?:group|community)|changed\ (?:the|this|their|to)\ |added\ |removed\ |joined(?:\ |$)|left(?:$|\ the)
        |was\ added|were\ added|was\ removed|were\ removed|turned\ o(?:n|ff)\ |reset\ this\ group|pinned\ a\ message|requested\ to\ join
        |(?:is|are)\ (?:now|no\ longer)\ an\ admin|updated\ the\ message\ timer|set\ (?:the\ )?disappearing|blocked|unblocked|deleted\ the\ group)
    | your\ security\ code\ with|you'?re\ now\ an\ admin|disappearing\ messages
    | [^:\n]{1,80}?\ hat\ (?:die\ gruppe|den\ betreff|das\ gruppenbild|die\ gruppenbeschreibung|\S+\ hinzugefügt)
    | [^:\n]{1,80}?\ (?:creó\ (?:el|este)\ grupo|cambió\ (?:el|la)\ |añadió\ a|criou\ (?:o|este)\ grupo|mudou\ (?:o|a)\ |adicionou|a\ créé\ (?:le|ce)\ groupe|a\ (?:modifié|changé)\ )
    )""",
    re.IGNORECASE | re.VERBOSE,
)  # fmt: skip
SUBJECT = re.compile(
    r"(?:created (?:this )?group|changed the (?:subject|group name)[^\n]{0,200}? to|hat die gruppe|betreff[^\n]{0,200}? zu|creó el grupo|criou o grupo|a créé le groupe)\s*[“\"„«]\s?([^”\"“»\n]{1,200}?)\s?[”\"“»]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SaidWords:
    """What a message says once the program's own words are taken out.

    Attributes:
        text: The words of its author.
        gone: Why there are none, if the program says so.
        is_system: Whether the program wrote all of it.
        counts: What was taken out.
    """

    text: str = ""
    gone: Gone | None = None
    is_system: bool = False
    counts: Counter[Leftover] = field(default_factory=Counter)


def is_system(text: str) -> bool:
    """Return whether the program wrote a line that has no name, or what looks like one."""
    return SYSTEM.match(text[:LONGEST_NOTICE].split("\n", 1)[0]) is not None


def subjects(text: str) -> Iterator[str]:
    """Yield the name that a line of the program says was given to the group."""
    match = SUBJECT.search(text[:LONGEST_NOTICE])
    if match:
        yield match[1].strip()


def said(text: str, name: str = "") -> SaidWords:
    """Return the words of an author in what stands behind the name.

    Args:
        text: What stands behind the name.
        name: The name; older iPhones write "Nora: Nora created group" for what the program tells of her.
    """
    marked = text.startswith(MARK)
    plain = text.strip("\u200e\u200f \n")
    folded = plain.rstrip(".").lower().strip("\u200e 🚫")
    if folded in DELETED or plain.lower().startswith(DELETED_BY):
        return SaidWords(gone=Gone.DELETED)
    if LOST.match(plain):
        return SaidWords(gone=Gone.EMPTY)
    own = bool(name) and plain.startswith(name) and ABOUT_ITSELF.match(plain[len(name) :])
    if own or CALL.match(plain) or ENCRYPTED.match(plain):
        return SaidWords(is_system=True, counts=Counter({Leftover.SYSTEM: 1}))
    whole = text.split("\n")
    captions = [_caption(line) for line in whole]
    lines = [line for line in captions if not _is_attachment(line)]
    media = len(lines) < len(whole) or captions != whole
    if marked and not media and len(lines) == 1 and not SHARED.match(plain):
        return SaidWords(is_system=True, counts=Counter({Leftover.SYSTEM: 1}))
    words, edited = EDITED.subn("", "\n".join(lines))
    counts = Counter({Leftover.EDITED: 1}) if edited else Counter[Leftover]()
    words = re.sub(r"^\u200e|(?<=\n)\u200e", "", words)
    words = re.sub(r"@\u2068([^\u2068\u2069\n]+)\u2069", r"@\1", words).strip()
    if words:
        return SaidWords(words, counts=counts)
    return SaidWords(gone=Gone.EMPTY, counts=Counter({Leftover.MEDIA: 1}) if media else Counter())


def _caption(line: str) -> str:
    """Return what a person wrote in a line at whose end an iPhone says, behind a mark of direction, that a file is left out."""
    if _is_attachment(line):
        return line
    words, mark, rest = line.rpartition("\u200e")
    return (
        words.rstrip()
        if mark and words.strip("\u200e\u200f \r") and OMITTED.match(rest.strip(" \r"))
        else line
    )


def _is_attachment(line: str) -> bool:
    bare = line.strip("\u200e\u200f \r")
    return bool(OMITTED.match(bare) or ATTACHED.match(bare))
