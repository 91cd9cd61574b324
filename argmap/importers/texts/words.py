"""Words for telling people from what only looks like their names: before a colon, in a heading, in brackets.

English first, with the commonest of other languages that files were seen in. None of them is a usual name.
"""

from __future__ import annotations

_PARTICLES = """
af al ap av bin bint da das de del della den der di do dos du e el ibn la las le los of ter the van von y zu zum zur
"""

_NUMBERED = """
anonymous attendee caller guest host interviewee interviewer member participant person respondent speaker sprecher student
teacher teilnehmer unknown user voice witness
"""

_NO_PART = """
actions agenda answers appendix background beschluss chapter conclusion conclusions consensus decision decisions
description disadvantages doc docs documentation document edit email example examples fazit figure goal goals
introduction issue issues option options slide slides item items links meeting meetings minutes overview phase priority problem problems
proposal question questions reasons recording requirements resolution results section solution step steps
summary thing things todo topic topics update updates url version warning website
"""

_NO_NAMES = """
adr bug bugfix build chore ci eta etc feat fix lib otoh critical debug fatal notice trace perf pr prs refactor rfc wip wrt
actual afternoon age breakfast brand browser budget changed chores color colour component condition contact cook day delivery
deliverables deprecated dinner directions east environment equipment evening expected fax feature fixed friday gear height
ingredients instruments ingredient lunch materials milestones mission model monday morning name night north observed opening os oven
payment performance phone platform prep preparation pricing reproducible removed returns saturday schedule scope security serves
severity shipping size south stakeholders strategy sunday team tel tested thursday timeline tools tuesday values venue vision
wednesday week weight west wifi
command commands commits expected fixes new origin parameters raises seen situation
classifier classifiers files generator tag wheel-version home-page requires-dist upstream-name
attendance delegates queue remote presenters participants
absent abstract against action add added address after agreed also although and another anyway apologies assume assumption
assumptions attendees attention author authors aber achtung advantage advantages also alternative anmerkung antwort
auteur autor avantages aware basically because before beispiel benefits besides bonus both but by bytheway category
caution caveat changed check claim clarification comment comments compare con cons consider context contra copyright
correction correct cost costs counterpoint created credit cue danger date datei date/time datum default definition
definitions details deadline disclaimer discussion download downside downsides duration earlier edited einwand ejemplo elsewhere end
english error errors evidence excused exactly exception exemple expected explanation fact facts false fact-check
faq features filename final finally firstly first following footnote for format frage fragen from further fyi german
generally given great hello help here hi hint hinweis history homework honestly hours how however html http https
idea ideas if imo imho important in inconvénients indeed info information input installation instead instructions
interesting invited irony is it key keywords language last later lesson license licence limitations link list live
location look maybe meaning merci mentioned message messages method methods minus more moral motivation my myth
nachteile name namely next no nope nota note notes nothing now objection observation ok okay on one option or original
other others otherwise outcome output overall participants parts pause perhaps personally place plus point points
possibly post posted posts ps pps premise preamble present pro probably pros proof purpose quelle quote rationale
read reality reason really recap recommendation recorded ref reference references regrets related remark remarks
remember reminder remarque reply response respuesta result resumen review right risk risks rule rules safety second
secondly see settings short side-note similarly since size skills so software solved sometimes sorry source sources
speed spoiler start status still strengths subject subscribe such sure tags takeaway takeaways tech tests thanks
that then theory therefore therefor third thirdly this though thus time times tip tips title tl;dr tldr to today
tomorrow translation true truth type unfortunately upside upsides usage use using value ventajas vorteile warn way weaknesses
well what when where which who why with word words work wrong yeah yes yesterday yet you'll zusammenfassung
ответ вопрос итог плюсы минусы примечание пример например важно внимание
注意 注 例 例如 总结 總結 备注 問題 问题 答案 优点 缺点 まとめ ملاحظة مثال
"""

PARTICLES = frozenset(_PARTICLES.split())
"""Words within names that have no capital."""

NUMBERED = frozenset(_NUMBERED.split())
"""Words that make a name with a number or a letter: Participant 2, Voice B."""

NOBODY = frozenset(
    ["?", "??", "???", "anonymous", "inaudible", "n.n.", "somebody", "someone", "unclear", "unidentified", "unknown",
     "unbekannt", "unknown speaker", "unknown participant", "unidentified speaker", "speaker unknown"]
)  # fmt: skip
"""What a transcript writes when nobody knows who spoke."""

RECORD = frozenset(
    ["action", "action item", "action items", "actions", "agreed", "beschluss", "conclusion", "conclusions", "consensus",
     "decided", "decision", "decisions", "discussion", "ergebnis", "fazit", "next steps", "outcome", "outcomes", "resolution",
     "resolved", "result", "results", "vote", "вывод", "решение", "结论", "決定", "結論",
     "ad", "advertisement", "break", "intro", "jingle", "music", "outro", "sponsor", "sponsors"]
)  # fmt: skip
"""What minutes write before that which all concluded, and transcripts before what is no talk: words of no single person."""

NO_PART = frozenset(_NO_PART.split())
"""Words that no name has, alone or among others."""

NO_NAMES = NO_PART | RECORD | frozenset(_NO_NAMES.split())
"""Words that stand before a colon and are no people."""

OFFICES = frozenset(
    ["author", "chair", "chairperson", "facilitator", "guest", "host", "moderator", "note taker", "notetaker", "presenter",
     "scribe", "secretary", "speaker"]
)  # fmt: skip
"""Offices: before a name they say who has it ("Chair: Nora Lind"), and before words somebody speaks."""

SOUNDS = frozenset(
    ["APPLAUSE", "CHEERS", "CROSSTALK", "FOREIGN", "INAUDIBLE", "LAUGHS", "LAUGHTER", "MUSIC", "NOISE", "NOISES", "PAUSE",
     "SIGHS", "SILENCE", "UNINTELLIGIBLE"]
)  # fmt: skip
"""Sounds, as captions write them in brackets."""

ASKS = frozenset(["du", "human", "ich", "me", "prompt", "question", "request", "user", "you"])
"""What exports of talks with an assistant call the one who asks."""

ASSISTANT = frozenset(
    ["ai", "answer", "assistant", "bot", "chatbot", "chatgpt", "claude", "copilot", "gemini", "gpt", "llm", "model", "response",
     "system"]
)  # fmt: skip
"""What they call the one who answers."""
