"""Signatures: whatever is changed, added or taken away is seen; `openssl` and `sha256sum` see it too."""

import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lake_layout.settings import settings
from spark_jobs.thl.__main__ import main
from spark_jobs.thl.signature import (
    PUBLIC_KEY,
    SIGNATURE,
    SUMS,
    NoSigningKey,
    NotAsSigned,
    fingerprint,
    make_key,
    public_pem,
    sign,
    signing_key,
    verify,
)
from tests.thl.packages import make

KEY = Ed25519PrivateKey.generate()


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return make(tmp_path_factory.mktemp("thl"), key=KEY)


@pytest.fixture
def package(whole, tmp_path):
    place = tmp_path / "r2"
    shutil.copytree(str(whole), place)
    return place


def test_a_package_is_as_signed(package):
    files, told = verify(package)
    assert files == len(list(package.iterdir())) - 2 and told == fingerprint(KEY.public_key())


def test_one_byte_of_any_file_breaks_it(package):
    for path in sorted(package.iterdir()):
        before = path.read_bytes()
        path.write_bytes(bytes([before[0] ^ 1]) + before[1:])
        with pytest.raises(NotAsSigned):
            verify(package)
        path.write_bytes(before)
    verify(package)


def test_a_file_more_or_less_breaks_it(package):
    (package / "results.csv").rename(package / "other.csv")
    with pytest.raises(NotAsSigned, match=r"other\.csv was not signed"):
        verify(package)
    (package / "other.csv").unlink()
    with pytest.raises(NotAsSigned, match=r"results\.csv is missing"):
        verify(package)


def test_a_package_that_was_never_finished_has_no_signature(package):
    (package / SIGNATURE).unlink()
    with pytest.raises(NotAsSigned, match="SHA256SUMS.sig is missing"):
        verify(package)


def test_a_package_signed_anew_by_another_is_seen_by_the_agreed_key_only(package, tmp_path):
    agreed = tmp_path / "agreed.pem"
    agreed.write_bytes(public_pem(KEY.public_key()))
    verify(package, agreed)
    (package / "results.csv").write_text("forged\n")
    (package / SUMS).unlink(), (package / SIGNATURE).unlink()
    sign(package, Ed25519PrivateKey.generate())
    verify(package)
    with pytest.raises(NotAsSigned, match="another key"):
        verify(package, agreed)


def test_sums_that_lead_out_of_the_folder_are_refused(package):
    sums = f"{'0' * 64}  ../elsewhere\n".encode()
    (package / SUMS).write_bytes(sums)
    (package / SIGNATURE).write_bytes(KEY.sign(sums))
    (package / PUBLIC_KEY).write_bytes(public_pem(KEY.public_key()))
    for path in package.iterdir():
        if path.name not in (SUMS, SIGNATURE, PUBLIC_KEY):
            path.unlink()
    with pytest.raises(NotAsSigned, match="no file of the package"):
        verify(package)


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
def test_openssl_and_sha256sum_verify_it_without_the_platform(package):
    def run(*command):
        return subprocess.run(command, cwd=package, capture_output=True, text=True, check=False)

    check = ("openssl", "pkeyutl", "-verify", "-pubin", "-inkey", PUBLIC_KEY, "-rawin", "-in", SUMS, "-sigfile")
    assert run(*check, SIGNATURE).returncode == 0 and run("sha256sum", "-c", SUMS).returncode == 0
    (package / SUMS).write_bytes((package / SUMS).read_bytes() + b"\n")
    assert run(*check, SIGNATURE).returncode != 0


def test_the_command_makes_a_key_once_and_verifies(package, tmp_path, capsys):
    own = tmp_path / "keys" / "thl.pem"
    assert main(["key", str(own)]) == 0 and own.stat().st_mode & 0o077 == 0
    assert main(["key", str(own)]) == 2 and "never written over" in capsys.readouterr().err
    sign(package, signing_key(own))
    assert main(["verify", str(package), "--key", str(own.with_suffix(".public.pem"))]) == 0
    assert "by the agreed key" in capsys.readouterr().out
    (package / "codes.csv").write_text("x")
    assert main(["verify", str(package)]) == 1 and "codes.csv is not what was signed" in capsys.readouterr().out
    assert main(["verify", str(tmp_path / "nowhere")]) == 2


@pytest.mark.parametrize(
    "content, told", [(None, "No such file"), ("no key", "is no PEM file"), ("other", "is no Ed25519 key")]
)
def test_a_key_that_cannot_sign_is_told_with_what_to_do(tmp_path, monkeypatch, content, told):
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    path = tmp_path / "key.pem"
    if content == "other":
        path.write_bytes(ec.generate_private_key(ec.SECP256R1()).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ))  # fmt: skip
    elif content:
        path.write_text(content)
    monkeypatch.setenv("ASPA_THL_SIGNING_KEY", str(path))
    settings.cache_clear()
    with pytest.raises(NoSigningKey, match=rf"{told}.*spark_jobs\.thl key"):
        signing_key()
    settings.cache_clear()


def test_without_a_key_the_message_names_the_setting(monkeypatch):
    monkeypatch.delenv("ASPA_THL_SIGNING_KEY", raising=False)
    settings.cache_clear()
    with pytest.raises(NoSigningKey, match="set ASPA_THL_SIGNING_KEY"):
        signing_key()


def test_a_key_is_never_written_over(tmp_path):
    make_key(Path(tmp_path / "key.pem"))
    with pytest.raises(FileExistsError):
        make_key(Path(tmp_path / "key.pem"))
