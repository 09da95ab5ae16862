"""Every setting of the platform, typed and listed in one place; each is an environment variable `ASPA_<NAME>`."""

from functools import lru_cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Where the lake lies and what it runs on. The defaults are the embedded ones of `make demo`."""

    model_config = SettingsConfigDict(env_prefix="ASPA_", extra="ignore", frozen=True)

    lake: str = Field(str(PROJECT / "lake"), description="Root of the lake: a local folder or an object-store URL")
    home: Path = Field(PROJECT / ".aspa", description="State of the local services: Airflow, Superset, pids, logs")
    audit_url: str | None = Field(None, description="SQL database of the audit layer; default SQLite in the lake")
    contracts: Path = Field(PROJECT / "expectations" / "contracts", description="Folder of the contract files")
    jars: Path = Field(PROJECT / ".jars", description="Folder of the JVM jars that Spark is given")
    web: Path = Field(PROJECT / ".web", description="Folder of the style sheets and scripts of Data Docs' pages")
    data_docs_url: str = Field("http://127.0.0.1:8081", description="Where Data Docs and the receipts are served")
    citizens_url: str = Field("http://127.0.0.1:8082", description="Where the citizens' site is served")
    spark_remote: str | None = Field(None, description="Spark Connect URL; none starts a session of its own")
    spark_master: str = Field("local[2]", description="Master of a session of its own and of the local server")
    spark_memory: str = Field("2g", description="Heap of a Spark driver that the platform starts")
    publish_patience_minutes: int = Field(
        15, description="A delivery under way holds publishing back for at most this long", ge=0
    )
    bronze_months: int = Field(13, description="Months after which bronze is destroyed, and its salts", ge=1)
    withdrawal_hours: float = Field(
        72, description="Hours within which a person must approve a withdrawal; then nothing is withdrawn", gt=0
    )
    code_server_url: str = Field(
        "https://koodistopalvelu.kanta.fi/codeserver/csapi/v6", description="The national code server's REST interface"
    )
    code_server_seconds: float = Field(30, description="Seconds that one answer of the code server may take", gt=0)
    approval_hours: float = Field(
        72, description="Hours within which a person must approve new reference data; then nothing changes", gt=0
    )
    thl_row_level_legal_basis: str = Field(
        "",
        description="Law and decision by which THL receives rows, as its packages tell them; empty: no rows are made",
    )
    thl_signing_key: Path | None = Field(
        None,
        description="PEM file of the Ed25519 private key that signs THL's packages",
    )
    thl_superseded_days: int = Field(
        30, description="Days for which a revision of THL's is kept after a newer one took its place", ge=0
    )
    quarantine_days: int = Field(180, description="Days after which rejected files and rows are destroyed", ge=1)

    @property
    def audit(self) -> str:
        """SQLAlchemy URL of the audit layer."""
        return self.audit_url or f"sqlite:///{self.lake}/audit/ledger.db"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
