-- revision: c3
-- revises: b2
-- created: TIME
-- message: fewer roles

-- What it does:
-- - drop constraint users_role_check of users
-- - alter column users.role: default 'MEMBER'
-- - create constraint users_role_check on users
-- What it locks: nobody reads or writes users until it commits.
-- What is lost: nothing.

-- migrate:upgrade
ALTER TABLE users DROP CONSTRAINT users_role_check;
ALTER TABLE users ALTER COLUMN role SET DEFAULT 'MEMBER';
ALTER TABLE users ADD CONSTRAINT users_role_check CHECK (role IN ('ADMIN', 'MEMBER'));

-- migrate:downgrade
ALTER TABLE users DROP CONSTRAINT users_role_check;
ALTER TABLE users ALTER COLUMN role SET DEFAULT 'it''s';
ALTER TABLE users ADD CONSTRAINT users_role_check CHECK (role IN ('ADMIN', 'MEMBER', 'it''s'));
