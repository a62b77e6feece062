CREATE TYPE mood AS ENUM ('sad', 'ok', 'odd');
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.note := '${touched} public.users'; RETURN NEW; END $$;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO attached_writer;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO attached_writer;
CREATE TABLE teams (id bigint PRIMARY KEY, name text, region text, UNIQUE (name));
CREATE TABLE users (id bigserial PRIMARY KEY, email varchar(100) NOT NULL, nick varchar(20) NOT NULL, age integer,
	team_id bigint REFERENCES teams, mood mood DEFAULT 'ok', tags text[], span int4range, note text,
	ticket serial, shared integer, doubled integer GENERATED ALWAYS AS (age * 2) STORED);
COMMENT ON TABLE users IS 'people';
COMMENT ON COLUMN users.nick IS 'what "friends" say';

CREATE INDEX users_nick ON users (nick DESC NULLS LAST);
CREATE INDEX users_nick_partial ON users (email) WHERE nick <> '';
CREATE INDEX users_nick_expression ON users (lower(nick), (email || nick) text_pattern_ops) WITH (fillfactor = 70);
CREATE INDEX users_nick_covering ON users (email) INCLUDE (nick);
CREATE INDEX users_nick_hash ON users USING hash (nick);
CREATE UNIQUE INDEX users_nick_unique ON users (nick, email);
CREATE INDEX users_tags ON users USING gin (tags);
CREATE INDEX users_shared ON users (shared, age);
COMMENT ON INDEX users_nick IS 'for searching';
ALTER INDEX users_nick_expression ALTER COLUMN 1 SET STATISTICS 50;
ALTER TABLE users CLUSTER ON users_nick;
ALTER TABLE users REPLICA IDENTITY USING INDEX users_nick_unique;
ALTER TABLE users ADD CONSTRAINT nick_is_short CHECK (length(nick) < 20 AND age > 0);
COMMENT ON CONSTRAINT nick_is_short ON users IS 'or "else" ${what}';
ALTER TABLE users ADD CONSTRAINT one_nick UNIQUE (nick, team_id) WITH (fillfactor = 60) DEFERRABLE;
ALTER TABLE users ADD CONSTRAINT no_overlap EXCLUDE USING gist (span WITH &&) WHERE (nick <> 'x');
CREATE STATISTICS users_nick_email (ndistinct, dependencies) ON nick, email FROM users;
COMMENT ON STATISTICS users_nick_email IS 'often together';
ALTER STATISTICS users_nick_email SET STATISTICS 30;
ALTER TABLE users ALTER COLUMN nick SET STORAGE EXTERNAL, ALTER COLUMN nick SET STATISTICS 200,
	ALTER COLUMN nick SET (n_distinct = 100), ALTER COLUMN note SET COMPRESSION pglz;
GRANT SELECT ON users TO attached_reader WITH GRANT OPTION;
GRANT SELECT (nick), UPDATE (nick, email) ON users TO attached_writer;
GRANT UPDATE (age) ON users TO attached_writer;
GRANT USAGE ON SEQUENCE users_ticket_seq TO attached_writer;
COMMENT ON SEQUENCE users_ticket_seq IS 'numbers';
ALTER SEQUENCE users_ticket_seq INCREMENT 5 CACHE 10 CYCLE;

CREATE SEQUENCE users_shared_seq OWNED BY users.shared;
ALTER TABLE users ALTER COLUMN shared SET DEFAULT nextval('users_shared_seq');
CREATE TABLE orders (id bigint PRIMARY KEY, number integer DEFAULT nextval('users_shared_seq'), state text DEFAULT 'ok'::mood::text,
	CONSTRAINT state_is_mood CHECK (state::mood = 'ok'));
COMMENT ON CONSTRAINT state_is_mood ON orders IS 'please';

