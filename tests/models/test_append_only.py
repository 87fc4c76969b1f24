"""Promise 2: what is written into the record is never changed or deleted."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction

from factcheck.actions.acts import editorial_act
from factcheck.domain.acts import Kind
from factcheck.models import AppendOnly, ChangeSet, Revision, Source
from factcheck.models.act import current_act
from factcheck.models.fingerprints import ACT_FORMS, FORMS
from factcheck.models.records import Stamped
from factcheck.models.triggers import append_only_models, missing
from tests.newsroom import Newsroom, changed_source, report, version
from tests.tampering import drop_triggers, execute, trigger_names

MODELS = append_only_models()

REFUSED: dict[str, Callable[[], Any]] = {
    "a revision saved again": lambda: Revision.objects.get().save(),
    "a revision deleted": lambda: Revision.objects.get().delete(),
    "revisions updated": lambda: Revision.objects.update(headline="Other"),
    "revisions deleted": lambda: Revision.objects.all().delete(),
    "history updated": lambda: Source.history.update(title="Other"),
    "history deleted": lambda: Source.history.all().delete(),
    "a history row deleted": lambda: Source.history.first().delete(),
    "an act saved again": lambda: ChangeSet.objects.earliest("id").save(),
    "an act written": lambda: ChangeSet(id=current_act().id, seq=1).save(),
    "acts written": lambda: ChangeSet.objects.bulk_create([ChangeSet(id=current_act().id)]),
    "an act recorded that is not over": lambda: ChangeSet.objects.record(
        [ChangeSet(id=current_act().id)]
    ),
    "an act recorded again": lambda: ChangeSet.objects.record([ChangeSet.objects.earliest("id")]),
    "an act deleted": lambda: ChangeSet.objects.earliest("id").delete(),
    "acts updated": lambda: ChangeSet.objects.update(reason="Other"),
    "acts deleted": lambda: ChangeSet.objects.all().delete(),
}


@pytest.mark.parametrize("change", REFUSED.values(), ids=REFUSED)
def test_django_refuses(newsroom: Newsroom, change: Callable[[], Any]) -> None:
    newsroom.article()
    newsroom.source()
    act = editorial_act(article=None, by=newsroom.editor, kind=Kind.SOURCE_EDIT, reason="Mended.")
    with pytest.raises(AppendOnly), act:
        change()


def test_no_act_is_recorded_but_by_its_series(newsroom: Newsroom) -> None:
    act = newsroom.source().act
    with pytest.raises(AppendOnly):
        ChangeSet.objects.record([act])


@pytest.fixture
def full(newsroom: Newsroom) -> Newsroom:
    """A newsroom with at least one row in every append-only table."""
    article = newsroom.article(authors=[newsroom.account(newsroom.administrator).person])
    claim = newsroom.claim(article)
    newsroom.evidence(claim)
    newsroom.published(claim)
    newsroom.proposed(claim)
    from factcheck.actions import (
        comments,
        experts,
        policies,
        removals,
        seals,
        texts,
        tokens,
        triage,
    )
    from factcheck.actions.notices import NoticeText, post_notice
    from factcheck.domain.vocabulary import NoticeKind, Page, PeopleShown

    notice = NoticeText(NoticeKind.UPDATE, {"en": "Updated."})
    post_notice(article=article, by=newsroom.editor, reason="Told.", notice=notice)
    seals.unseal(claim=claim, by=newsroom.editor, version=version(claim), reason="Asked for.")
    policies.set_policy(
        by=newsroom.administrator, reason="Agreed.", version=0, people_needed=3, is_sealed=True
    )
    texts.set_text(
        page=Page.ABOUT, by=newsroom.editor, reason="New.", version=0, text={"en": "We are four."}
    )
    texts.set_newsroom(
        by=newsroom.administrator, reason="Safer.", version=0, people_shown=PeopleShown.ROLES
    )
    tokens.issue(by=newsroom.editor, reason="For the CMS.", name="CMS", scopes=["content:write"])
    comments.say(claim=claim, by=newsroom.reviewer, text="Is it net of tax?")
    experts.ask(
        claim=claim,
        by=newsroom.reviewer,
        name="Ir. Sari",
        question="Is this the sum?",
        language="en",
        days=7,
    )
    triage.answer(report=report(claim), by=newsroom.editor, text="It is.", version=0)
    changed_source(newsroom)
    order = {"en": "The court's."}
    removals.remove_claim(claim=claim, by=newsroom.administrator, reason="Ordered.", order=order)
    return newsroom


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_the_database_itself_refuses(full: Newsroom, model: type[models.Model]) -> None:
    table, pk = model._meta.db_table, model._meta.pk.column
    key = model._base_manager.values_list("pk", flat=True).first()
    assert key is not None, "the fixture should write one of each"

    attempts = [
        f'UPDATE "{table}" SET "nonce" = \'x\' WHERE "{pk}" = {key}',
        f'DELETE FROM "{table}" WHERE "{pk}" = {key}',
    ]
    if connection.vendor == "sqlite":
        attempts.append(f'INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}"')
        names = [field.column for field in model._meta.concrete_fields if not field.primary_key]
        others = ", ".join(f'"{name}"' for name in names)
        if any(isinstance(each, models.UniqueConstraint) for each in model._meta.constraints):
            # by another unique key than the first: a new row in the place of an old one
            attempts.append(
                f'INSERT OR REPLACE INTO "{table}" ("{pk}", {others}) '
                f'SELECT 987654, {others} FROM "{table}" WHERE "{pk}" = {key}'
            )
    else:
        attempts.append(f'TRUNCATE "{table}" CASCADE')
        connection.check_constraints()  # PostgreSQL truncates nothing while checks are deferred
    for sql in attempts:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            execute(sql)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_each_append_only_table_has_its_triggers(db: None, model: type[models.Model]) -> None:
    table = model._meta.db_table
    ours = [name for name, on in trigger_names() if on == table and "_kept" in name]
    assert len(ours) == (3 if connection.vendor == "sqlite" else 2)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_the_newest_form_names_every_column(model: type[models.Model]) -> None:
    forms = ACT_FORMS if model is ChangeSet else FORMS[model._meta.model_name or ""]
    hash_columns = {"hash"} if model is ChangeSet else {"row_hash"}
    columns = {field.attname for field in model._meta.concrete_fields}
    assert set(forms[max(forms)].split()) == columns - hash_columns - {"form"}


def test_every_stamped_model_is_guarded() -> None:
    assert {model for model in MODELS if issubclass(model, Stamped)} | {ChangeSet} == set(MODELS)
    assert len(MODELS) == len(FORMS) + 1


def test_a_trigger_that_is_gone_is_noticed(db: None) -> None:
    assert missing() == []
    gone = [name for name, _ in trigger_names() if "_kept" in name]
    drop_triggers()
    assert sorted(missing()) == sorted(gone)
