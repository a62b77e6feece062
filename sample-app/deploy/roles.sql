-- Creates two roles in the current database: app_migrate owns what revisions create, and app uses it.
-- Run it in each database as a superuser or, since PostgreSQL 15, as an owner of the database who may create roles:
--     psql -v ON_ERROR_STOP=1 --single-transaction -f roles.sql app
-- Then set both passwords with \password, which keeps them out of the server's log.

DO $$
BEGIN
	IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app_migrate') THEN
		CREATE ROLE app_migrate LOGIN;
	END IF;
	IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
		CREATE ROLE app LOGIN;
	END IF;
END
$$;

-- Only a member of a role may set its default privileges.
GRANT app_migrate TO CURRENT_USER;

-- Other roles of this server get no access.
DO $$
BEGIN
	EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
	EXECUTE format('GRANT CONNECT ON DATABASE %I TO app', current_database());
	EXECUTE format('GRANT CONNECT, CREATE, TEMPORARY ON DATABASE %I TO app_migrate', current_database());
END
$$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;

GRANT USAGE, CREATE ON SCHEMA public TO app_migrate;
GRANT USAGE ON SCHEMA public TO app;
ALTER DEFAULT PRIVILEGES FOR ROLE app_migrate IN SCHEMA public
	GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO app;
ALTER DEFAULT PRIVILEGES FOR ROLE app_migrate IN SCHEMA public
	GRANT USAGE ON SEQUENCES TO app;

-- For migrate.version-table-schema: the application can read what has been applied, but cannot change it.
CREATE SCHEMA IF NOT EXISTS migrate AUTHORIZATION app_migrate;
GRANT USAGE ON SCHEMA migrate TO app;
ALTER DEFAULT PRIVILEGES FOR ROLE app_migrate IN SCHEMA migrate
	GRANT SELECT ON TABLES TO app;

REVOKE app_migrate FROM CURRENT_USER;
