"""The secret of a source: 32 random bytes that make its ids, and live and die with its bronze."""

import secrets

from lake_layout import folders

SALT_BYTES = 32


def salt_of(region: str, source: str) -> bytes:
    """The source's salt, made at its first delivery."""
    path = folders.salt(region, source)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        made.write_bytes(secrets.token_bytes(SALT_BYTES))
        made.rename(path)
    salt = path.read_bytes()
    if len(salt) != SALT_BYTES:
        raise RuntimeError(
            f"the salt of region {region}, source {source} is damaged: restore it, or withdraw its bronze"
        )
    return salt
