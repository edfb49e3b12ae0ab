"""Why the glue refuses something: forms filled wrongly, runs without their key, queues and parts that fail."""

from __future__ import annotations

from feedmill.errors import TRANSIENT, Reason


class AirflowReason(Reason):
    """Reasons of the tasks. Each is final for its run: a retry would say the same."""

    NO_PARTITION_KEY = (
        "no_partition_key",
        "the run does not say which batch it is for",
        "trigger `intake`, which announces every open batch; for a file or a text use `ingest_now`",
    )
    UNKNOWN_PARAMETER = (
        "unknown_parameter",
        "the run was given a parameter that its DAG does not have",
        "leave it out, or correct its name, and trigger again",
    )
    LOOK_NEEDED = (
        "look_needed",
        "the maintenance found what a person has to look at",
        "read the warnings above: each names its case; `feedmill check` and `feedmill quarantine` show them too",
    )
    NOT_CLEANED = (
        "not_cleaned",
        "Airflow's own command could not delete old rows of its metadata",
        "read the detail; the same is `airflow db clean` by hand, while little runs",
    )
    NOT_EXACTLY_ONE = (
        "not_exactly_one",
        "the form wants one of text, path and S3 URI",
        "fill in exactly one of the three and trigger again",
    )


class QueueReason(Reason):
    """Why a queue does not ring. Its prefixes are swept every ten minutes all the same."""

    UNREACHABLE = (
        "queue_unreachable",
        "the queue that a source names does not answer",
        "check its address and the way to it; it is asked again by itself",
        TRANSIENT,
    )
    REFUSED = (
        "queue_refused",
        "the queue that a source names is not there, or refuses the keys",
        "check its address, and that the connection's keys may receive and delete; it is asked again by itself",
        TRANSIENT,
    )


class ServingReason(Reason):
    """Reasons of the supervisor."""

    PORT_TAKEN = (
        "port_taken",
        "another program listens on the port of the UI",
        "set FEEDMILL_UI_PORT to a free port",
    )
    ALREADY_SERVED = (
        "already_served",
        "another supervisor serves this home",
        "stop it first, or set FEEDMILL_HOME to another folder",
    )
    METADATA_FAILED = (
        "metadata_failed",
        "Airflow's metadata database could not be prepared",
        "read the log named here; an empty `airflow` folder in the home starts afresh",
    )
    NOT_HEALTHY = (
        "not_healthy",
        "Airflow did not become healthy in time",
        "read airflow/logs/*.out in the home",
    )
    RUN_FAILED = (
        "run_failed",
        "the run that was waited for failed, or did not come",
        "read its task log in the UI",
    )
