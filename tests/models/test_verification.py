"""What `verify_history` finds when someone has been at the database behind Django's back."""

import json
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from factcheck.actions.sources import SourceDetails, edit_source
from factcheck.domain.chain import fingerprint
from factcheck.models import ChangeSet, Claim, Revision, Source, Verdict, triggers
from factcheck.models.fingerprints import FORMS
from factcheck.models.records import columns
from factcheck.models.verification import Verification
from tests.newsroom import Newsroom
from tests.newsroom import newsroom as make_newsroom
from tests.tampering import drop_triggers, execute


@pytest.fixture(autouse=True)
def triggers_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests drop the triggers, and ask what else is found."""
    monkeypatch.setattr(triggers, "missing", list)


@pytest.fixture
def record(newsroom: Newsroom) -> Newsroom:
    """A record with a published claim, and no triggers to keep it."""
    claim = newsroom.claim(newsroom.article())
    newsroom.evidence(claim)
    newsroom.published(claim)
    drop_triggers()
    return newsroom


def rewrite_with_own_hash() -> None:
    """Change a revision and give it the hash that fits, as someone who read the code would."""
    revision = Revision.objects.get()
    revision.headline = "Another headline"
    table = revision._meta.model_name or ""
    forged = fingerprint(table, revision.form, columns(revision, FORMS[table][revision.form]))
    execute("UPDATE factcheck_revision SET headline = %s, row_hash = %s", revision.headline, forged)


def insert_forged_row() -> None:
    """Add a history row to an act that is over."""
    names = [field.column for field in Source.history.model._meta.concrete_fields]
    kept = ", ".join(f'"{name}"' for name in names if name != "history_id")
    execute(
        f"INSERT INTO factcheck_historicalsource (history_id, {kept}) "
        f"SELECT 9999, {kept} FROM factcheck_historicalsource"
    )


TAMPERING: dict[str, tuple[Callable[[], Any], str]] = {
    "a present row changed": (
        lambda: execute("UPDATE factcheck_claim SET topic = 'Other'"),
        r"claim \d+: it differs from its newest history",
    ),
    "a present row deleted": (
        lambda: execute("DELETE FROM factcheck_evidence"),
        r"evidence \d+: it is gone, but no act removed it",
    ),
    "a record changed": (
        lambda: execute("UPDATE factcheck_verdict SET confidence = 'low'"),
        r"verdict \d+: its content is not what was written",
    ),
    "a record changed with its own hash": (
        rewrite_with_own_hash,
        r"act \d+, the rows it wrote, or the act before it were changed",
    ),
    "a history row changed": (
        lambda: execute("UPDATE factcheck_historicalclaim SET topic = 'Other'"),
        r"historicalclaim \d+: its content is not what was written",
    ),
    "a history row deleted": (
        lambda: execute("DELETE FROM factcheck_historicalperson"),
        r"the rows it wrote",
    ),
    "a history row added": (insert_forged_row, r"the rows it wrote"),
    "an act's reason changed": (
        lambda: execute("UPDATE factcheck_changeset SET reason = 'Other'"),
        r"act \d+, the rows it wrote",
    ),
    "an act back-dated": (
        lambda: execute("UPDATE factcheck_changeset SET recorded_at = '2001-01-01 00:00:00+00'"),
        r"act \d+, the rows it wrote",
    ),
    "an act given to someone else": (
        lambda: execute("UPDATE factcheck_changeset SET actor_name = 'Nobody'"),
        r"act \d+, the rows it wrote",
    ),
}


@pytest.mark.parametrize("case", TAMPERING)
def test_tampering_is_found_and_named(
    record: Newsroom, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    tamper, finding = TAMPERING[case]
    tamper()

    with pytest.raises(CommandError, match="not as it was written") as stopped:
        call_command("verify_history")

    assert stopped.value.returncode == 1
    assert re.search(finding, capsys.readouterr().err)


def test_a_middle_act_cut_out_is_found(
    record: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    if connection.vendor == "postgresql":
        execute("SET session_replication_role = replica")
    else:
        execute("PRAGMA defer_foreign_keys = ON")
    middle = ChangeSet.objects.exclude(article=None).order_by("id")[2]
    execute("DELETE FROM factcheck_changeset WHERE id = %s", middle.id)

    with pytest.raises(CommandError):
        call_command("verify_history")

    found = capsys.readouterr().err
    assert f"it names act {middle.id}, which is gone" in found
    assert f"but {middle.seq} comes next" in found
    if connection.vendor == "postgresql":
        execute("SET session_replication_role = DEFAULT")
    restore(middle)


def test_a_cut_off_end_is_found_where_the_heads_were_written_down(
    newsroom: Newsroom, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = newsroom.source()
    heads = tmp_path / "heads.json"
    call_command("verify_history", heads=heads)
    noted = json.loads(heads.read_text())["heads"]
    drop_triggers()
    last = ChangeSet.objects.latest("id")
    execute("DELETE FROM factcheck_source")
    execute("DELETE FROM factcheck_historicalsource")
    execute("DELETE FROM factcheck_changeset WHERE id = %s", last.id)
    assert not Source.objects.filter(pk=source.pk).exists()

    call_command("verify_history")  # the chain alone can't tell
    with pytest.raises(CommandError):
        call_command("verify_history", heads=heads)

    assert f"it ends before act number {noted['newsroom']['seq']}" in capsys.readouterr().err
    assert json.loads(heads.read_text())["heads"] == noted, "a bad record doesn't move the heads"


def test_heads_are_brought_up_to_date_when_all_is_well(newsroom: Newsroom, tmp_path: Path) -> None:
    heads = tmp_path / "heads.json"
    call_command("verify_history", heads=heads)
    before = json.loads(heads.read_text())["heads"]["newsroom"]["seq"]
    newsroom.source()

    call_command("verify_history", heads=heads)

    assert json.loads(heads.read_text())["heads"]["newsroom"]["seq"] == before + 1


@pytest.mark.parametrize("chain", ["newsroom", "article"])
def test_a_chain_that_the_heads_leave_out_is_found(
    newsroom: Newsroom, tmp_path: Path, capsys: pytest.CaptureFixture[str], chain: str
) -> None:
    newsroom.article()
    heads = tmp_path / "heads.json"
    call_command("verify_history", heads=heads)
    written = json.loads(heads.read_text())
    left = {name: head for name, head in written["heads"].items() if not name.startswith(chain)}
    heads.write_text(json.dumps(written | {"heads": left}))

    with pytest.raises(CommandError):
        call_command("verify_history", heads=heads)

    assert f"{chain}" in capsys.readouterr().err


def test_a_chain_that_began_since_is_no_finding(newsroom: Newsroom, tmp_path: Path) -> None:
    heads = tmp_path / "heads.json"
    call_command("verify_history", heads=heads)
    newsroom.article()
    call_command("verify_history", heads=heads)
    assert len(json.loads(heads.read_text())["heads"]) == 2


@pytest.mark.parametrize(
    "content",
    [
        "{}",
        "[]",
        "no JSON",
        '{"heads": {"article x": {"seq": 1, "hash": "a"}}, "newest": 1}',
        '{"heads": {"newsroom": {"seq": "abc", "hash": "a"}}, "newest": 1}',
        '{"heads": {"newsroom": {"seq": 1, "hash": "a"}}}',
    ],
)
def test_a_file_that_holds_no_heads_is_refused(db: None, tmp_path: Path, content: str) -> None:
    heads = tmp_path / "heads.json"
    heads.write_text(content)
    with pytest.raises(CommandError, match="not a file of heads"):
        call_command("verify_history", heads=heads)
    assert heads.read_text() == content


def test_an_untouched_record_verifies(
    newsroom: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    claim = newsroom.claim(newsroom.article())
    newsroom.published(claim)
    call_command("verify_history")
    said = capsys.readouterr().out
    assert said.startswith("The record is as it was written")
    assert f"{ChangeSet.objects.count()} acts in 2 chains" in said
    assert Verdict.objects.get().claim == Claim.objects.get()


def test_a_site_at_work_is_not_taken_for_tampering(committed: None) -> None:
    """Someone saves between two of its batches; it reads as of the moment it began."""
    newsroom = make_newsroom()
    source = newsroom.source()
    verification = Verification()
    check_acts = verification._check_acts

    def check_acts_late() -> None:
        check_acts()
        thread = threading.Thread(target=edit)
        thread.start()
        thread.join(30)

    def edit() -> None:
        details = SourceDetails(title="Another", type="news")
        edit_source(source=source, by=newsroom.editor, reason="Mended.", version=1, details=details)
        connection.close()

    with mock.patch.object(Verification, "_check_acts", side_effect=check_acts_late):
        verification.run()

    assert Source.objects.get().version == 2
    assert verification.findings == []


def restore(act: ChangeSet) -> None:
    """Put an act back, so that the test can end: every row's act must be there by then."""
    fields = act._meta.concrete_fields
    names = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join(["%s"] * len(fields))
    values = [getattr(act, field.attname) for field in fields]
    execute(f"INSERT INTO factcheck_changeset ({names}) VALUES ({places})", *values)
