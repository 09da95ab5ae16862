"""Sign and verify a package: checksums of its files, signed with an Ed25519 key that names the platform.

`SHA256SUMS` lists every file, `SHA256SUMS.sig` holds its signature (64 bytes), `public_key.pem` the key to check it
by: `sha256sum` and `openssl` do what `verify` does. A key that came with the package says that the package is whole;
that it is the platform's, only a key or fingerprint agreed beforehand.
"""

import hashlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from upath import UPath

from lake_layout.names import is_plain_name, shown
from lake_layout.settings import settings

SUMS, SIGNATURE, PUBLIC_KEY = "SHA256SUMS", "SHA256SUMS.sig", "public_key.pem"
MAKE_ONE = "`python -m spark_jobs.thl key FILE` makes one"


class NoSigningKey(ValueError):
    """There is no key to sign with; the message says how to get one."""


class NotAsSigned(ValueError):
    """A package that isn't what was signed, or not signed by whom it should be; the message names the file."""


def make_key(path: Path) -> str:
    """Make a private key that only its owner can read; its fingerprint. FileExistsError where something lies there."""
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(pem)
    return fingerprint(key.public_key())


def signing_key(path: Path | None = None) -> Ed25519PrivateKey:
    """The private key of a file, by default of that which the settings name; NoSigningKey where it can't be used."""
    path = path or settings().thl_signing_key
    if path is None:
        raise NoSigningKey(f"set ASPA_THL_SIGNING_KEY to the PEM file of an Ed25519 private key; {MAKE_ONE}")
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise NoSigningKey(f"ASPA_THL_SIGNING_KEY: {path}: {error.strerror}; {MAKE_ONE}") from None
    except (ValueError, TypeError):
        raise NoSigningKey(f"ASPA_THL_SIGNING_KEY: {path} is no PEM file of an unencrypted key; {MAKE_ONE}") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise NoSigningKey(f"ASPA_THL_SIGNING_KEY: {path} is no Ed25519 key; {MAKE_ONE}")
    return key


def public_pem(key: Ed25519PublicKey) -> bytes:
    """The public key as it lies beside a package."""
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def fingerprint(key: Ed25519PublicKey) -> str:
    """SHA-256 of the public key in DER: short enough to be compared on the telephone."""
    der = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()


def sums_of(folder: UPath) -> str:
    """A line a file of the folder, as `sha256sum` writes it; without itself and its signature."""
    names = sorted(path.name for path in folder.iterdir() if path.name not in (SUMS, SIGNATURE))
    return "".join(f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names)


def sign(folder: UPath, key: Ed25519PrivateKey) -> None:
    """Lay public key, checksums and signature beside the files; the signature last: without it nothing is whole."""
    (folder / PUBLIC_KEY).write_bytes(public_pem(key.public_key()))
    sums = sums_of(folder).encode()
    (folder / SUMS).write_bytes(sums)
    (folder / SIGNATURE).write_bytes(key.sign(sums))


def verify(folder: UPath, agreed: Path | None = None) -> tuple[int, str]:
    """How many files are as signed, and the fingerprint of the key; NotAsSigned where anything differs.

    `agreed` is the public key that was exchanged beforehand; without it the one that came with the package is taken.
    """
    key = _public_key(agreed or folder / PUBLIC_KEY)
    sums = _read(folder, SUMS)
    try:
        key.verify(_read(folder, SIGNATURE), sums)
    except InvalidSignature:
        raise NotAsSigned(f"{SUMS} is not what was signed, or was signed with another key") from None
    listed = dict(_listed(sums.decode("utf-8", "replace")))
    there = {path.name for path in folder.iterdir()} - {SUMS, SIGNATURE}
    if strange := sorted(there - set(listed)):
        raise NotAsSigned(f"{shown(strange[0])} was not signed")
    for name, wanted in listed.items():
        if hashlib.sha256(_read(folder, name)).hexdigest() != wanted:
            raise NotAsSigned(f"{name} is not what was signed")
    return len(listed), fingerprint(key)


def _public_key(path: Path | UPath) -> Ed25519PublicKey:
    try:
        key = serialization.load_pem_public_key(path.read_bytes())
    except OSError:
        raise NotAsSigned(f"there is no public key {path.name}") from None
    except (ValueError, TypeError):
        raise NotAsSigned(f"{path.name} is no PEM file of a public key") from None
    if not isinstance(key, Ed25519PublicKey):
        raise NotAsSigned(f"{path.name} is no Ed25519 key")
    return key


def _read(folder: UPath, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError:
        raise NotAsSigned(f"{name} is missing") from None


def _listed(sums: str):
    for line in sums.splitlines():
        wanted, _, name = line.partition("  ")
        if not is_plain_name(name):
            raise NotAsSigned(f"{SUMS} lists {shown(name)}, which is no file of the package")
        yield name, wanted
