ALTER PUBLICATION attached DROP TABLE users;
ALTER PUBLICATION attached ADD TABLE users (id, email, age) WHERE (age > 18);
ALTER TABLE users REPLICA IDENTITY DEFAULT;
ALTER VIEW old_ages SET (security_invoker = true);
ALTER TABLE users ADD CONSTRAINT one_note UNIQUE NULLS NOT DISTINCT (note);
