#!/bin/sh
# Turns mounted secret files into the settings that feedmill reads, then becomes the command.
#
# FEEDMILL_<NAME>_FILE=/run/secrets/x sets FEEDMILL_<NAME> to what the file holds. Airflow's own secrets need none of
# this: AIRFLOW__<SECTION>__<KEY>_CMD is Airflow's own way. UI_PASSWORDS names the file with the passwords of the UI,
# which Airflow insists on opening for writing, so it gets a copy of its own.
set -eu

fail() {
    printf 'entrypoint: %s\n' "$1" >&2
    exit 2
}

for name in $(env | sed -n 's/^\(FEEDMILL_[A-Z0-9_]*\)_FILE=.*/\1/p'); do
    eval "file=\${${name}_FILE}"
    [ -r "$file" ] || fail "${name}_FILE names $file, which cannot be read"
    value=$(cat "$file")
    [ -n "$value" ] || fail "${name}_FILE names $file, which is empty"
    export "$name=$value"
    unset "${name}_FILE" value
done

if [ -n "${UI_PASSWORDS:-}" ]; then
    [ -r "$UI_PASSWORDS" ] || fail "UI_PASSWORDS names $UI_PASSWORDS, which cannot be read"
    AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE="${TMPDIR:-/tmp}/ui_passwords.json"
    export AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE
    (umask 077 && cat "$UI_PASSWORDS" >"$AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE")
    unset UI_PASSWORDS
fi

exec "$@"
