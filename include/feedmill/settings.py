"""Typed settings: one object, read from the environment (`FEEDMILL_...`) and from `secrets.env` in the home.

This module knows names, defaults and limits. It opens nothing but the secrets file, and starts nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict
from pydantic_settings.sources import DotEnvSettingsSource

from feedmill.model.stories import UNCERTAIN_BELOW

CLONE = Path(__file__).resolve().parents[2]
SECRETS_FILE = "secrets.env"


def default_home() -> Path:
    """`var/` in the clone; where feedmill is installed without one, `var/` in the working folder."""
    base = CLONE if (CLONE / "pyproject.toml").is_file() else Path.cwd()
    return base / "var"


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

    archive_url: str | None = Field(None, description="S3 endpoint; unset: the embedded archive")
    archive_bucket: str = Field("feedmill", min_length=3, description="bucket of originals, records and decisions")
    archive_region: str = Field("us-east-1", description="S3 region that requests are signed for")
    archive_access_key: SecretStr | None = Field(None, description="S3 account; of the embedded archive: generated")
    archive_secret_key: SecretStr | None = Field(None, description="its secret; of the embedded archive: generated")
    archive_max_bytes: int = Field(2 * 1024**3, gt=0, description="larger files are refused: no bytes are taken")

    warehouse_url: SecretStr | None = Field(None, description="SQLAlchemy URL; unset: SQLite in the home")

    reader_max_bytes: int = Field(64 * 1024**2, gt=0, description="largest original a whole-file reader takes")
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
