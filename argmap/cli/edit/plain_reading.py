"""A guided reading in single lines: for pipes, screen readers and terminals that cannot be drawn on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from argmap.editing.guided.choosing import Chosen
    from argmap.editing.guided.form import FormField, MoveForm
    from argmap.editing.guided.session import Session

HELP = """\
  1, 2, …  choose this sentence   w  type the words, with … where you leave words out
  n  next post   b  previous post   u  undo the last change
  m  show the claims of the map   ?  this help   q  quit"""
SKIP = "-"
LISTED = 12


class Leave(Exception):
    """The annotator quits; everything is written."""


class Back(Exception):
    """The annotator gives a move up; nothing is written."""


def read_thread(session: Session) -> None:
    """Read the posts with the annotator, from where the session begins to the last."""
    place = session.posts.index(session.begin)
    read = sum(post in session.read for post in session.posts)
    click.echo(f"{len(session.posts)} posts; {read} of them read.\n{HELP}\n")
    try:
        while place < len(session.posts):
            step = _read(session, session.posts[place])
            if step > 0:
                session.leave(session.posts[place])
            place = max(0, place + step)
        click.echo("That was the last post.")
    except (Leave, click.Abort):
        click.echo()


def _read(session: Session, post: str) -> int:
    """Read one post, and return the direction to go in: 1 to the next, -1 to the previous one."""
    from argmap.editing.guided.choosing import Chosen
    from argmap.editing.guided.units import passages
    from argmap.editing.quoting import selector
    from argmap.errors import ArgmapError
    from argmap.model.quote import Span, find_parts

    thread = session.thread
    sentences = passages(post, thread.text_of(post), session.map.language)
    _show(session, post, [" ".join(s.text.split()) for s in sentences])
    while True:
        key = click.prompt(">", prompt_suffix=" ").strip()
        if key in {"n", "b"}:
            return 1 if key == "n" else -1
        try:
            if key.isdecimal() and 1 <= int(key) <= len(sentences):
                chosen = sentences[int(key) - 1]
                _move(session, Chosen(post, (Span(chosen.start, chosen.end),)))
            elif key == "w":
                quote = selector(thread, click.prompt("words", prompt_suffix=": ").strip(), post)
                _move(session, Chosen(post, find_parts(quote, thread.text_of(post))[0]))
            else:
                _command(session, key)
        except Back:
            click.echo("  nothing is written")
        except ArgmapError as error:
            click.secho(f"  {error}", fg="red")


def _command(session: Session, key: str) -> None:
    if key == "q":
        raise Leave
    if key == "u":
        click.echo(f"undone: {session.undo()}")
    elif key == "m":
        for claim in session.map.claims:
            click.echo(f"  {claim.id}  {claim.text}")
    else:
        click.echo(HELP)


def _show(session: Session, post_id: str, sentences: list[str]) -> None:
    thread = session.thread
    post, people = thread.posts_by_id[post_id], thread.participants_by_id
    who = people[post.author].name if post.author in people else "unknown"  # type: ignore[index]
    to = f", answers #{thread.numbers[post.reply_to]}" if post.reply_to in thread.numbers else ""  # type: ignore[index]
    click.secho(f"\n#{thread.numbers[post.id]} {who}{to}  [{post.id}]", bold=True)
    for number, sentence in enumerate(sentences, start=1):
        click.echo(f"  {number}  {sentence}")
    for claim in session.map.claims:
        if any(quote.post == post.id for quote in claim.quotes):
            click.secho(f"     = {claim.id}: {claim.text}", dim=True)
    for question in session.map.questions:
        if question.post == post.id:
            click.secho(f"     = {question.id}: {question.text}", dim=True)
        elif not question.answered_by and question.to in {None, post.author}:
            click.secho(f"     ? open: {question.id}: {question.text}", dim=True)


def _move(session: Session, chosen: Chosen) -> None:
    """Ask what chosen words do, look at what the rules say of it, and write it."""
    from argmap.editing.guided.move_keys import MOVE_KEYS

    session.reload()
    shown = ", ".join(f"{each.key} {each.name}" for each in MOVE_KEYS.values())
    click.echo(f"  “{chosen.words(session.thread)}”\n  {shown}, {SKIP} nothing")
    key = click.prompt("  what", type=click.Choice([*MOVE_KEYS, SKIP]), show_choices=False)
    if key == SKIP:
        raise Back
    form = MOVE_KEYS[key].form(session.occasion(chosen))
    answers: dict[str, Any] = {}
    while True:
        while (field := form.missing(answers)) is not None:
            answers[field.name] = _answer(form, field, answers)
        seen = session.preview(form, answers, chosen)
        for finding in seen.faults:
            click.secho(f"  {finding.code} {finding.message}; {finding.help}", fg="yellow")
        more = {f.key: f for f in form.open_fields(answers) if f.key}
        also = ", ".join(
            f"{key} {field.label.lower()}" for key, field in more.items() if not field.needed(answers)
        )
        default = "" if not seen.faults else None
        said = click.prompt(
            f"  Enter writes it{', ' + also if also else ''}, {SKIP} gives it up"
            if default is not None
            else f"  ! writes it all the same, {', '.join(f'{k} {f.label.lower()}' for k, f in more.items())}, {SKIP} gives it up",
            default=default,
            show_default=False,
        ).strip()
        if said == SKIP:
            raise Back
        if said in {"", "!"} and (not seen.faults or said == "!"):
            break
        if said in more:
            answers[more[said].name] = _answer(form, more[said], answers)
            answers = form.settled(answers)
    to_come = session.write(seen)
    click.secho(f"  {seen.change.did}", fg="green")
    for finding in to_come:
        click.secho(f"  to come: {finding.message}", dim=True)


def _answer(form: MoveForm, field: FormField, answers: dict[str, Any]) -> Any:
    """Ask one question of a form."""
    from argmap.editing.guided.form import FieldKind

    help = field.help(answers)
    if help:
        click.secho(help, dim=True)
    default = form.value(field, answers)
    if field.kind is FieldKind.FLAG:
        said = click.prompt(
            f"  {field.label}",
            type=click.Choice(["y", "n"]),
            default=None if default is None else "ny"[default],
        )
        return said == "y"
    if field.kind is FieldKind.TEXT:
        said = str(
            click.prompt(f"  {field.label}", default=default or (None if field.needed(answers) else SKIP))
        ).strip()
        return None if said == SKIP and not field.needed(answers) else said
    choices = field.choices(answers)
    for choice in choices[:LISTED]:
        click.echo(f"    {choice.value}  {choice.shown}")
    if len(choices) > LISTED:
        click.echo(f"    … and {len(choices) - LISTED} more; m lists all claims")
    known = [choice.value for choice in choices]
    if field.kind is FieldKind.CHOICE:
        return click.prompt(f"  {field.label}", type=click.Choice(known), show_choices=False, default=default)
    said = click.prompt(
        f"  {field.label} (with commas between)", default=",".join(default or ()), show_default=False
    )
    names = tuple(part.strip() for part in said.split(",") if part.strip())
    unknown = [name for name in names if name not in known]
    if unknown:
        click.secho(f"  {unknown[0]!r} cannot be chosen", fg="red")
        return _answer(form, field, answers)
    return names
