-- revision: b2
-- revises: a1
-- created: TIME
-- message: roles

-- What it does:
-- - add column users.role
-- - create constraint users_role_check on users
-- - create constraint users_rule_check on users
-- What it locks: nobody reads or writes users until it commits.
-- What is lost: nothing.

-- migrate:upgrade
ALTER TABLE users ADD COLUMN role varchar(500) DEFAULT 'it''s' NOT NULL;
ALTER TABLE users ADD CONSTRAINT users_role_check CHECK (role IN ('ADMIN', 'MEMBER', 'it''s'));
ALTER TABLE users ADD CONSTRAINT users_rule_check CHECK ((team_id+age)*2 > 4 AND name LIKE 'A%');

-- migrate:downgrade
ALTER TABLE users DROP CONSTRAINT users_rule_check;
ALTER TABLE users DROP CONSTRAINT users_role_check;
ALTER TABLE users DROP COLUMN role;
