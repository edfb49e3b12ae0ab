#!/bin/sh
# Runs once, when PostgreSQL makes its data folder: a role and a database each for Airflow's metadata and the warehouse.
# Neither role can see into the other's database.
set -eu

make_database() {
    psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
        --set=role="$1" --set=password="$(cat "$2")" <<'SQL'
CREATE ROLE :"role" LOGIN PASSWORD :'password';
CREATE DATABASE :"role" OWNER :"role" ENCODING 'UTF8' TEMPLATE template0;
REVOKE CONNECT ON DATABASE :"role" FROM PUBLIC;
SQL
}

make_database airflow "$METADATA_PASSWORD_FILE"
make_database feedmill "$WAREHOUSE_PASSWORD_FILE"
