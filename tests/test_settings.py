"""The environment is read strictly, and what guards the site follows from its address."""

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from factcheck import settings

ROOT = Path(__file__).resolve().parents[1]
NAME = "SOMETHING"


@pytest.mark.parametrize(
    ("helper", "text", "value"),
    [
        (lambda: settings.env_str(NAME, "default"), "", "default"),
        (lambda: settings.env_str(NAME, "default"), " text ", "text"),
        (lambda: settings.env_bool(NAME, True), "", True),
        (lambda: settings.env_bool(NAME, True), "off", False),
        (lambda: settings.env_bool(NAME, False), "YES", True),
        (lambda: settings.env_int(NAME, 7), "", 7),
        (lambda: settings.env_int(NAME, 7), "0", 0),
        (lambda: settings.env_choice(NAME, "a", {"a", "b"}), "b", "b"),
        (lambda: settings.env_path(NAME, Path("/srv")), "", Path("/srv")),
        (lambda: settings.env_path(NAME, Path("/srv")), "/data", Path("/data")),
        (lambda: settings.env_origin(NAME, "http://a"), "https://x.org/", "https://x.org"),
        (lambda: settings.env_origin(NAME, "http://a"), "http://[::1]:80", "http://[::1]:80"),
    ],
)
def test_good_value(
    helper: Callable[[], object], text: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NAME, text)
    assert helper() == value


@pytest.mark.parametrize(
    ("helper", "text"),
    [
        (lambda: settings.env_bool(NAME, False), "maybe"),
        (lambda: settings.env_int(NAME, 7), "many"),
        (lambda: settings.env_int(NAME, 7), "-1"),
        (lambda: settings.env_int(NAME, 7, least=1), "0"),
        (lambda: settings.env_choice(NAME, "a", {"a", "b"}), "c"),
        (lambda: settings.env_path(NAME, Path("/srv")), "data"),
        (lambda: settings.env_origin(NAME, "http://a"), "x.org"),
        (lambda: settings.env_origin(NAME, "http://a"), "ftp://x.org"),
        (lambda: settings.env_origin(NAME, "http://a"), "https://"),
        (lambda: settings.env_origin(NAME, "http://a"), "https://x.org/path"),
        (lambda: settings.env_origin(NAME, "http://a"), "https://x.org?a=b"),
        (lambda: settings.env_origin(NAME, "http://a"), "https://me@x.org"),
        (lambda: settings.env_origin(NAME, "http://a"), "http://x.org:port"),
        (lambda: settings.env_origin(NAME, "http://a"), "http://[::1"),
    ],
)
def test_bad_value_is_refused_by_name(
    helper: Callable[[], object], text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NAME, text)
    with pytest.raises(ImproperlyConfigured, match=f"^{NAME} must be .*{re.escape(text[:8])}"):
        helper()


def test_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(lambda _: settings.stored_secret(path), range(64)))
    assert secrets == {path.read_text().strip()}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_damaged_secret_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.touch()
    with pytest.raises(ImproperlyConfigured, match="damaged"):
        settings.stored_secret(path)


def loaded(tmp_path: Path, **env: str) -> dict[str, object]:
    """The settings that a process with this environment would have."""
    code = (
        "import json; from factcheck import settings; "
        "print(json.dumps({k: v for k, v in vars(settings).items() if k.isupper()}, default=str))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"FACTCHECK_VAR": str(tmp_path), "DATABASE_URL": ""} | env,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ImproperlyConfigured(done.stderr.splitlines()[-1])
    result: dict[str, object] = json.loads(done.stdout)
    return result


def test_local_site(tmp_path: Path) -> None:
    found = loaded(tmp_path, PORT="8123")
    assert found["PUBLIC_URL"] == "http://127.0.0.1:8123"
    assert found["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert found["SESSION_COOKIE_SECURE"] is False
    assert found["SECURE_HSTS_SECONDS"] == 0
    assert found["DEBUG"] is False


def test_public_site(tmp_path: Path) -> None:
    found = loaded(tmp_path, PUBLIC_URL="https://checks.example.org", TRUSTED_PROXIES="1")
    assert found["ALLOWED_HOSTS"] == ["checks.example.org", "127.0.0.1", "localhost", "[::1]"]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://checks.example.org"]
    assert found["SESSION_COOKIE_SECURE"] is True
    assert found["CSRF_COOKIE_SECURE"] is True
    assert found["SECURE_SSL_REDIRECT"] is True
    assert found["SECURE_SSL_HOST"] == "checks.example.org"
    assert found["SECURE_HSTS_SECONDS"]
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_postgresql(tmp_path: Path) -> None:
    found = loaded(tmp_path, DATABASE_URL="postgresql://me:secret@db.example.org/checks")
    database = found["DATABASES"]["default"]  # type: ignore[index]
    assert (database["HOST"], database["NAME"]) == ("db.example.org", "checks")
    assert database["OPTIONS"]["pool"]


@pytest.mark.parametrize(
    ("env", "sentence"),
    [
        ({"DATABASE_URL": "mysql://localhost/checks"}, "DATABASE_URL must begin with"),
        ({"DEBUG": "on", "PUBLIC_URL": "https://checks.example.org"}, "DEBUG shows secrets"),
        ({"TIME_ZONE": "Mars/Olympus"}, "TIME_ZONE must be a name like"),
    ],
)
def test_bad_setting_is_refused(env: dict[str, str], sentence: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match=sentence):
        loaded(tmp_path, **env)


def test_policy_has_no_exceptions() -> None:
    assert "unsafe" not in json.dumps(settings.CONTENT_SECURITY_POLICY)


def test_every_variable_is_documented() -> None:
    source = (ROOT / "factcheck" / "settings.py").read_text()
    names = set(re.findall(r'env_\w+\(\s*"([A-Z_]+)"', source))
    documented = set(
        re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs/operations.md").read_text(), re.MULTILINE)
    )
    assert names == documented
