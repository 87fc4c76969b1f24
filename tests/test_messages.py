"""Every text has its translation, and the compiled catalogue is that of today."""

import gettext
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.utils import translation
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS, WEEKDAYS_ABBR

from tests import messages

pytestmark = pytest.mark.parametrize("language", messages.LANGUAGES)

TO_DO = "run `make messages`, and fill in what it lists"


def test_languages_are_those_of_the_site(language: str) -> None:
    offered = {code for code, _ in settings.LANGUAGES}
    assert offered == {settings.LANGUAGE_CODE, *messages.LANGUAGES}


def test_all_is_translated(language: str) -> None:
    texts = messages.texts_of(messages.updated(language))
    missing = [message.id for message in texts if not messages.is_translated(message)]
    assert not missing, TO_DO


def test_placeholders_survive(language: str) -> None:
    """A translation that loses or invents a %(name)s would break the page that shows it."""
    texts = messages.texts_of(messages.updated(language))
    broken = {message.id: [str(error) for error in message.check()] for message in texts}
    assert not {text: errors for text, errors in broken.items() if errors}


def test_catalogue_is_up_to_date(language: str) -> None:
    assert messages.po_path(language).read_bytes() == messages.as_po(messages.updated(language)), (
        TO_DO
    )


def test_compiled_catalogue_is_up_to_date(language: str) -> None:
    compiled = messages.po_path(language).with_suffix(".mo").read_bytes()
    assert compiled == messages.as_mo(messages.updated(language)), TO_DO


def test_dates_keep_their_names(language: str) -> None:
    """A word of ours that is a month to Django, such as “may”, would become its name everywhere."""
    of_django = Path(django.__file__).parent / "conf" / "locale"
    catalogue = gettext.translation("django", of_django, [language])
    names = [*MONTHS.values(), *MONTHS_3.values(), *WEEKDAYS.values(), *WEEKDAYS_ABBR.values()]
    with translation.override("en"):
        words = [str(name) for name in names]
    with translation.override(language):
        assert [str(name) for name in names] == [catalogue.gettext(word) for word in words]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project, in place of this one."""
    (tmp_path / "factcheck").mkdir()
    (tmp_path / "templates").mkdir()
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "LOCALES", tmp_path / "factcheck" / "locale")
    return tmp_path


def test_texts_are_found(project: Path, language: str) -> None:
    (project / "factcheck" / "code.py").write_text(
        "_('Plain'); ngettext('%(n)s claim', '%(n)s claims', n); pgettext('verb', 'Open')\n"
        "_(name); N_('Marked ' 'and joined'); _('')\n"
    )
    (project / "templates" / "page.html").write_text(
        "<ul>\n    <li>{% translate 'It’s “here”' %}</li>\n  <li title=\"{% trans '100%' %}\">\n"
        "{% blocktranslate with name=user.name trimmed %}\n   Hello\n   {{ name }}\n"
        "{% endblocktranslate %}{# not this #}{% comment %}{% trans 'nor this' %}{% endcomment %}\n"
        "{% blocktranslate count n=claims|length %}One{% plural %}{{ n }} of them"
        "{% endblocktranslate %}{% translate 'Open' context 'verb' %}\n"
        "{% include '_x.html' with title=_('Passed on') %}</ul>\n"
    )
    catalog = messages.collected(language)
    assert {(message.id, message.context) for message in messages.texts_of(catalog)} == {
        ("Plain", None),
        (("%(n)s claim", "%(n)s claims"), None),
        ("Open", "verb"),
        ("Marked and joined", None),
        ("It’s “here”", None),
        ("100%%", None),
        ("Hello %(name)s", None),
        (("One", "%(n)s of them"), None),
        ("Passed on", None),
    }


def test_translations_are_kept_and_old_ones_go(project: Path, language: str) -> None:
    code = project / "factcheck" / "code.py"
    code.write_text("_('Stays'); _('Goes')\n")
    messages.main()
    path = messages.po_path(language)
    first = path.read_bytes()
    assert b"Goes" in first
    messages.main()
    assert path.read_bytes() == first  # nothing changes by itself

    path.write_bytes(first.replace(b'msgid "Stays"\nmsgstr ""', b'msgid "Stays"\nmsgstr "Tetap"'))
    code.write_text("\n\n_('Comes'); _('Stays')\n")
    messages.main()
    assert b"fuzzy" not in path.read_bytes()
    catalog = messages.stored(language)
    assert {message.id: message.string for message in messages.texts_of(catalog)} == {
        "Comes": "",
        "Stays": "Tetap",
    }
