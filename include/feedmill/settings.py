"""Typed settings: one object, read from the environment (`FEEDMILL_...`) and from `secrets.env` in the home.

This module knows names, defaults and limits. It opens nothing but the secrets file, and starts nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict
from pydantic_settings.sources import DotEnvSettingsSource

from feedmill.model.stories import UNCERTAIN_BELOW

CLONE = Path(__file__).resolve().parents[2]
SECRETS_FILE = "secrets.env"


def default_home() -> Path:
    """`var/` in the clone; where feedmill is installed without one, `var/` in the working folder."""
    base = CLONE if (CLONE / "pyproject.toml").is_file() else Path.cwd()
    return base / "var"


def default_sources() -> Path:
    """`include/sources.yaml` in the clone; where feedmill is installed without one, `sources.yaml` where one works."""
    return CLONE / "include" / "sources.yaml" if (CLONE / "pyproject.toml").is_file() else Path.cwd() / "sources.yaml"


class S3Connection(BaseModel):
    """How the bucket of an S3 source is reached: what is not said is as the archive's, or found where boto3 looks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str | None = None
    region: str | None = None
    access_key: SecretStr | None = None
    secret_key: SecretStr | None = None


class WebConnection(BaseModel):
    """What a source's host wants to be told: a name and a password, or a password alone, which is a bearer's token."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    login: str | None = None
    password: SecretStr


class Settings(BaseSettings):
    """Everything that can be set. Unset parts are embedded ones, in the home.

    Sizes are in bytes, times in seconds. Secrets never show in a repr. An empty variable is one that is not set.
    """

    model_config = SettingsConfigDict(env_prefix="FEEDMILL_", env_ignore_empty=True, extra="ignore", frozen=True)

    home: Path = Field(default_factory=default_home, description="folder of all embedded state")

    inbox: Path | None = Field(None, description="drop folder; by default `inbox` in the home")
    done: Path | None = Field(None, description="where acknowledged files go; same device as the inbox")
    inbox_source: str = Field("inbox", description="name of the source that the drop folder is")
    inbox_poll: bool = Field(False, description="poll the drop folder instead of inotify (network shares)")
    quiet_seconds: float = Field(0.5, ge=0, description="a file in the inbox must be unchanged for this long")
    open_seconds: float = Field(60.0, ge=0, description="how long a writer that holds the file open is waited for")

    sources: Path = Field(
        default_factory=default_sources, description="the file that configures sources; without it there are none"
    )

    s3_connections: dict[str, S3Connection] = Field(
        {},
        description="what reaches the buckets of S3 sources, by the id that a source names as its `connection`; JSON: "
        '{"ID": {"url": ..., "region": ..., "access_key": ..., "secret_key": ...}}',
    )

    fetch_contact: str | None = Field(
        None, description="address of a page or mailbox that hosts find in the User-Agent: whom to ask about fetching"
    )
    fetch_seconds: float = Field(60.0, gt=0, description="time for one answer in all, redirects included")
    fetch_max_bytes: int = Field(32 * 1024**2, gt=0, description="largest answer that is taken, unpacked")
    fetch_hands: int = Field(16, gt=0, le=128, description="hosts that one run asks at a time, one connection each")
    fetch_proxy: str | None = Field(
        None,
        pattern=r"^http://[A-Za-z0-9.:\[\]-]+/?$",
        description="http address of a proxy for fetching, without name and password; it then has to refuse inward "
        "addresses itself",
    )
    web_connections: dict[str, WebConnection] = Field(
        {},
        description="secrets of sources that are fetched, by the id that a source names as its `connection`; JSON: "
        '{"ID": {"login": ..., "password": ...}}, without a login the password is a bearer token',
    )

    archive_url: str | None = Field(None, description="S3 endpoint; unset: the embedded archive")
    archive_bucket: str = Field("feedmill", min_length=3, description="bucket of originals, records and decisions")
    archive_region: str = Field("us-east-1", description="S3 region that requests are signed for")
    archive_access_key: SecretStr | None = Field(None, description="S3 account; of the embedded archive: generated")
    archive_secret_key: SecretStr | None = Field(None, description="its secret; of the embedded archive: generated")
    archive_max_bytes: int = Field(2 * 1024**3, gt=0, description="larger files are refused: no bytes are taken")
    archive_versioning: bool = Field(
        False,
        description="make the embedded archive's bucket keep older versions of objects (elsewhere: the bucket's own)",
    )
    archive_lock_days: int = Field(
        0,
        ge=0,
        description="days that Object Lock keeps an original from being deleted; the bucket has to have it; 0: none",
    )
    archive_lock_mode: Literal["GOVERNANCE", "COMPLIANCE"] = Field(
        "GOVERNANCE", description="whether some may lift that lock, as the bucket's policy says, or nobody"
    )

    warehouse_url: SecretStr | None = Field(None, description="SQLAlchemy URL; unset: SQLite in the home")

    reader_max_bytes: int = Field(64 * 1024**2, gt=0, description="largest original a whole-file reader takes")
    reader_max_items: int = Field(100_000, gt=0, description="documents that one original may hold; more are left out")
    reader_seconds: float = Field(
        30.0, gt=0, description="how long reading may find nothing more; 1 s more for each megabyte of the file"
    )
    reader_memory_bytes: int = Field(1024**3, ge=256 * 1024**2, description="memory of the process that reads")
    unpacked_max_bytes: int = Field(
        512 * 1024**2, gt=0, description="bytes that all archives of one original may unpack to together"
    )
    uncertain_below: float = Field(
        UNCERTAIN_BELOW, ge=0, le=1, description="a story less sure than this is loaded and marked uncertain"
    )
    batch_files: int = Field(25, gt=0, description="deliveries in a batch (more when a burst would pass 64 batches)")
    chunk_stories: int = Field(500, gt=0, le=500, description="stories loaded in one transaction")
    lease_seconds: float = Field(60.0, gt=0, description="how long a batch stays with a run that no longer answers")
    announce_again_seconds: float = Field(30.0, ge=0, description="an open batch is announced again after this long")
    retry_seconds: float = Field(
        300.0, gt=0, description="a quarantine row whose reason may pass is tried again after this, then twice this"
    )
    retry_most_seconds: float = Field(86400.0, gt=0, description="the longest wait between two such tries")
    retry_attempts: int = Field(8, ge=0, description="tries of a row after which it is left to a person")
    check_days: float = Field(30.0, ge=0, description="`feedmill check` reads an original again after so many days")
    check_originals: int = Field(1000, ge=0, description="originals that one `feedmill check` reads, without --full")
    least_free_bytes: int = Field(
        256 * 1024**2, ge=0, description="with less room on the disk of home or inbox, nothing is taken in; 0: no limit"
    )
    done_days: float = Field(
        30.0, ge=0, description="`feedmill maintain` deletes files in done/ that are older and archived; 0: none"
    )
    looks_days: float = Field(
        90.0,
        ge=0,
        description="`feedmill maintain` forgets looks at sources that are older and brought nothing; 0: none",
    )
    retention_erases: bool = Field(
        False,
        description="whether `feedmill maintain` erases, for good, originals that are past the retention of every "
        "source that delivered them; else it says how many these are",
    )
    maintain_learns: bool = Field(True, description="whether `feedmill maintain` makes what it learns hold")
    airflow_days: float = Field(
        30.0, ge=0, description="Airflow's logs and runs that are older are deleted by `maintenance`; 0: none"
    )
    manual_folders: Annotated[tuple[Path, ...], NoDecode] = Field(
        (), description="folders whose files forms may name, `:`-separated; by default `manual` in the home"
    )

    ui_host: str = Field("127.0.0.1", description="address that the Airflow UI listens on")
    ui_port: int = Field(8080, gt=0, lt=65536, description="port of the Airflow UI")
    tuned: bool = Field(True, description="scheduler settings for low latency (more idle CPU)")

    @property
    def inbox_folder(self) -> Path:
        """The drop folder in force."""
        return self.inbox or self.home / "inbox"

    @property
    def done_folder(self) -> Path:
        """Where acknowledged files go."""
        return self.done or self.home / "done"

    @property
    def folders_for_forms(self) -> tuple[Path, ...]:
        """The folders whose files forms may name."""
        return self.manual_folders or (self.home / "manual",)

    @field_validator("manual_folders", mode="before")
    @classmethod
    def _split_folders(cls, value: Any) -> Any:
        return tuple(part for part in value.split(":") if part) if isinstance(value, str) else value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then the environment, then the home's secrets file."""
        home = init_settings().get("home") or env_settings().get("home") or default_home()
        secrets = DotEnvSettingsSource(settings_cls, env_file=Path(home) / SECRETS_FILE)
        return init_settings, env_settings, secrets


def wrong_settings(error: ValidationError) -> str:
    """Which variables have a value that they cannot have, and why, on one line."""
    return "; ".join(f"FEEDMILL_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors())
