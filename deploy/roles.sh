#!/bin/sh
# Two roles and a database: one role owns the tables and migrates, the other is the site's, owns nothing, and so can
# remove no guard. Run once by PostgreSQL's container, or by you as the server's superuser, with OWNER_PASSWORD and
# SITE_PASSWORD set.
set -eu
psql -X -q -v ON_ERROR_STOP=1 -v owner="$OWNER_PASSWORD" -v site="$SITE_PASSWORD" --username "${POSTGRES_USER:-postgres}" \
     --dbname postgres <<'SQL'
CREATE ROLE stage4_owner LOGIN PASSWORD :'owner';
CREATE ROLE stage4_site LOGIN PASSWORD :'site';
CREATE DATABASE stage4 OWNER stage4_owner;
REVOKE ALL ON DATABASE stage4 FROM PUBLIC;
GRANT CONNECT ON DATABASE stage4 TO stage4_site;
\connect stage4
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT ALL ON SCHEMA public TO stage4_owner;
GRANT USAGE ON SCHEMA public TO stage4_site;
SET ROLE stage4_owner;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO stage4_site;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO stage4_site;
SQL