ALTER TABLE users ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY adults ON users FOR SELECT TO attached_reader, attached_writer USING (age >= 18);
COMMENT ON POLICY adults ON users IS 'only them';
CREATE POLICY own ON users AS RESTRICTIVE USING (true) WITH CHECK (email = current_user);
CREATE TRIGGER aging BEFORE UPDATE OF age ON users FOR EACH ROW WHEN (NEW.age IS DISTINCT FROM OLD.age) EXECUTE FUNCTION touch();
COMMENT ON TRIGGER aging ON users IS 'every year';
ALTER TABLE users DISABLE TRIGGER aging;
CREATE RULE no_children AS ON INSERT TO users WHERE NEW.age < 3 DO INSTEAD NOTHING;
COMMENT ON RULE no_children ON users IS 'not yet';
ALTER TABLE users DISABLE RULE no_children;

CREATE VIEW ages AS SELECT id, age, mood, email AS "E Mail" FROM users WHERE email <> 'public.users' WITH CASCADED CHECK OPTION;
ALTER VIEW ages SET (security_barrier = true);
ALTER VIEW ages ALTER COLUMN age SET DEFAULT 7;
COMMENT ON VIEW ages IS 'how old';
COMMENT ON COLUMN ages.age IS 'in years';
GRANT SELECT ON ages TO attached_reader;
GRANT UPDATE (age) ON ages TO attached_writer;
REVOKE SELECT ON ages FROM attached_writer;
CREATE TRIGGER ages_instead INSTEAD OF INSERT ON ages FOR EACH ROW EXECUTE FUNCTION touch();
CREATE VIEW old_ages AS SELECT age, mood FROM ages WHERE age > 65;
CREATE RULE old_ages_delete AS ON DELETE TO old_ages DO INSTEAD NOTHING;
CREATE MATERIALIZED VIEW age_counts WITH (fillfactor = 80) AS SELECT age, count(*) AS number FROM old_ages GROUP BY age;
CREATE UNIQUE INDEX age_counts_age ON age_counts (age);
CREATE INDEX age_counts_number ON age_counts (number) WHERE age > 70;
COMMENT ON INDEX age_counts_number IS 'many';
ALTER MATERIALIZED VIEW age_counts CLUSTER ON age_counts_age;
ALTER MATERIALIZED VIEW age_counts ALTER COLUMN age SET STATISTICS 20;
GRANT SELECT ON age_counts TO attached_reader;
CREATE MATERIALIZED VIEW empty_ages AS SELECT age FROM users WITH NO DATA;
CREATE VIEW ages_by_key AS SELECT u.id, u.email, count(*) FROM users u GROUP BY u.id;
CREATE FUNCTION first_age() RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT age FROM users ORDER BY id LIMIT 1; END;
COMMENT ON FUNCTION first_age() IS 'of the first one';
REVOKE EXECUTE ON FUNCTION first_age() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION first_age() TO attached_reader;
CREATE VIEW sad_users AS SELECT id FROM users WHERE mood = 'sad';
CREATE VIEW first_ages AS SELECT first_age() AS first;
ALTER VIEW first_ages OWNER TO attached_writer;
CREATE FUNCTION is_old(a ages) RETURNS boolean LANGUAGE sql AS $$ SELECT a.age > 65 $$;
CREATE FUNCTION is_ok(m mood, other mood[] DEFAULT '{ok}') RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT m = 'ok' $$;
CREATE INDEX users_is_ok ON users (is_ok(mood));
CREATE CAST (integer AS mood) WITH INOUT AS ASSIGNMENT;
CREATE PUBLICATION attached FOR TABLE users, teams;

