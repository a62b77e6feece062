-- revision: 5e6f7a8b9c0d
-- message: show how long the lease of this run lasts

-- migrate:upgrade
CREATE TABLE lease AS SELECT round(extract(epoch FROM expires_at - taken_at))::int AS seconds FROM migrate_lock;

-- migrate:downgrade
DROP TABLE lease;
