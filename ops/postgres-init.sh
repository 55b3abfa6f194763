#!/bin/sh
# Once, when the database is made: a role of the app's own, which owns its database and nothing else.
set -eu
psql --set=ON_ERROR_STOP=1 --set=password="$POSTGRES_PASSWORD" --username=postgres <<'SQL'
create role bellboard login password :'password';
create database bellboard owner bellboard;
SQL