CREATE TABLE notes (id serial PRIMARY KEY, user_id bigint REFERENCES users, body text, kind integer NOT NULL) WITH (fillfactor = 50);
CREATE INDEX notes_body ON notes (lower(body)) WHERE kind > 1;
COMMENT ON TABLE notes IS 'what they write';
COMMENT ON CONSTRAINT notes_pkey ON notes IS 'the key';
CREATE TRIGGER written AFTER INSERT ON notes REFERENCING NEW TABLE AS new FOR EACH STATEMENT EXECUTE FUNCTION touch();
ALTER TABLE notes ENABLE ALWAYS TRIGGER written;
CREATE CONSTRAINT TRIGGER checked AFTER UPDATE ON notes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION touch();
CREATE RULE kept AS ON DELETE TO notes DO INSTEAD NOTHING;
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON notes USING (EXISTS (SELECT FROM users u WHERE u.id = notes.user_id));
CREATE STATISTICS notes_kinds ON kind, user_id FROM notes;
GRANT ALL ON notes TO attached_writer;
GRANT SELECT (body) ON notes TO attached_reader;
REVOKE DELETE ON notes FROM CURRENT_USER;
ALTER TABLE notes REPLICA IDENTITY FULL;
ALTER PUBLICATION attached ADD TABLE notes;

CREATE TABLE events (id bigint NOT NULL, at date NOT NULL, body text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE INDEX events_body ON events (body);
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE events_rest PARTITION OF events DEFAULT;
CREATE INDEX events_rest_hash ON events_rest USING hash (body);
GRANT SELECT ON events_rest TO attached_reader;
CREATE TRIGGER events_written BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER rest_written BEFORE INSERT ON events_rest FOR EACH ROW EXECUTE FUNCTION touch();

CREATE TABLE pairs (a bigint, b bigint, c text, PRIMARY KEY (a, b));
COMMENT ON CONSTRAINT pairs_pkey ON pairs IS 'both';
CREATE VIEW grouped_pairs AS SELECT a, b, c, count(*) FROM pairs GROUP BY a, b;
CREATE MATERIALIZED VIEW stored_pairs AS SELECT a FROM grouped_pairs;

CREATE TABLE owned (id serial PRIMARY KEY, counter bigint GENERATED BY DEFAULT AS IDENTITY, body text);
REVOKE SELECT ON owned FROM attached_writer;
GRANT USAGE ON SEQUENCE owned_counter_seq TO attached_reader;
COMMENT ON SEQUENCE owned_counter_seq IS 'counts';
ALTER SEQUENCE owned_counter_seq RENAME TO owned_counts;
ALTER TABLE owned OWNER TO attached_writer;
CREATE FUNCTION total(p pairs) RETURNS bigint LANGUAGE sql AS $$ SELECT p.a + p.b $$;

CREATE VIEW event_bodies AS SELECT body FROM events_rest;
CREATE POLICY of_rest ON events_rest USING (body <> '');
CREATE SCHEMA other;
CREATE TABLE other.archive (id bigint, who public.teams);
CREATE TABLE other.links (note_id integer, team text, FOREIGN KEY (team) REFERENCES public.teams (name));
CREATE VIEW other.note_kinds AS SELECT t.region, t.id FROM public.teams t;

CREATE TABLE logs (id bigint NOT NULL, region text NOT NULL, body text, CONSTRAINT logs_key PRIMARY KEY (id, region), CHECK (id > 0)) PARTITION BY LIST (region);
CREATE INDEX logs_body ON logs (body);
CREATE TABLE logs_eu PARTITION OF logs FOR VALUES IN ('eu') PARTITION BY RANGE (id);
CREATE TABLE logs_eu_1 PARTITION OF logs_eu FOR VALUES FROM (1) TO (100) WITH (fillfactor = 40);
CREATE TABLE logs_rest PARTITION OF logs DEFAULT;
ALTER TABLE logs_rest ADD CONSTRAINT of_rest CHECK (body <> '') NOT VALID;
CREATE INDEX logs_rest_hash ON logs_rest USING hash (body);
CREATE POLICY of_rest ON logs_rest USING (body <> '');
COMMENT ON COLUMN logs_rest.body IS 'of the rest';
GRANT SELECT ON logs_rest TO attached_reader;
CREATE TRIGGER logs_written BEFORE INSERT ON logs FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER rest_written BEFORE INSERT ON logs_rest FOR EACH ROW EXECUTE FUNCTION touch();
