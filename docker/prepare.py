#!/usr/bin/env python3
"""Runs once before Airflow's services start: brings both databases to this version, and writes Airflow's connections.

Everything in it may be repeated. One process, since loading Airflow costs more than all that is done here.
"""

from __future__ import annotations

import sys
from pathlib import Path

SETTINGS_FILE = "airflow_settings.yaml"


def prepare(folder: Path) -> None:
    """Migrate Airflow's metadata and the warehouse, then apply the settings file that stands in the folder."""
    from airflow.utils.db import upgradedb

    from feedmill import Mill, Settings
    from feedmill_airflow.serving.settings_file import apply_settings, read_settings_file

    settings = Settings()
    upgradedb()
    with Mill.open(settings, migrate=True):
        pass
    apply_settings(read_settings_file(folder / SETTINGS_FILE, settings))


if __name__ == "__main__":
    prepare(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent))
