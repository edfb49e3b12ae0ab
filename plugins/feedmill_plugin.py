"""Registers with Airflow what feedmill_airflow holds for it. Triggers need no entry: they stand in the package."""

from __future__ import annotations

from airflow.plugins_manager import AirflowPlugin

from feedmill_airflow import starting


class FeedmillPlugin(AirflowPlugin):
    """One listener: each part names the mill that it works for when it starts."""

    name = "feedmill"
    listeners = [starting]  # noqa: RUF012 -- the base class declares it as a plain list
