"""Ready questions over many maps, as views of the database: each a name, what it answers, and its SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class ReadyQuestion:
    """A ready question: what it answers, in a sentence, and the SQL that answers it, in a fixed order."""

    answers: str
    sql: str


_VIEWS = {
    "conceded_claims": ReadyQuestion(
        "Which claims do most participants grant or accept who did not put them forward?",
        """
        SELECT c.map, c.id AS claim, c.text, count(DISTINCT s.participant) AS participants
        FROM claims c JOIN stances s ON s.map = c.map AND s.claim = c.id
        WHERE s.stance IN ('concedes', 'accepts')
        GROUP BY ALL ORDER BY participants DESC, c.map, claim
        """,
    ),
    "disputed_claims": ReadyQuestion(
        "Which claims does one participant assert and another deny?",
        """
        SELECT c.map, c.id AS claim, c.text,
               list(DISTINCT a.participant ORDER BY a.participant) AS asserted_by,
               list(DISTINCT d.participant ORDER BY d.participant) AS denied_by
        FROM claims c
        JOIN stances a ON a.map = c.map AND a.claim = c.id AND a.stance IN ('asserts', 'accepts')
        JOIN stances d ON d.map = c.map AND d.claim = c.id AND d.stance = 'denies' AND d.participant <> a.participant
        GROUP BY c.map, c.id, c.text ORDER BY c.map, claim
        """,
    ),
    "retracted_claims": ReadyQuestion(
        "Who takes back what, and in which post?",
        """
        SELECT s.map, s.participant, s.post, p.number, s.claim, c.text
        FROM stances s JOIN claims c ON c.map = s.map AND c.id = s.claim
        LEFT JOIN posts p ON p.map = s.map AND p.id = s.post
        WHERE s.stance = 'retracts' ORDER BY s.map, p.number, s.claim
        """,
    ),
    "unanswered_objections": ReadyQuestion(
        "Which objections does nobody answer, and whose claim do they leave open?",
        """
        SELECT r.map, r.id AS relation, r.kind, r.target, t.text AS target_text,
               list(DISTINCT s.participant ORDER BY s.participant) FILTER (s.participant IS NOT NULL) AS asserted_by
        FROM relations r
        LEFT JOIN claims t ON t.map = r.map AND t.id = r.target
        LEFT JOIN stances s ON s.map = r.map AND s.claim = r.target AND s.stance = 'asserts'
        WHERE r.kind IN ('attack', 'undercut')
          AND NOT EXISTS (SELECT 1 FROM relations o WHERE o.map = r.map AND o.target = r.id AND o.kind = 'undercut')
          AND NOT EXISTS (SELECT 1 FROM premises p JOIN relations o ON o.map = p.map AND o.target = p.premise
                          WHERE p.map = r.map AND p.relation = r.id AND o.kind = 'attack')
        GROUP BY r.map, r.id, r.kind, r.target, t.text ORDER BY r.map, relation
        """,
    ),
    "unanswered_questions": ReadyQuestion(
        "Which questions of the threads does nobody answer, and who was asked?",
        """
        SELECT q.map, q.id AS question, q.text, q.post, q."to" AS asked
        FROM questions q LEFT JOIN answers a ON a.map = q.map AND a.question = q.id
        WHERE a.question IS NULL ORDER BY q.map, question
        """,
    ),
    "unsupported_claims": ReadyQuestion(
        "Which claims are asserted without any reason in the map?",
        """
        SELECT c.map, c.id AS claim, c.text, list(DISTINCT s.participant ORDER BY s.participant) AS asserted_by
        FROM claims c JOIN stances s ON s.map = c.map AND s.claim = c.id AND s.stance = 'asserts'
        WHERE NOT c.meta
          AND NOT EXISTS (SELECT 1 FROM relations r WHERE r.map = c.map AND r.target = c.id AND r.kind = 'support')
        GROUP BY c.map, c.id, c.text ORDER BY c.map, claim
        """,
    ),
    "attacked_claims": ReadyQuestion(
        "Which claims are attacked most?",
        """
        SELECT c.map, c.id AS claim, c.text, count(*) AS attacks
        FROM claims c JOIN relations r ON r.map = c.map AND r.target = c.id AND r.kind = 'attack'
        GROUP BY ALL ORDER BY attacks DESC, c.map, claim
        """,
    ),
    "schemes_never_questioned": ReadyQuestion(
        "Which schemes are used, and never met by one of their critical questions, an undercut or an attack on a premise?",
        """
        WITH used AS (SELECT map, id, scheme FROM relations WHERE scheme IS NOT NULL AND kind = 'support'),
        met AS (
            SELECT u.map, u.id FROM used u JOIN relations o ON o.map = u.map AND o.target = u.id AND o.kind = 'undercut'
            UNION
            SELECT u.map, u.id FROM used u JOIN premises p ON p.map = u.map AND p.relation = u.id
            JOIN relations o ON o.map = p.map AND o.target = p.premise AND o.kind = 'attack'
        )
        SELECT u.scheme, count(*) AS used, count(DISTINCT u.map) AS maps
        FROM used u LEFT JOIN met ON met.map = u.map AND met.id = u.id
        GROUP BY u.scheme HAVING count(met.id) = 0 ORDER BY used DESC, u.scheme
        """,
    ),
    "implicit_premises": ReadyQuestion(
        "Which reasons need a premise that nobody states?",
        """
        SELECT p.map, p.relation, c.id AS claim, c.text, r.target
        FROM premises p JOIN claims c ON c.map = p.map AND c.id = p.premise AND c.implicit
        JOIN relations r ON r.map = p.map AND r.id = p.relation
        ORDER BY p.map, p.relation, claim
        """,
    ),
    "open_issues": ReadyQuestion(
        "Which questions at issue end without a chosen answer?",
        """
        SELECT i.map, i.id AS issue, i.question, coalesce(i.outcome, 'not said') AS outcome, count(c.id) AS theses
        FROM issues i LEFT JOIN claims c ON c.map = i.map AND c.answers = i.id
        WHERE i.outcome IS DISTINCT FROM 'chosen' GROUP BY ALL ORDER BY i.map, issue
        """,
    ),
    "accepted_theses": ReadyQuestion(
        "Which theses are accepted once everything is weighed (grounded semantics, with stances)?",
        """
        SELECT c.map, c.answers AS issue, c.id AS claim, c.text, l.label
        FROM claims c JOIN labels l ON l.map = c.map AND l.kind = 'claim' AND l.id = c.id AND l.interpretation = 'stances'
        WHERE c.answers IS NOT NULL ORDER BY c.map, issue, claim
        """,
    ),
    "participants_at_work": ReadyQuestion(
        "What does each participant do: posts, claims put forward, denials, concessions, retractions?",
        """
        SELECT p.map, p.id AS participant, p.name,
               (SELECT count(*) FROM posts o WHERE o.map = p.map AND o.author = p.id) AS posts,
               count(s.id) FILTER (s.stance = 'asserts') AS asserts,
               count(s.id) FILTER (s.stance = 'denies') AS denies,
               count(s.id) FILTER (s.stance IN ('concedes', 'accepts')) AS grants,
               count(s.id) FILTER (s.stance = 'retracts') AS retracts
        FROM participants p LEFT JOIN stances s ON s.map = p.map AND s.participant = p.id
        GROUP BY p.map, p.id, p.name ORDER BY p.map, participant
        """,
    ),
}

VIEWS: Mapping[str, ReadyQuestion] = MappingProxyType(_VIEWS)
"""Every ready question by its name."""

STATISTICS = """
WITH counts AS (
    SELECT m.map, m.title, m.language,
      (SELECT count(*) FROM posts x WHERE x.map = m.map) AS posts,
      (SELECT count(*) FROM participants x WHERE x.map = m.map) AS participants,
      (SELECT count(*) FROM issues x WHERE x.map = m.map) AS issues,
      (SELECT count(*) FROM claims x WHERE x.map = m.map) AS claims,
      (SELECT count(*) FROM claims x WHERE x.map = m.map AND x.answers IS NOT NULL) AS theses,
      (SELECT count(*) FROM claims x WHERE x.map = m.map AND x.implicit) AS implicit,
      (SELECT count(*) FROM examples x WHERE x.map = m.map) AS examples,
      (SELECT count(*) FROM relations x WHERE x.map = m.map AND x.kind = 'support') AS supports,
      (SELECT count(*) FROM relations x WHERE x.map = m.map AND x.kind = 'attack') AS attacks,
      (SELECT count(*) FROM relations x WHERE x.map = m.map AND x.kind = 'undercut') AS undercuts,
      (SELECT count(*) FROM relations x WHERE x.map = m.map AND x.linked) AS linked,
      (SELECT count(*) FROM stances x WHERE x.map = m.map) AS stances,
      (SELECT count(*) FROM questions x WHERE x.map = m.map) AS questions
    FROM maps m
)
SELECT * FROM counts ORDER BY map
"""
"""How much is in each map."""
