-- Around the tables users, teams and orders, which are mapped: what no entity states.
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
COMMENT ON FUNCTION touch() IS 'it''s a trigger';

-- Storage
ALTER TABLE users SET (fillfactor = 70, autovacuum_vacuum_threshold = 500, toast.autovacuum_enabled = false);
ALTER TABLE users ALTER nick SET STORAGE EXTERNAL, ALTER nick SET STATISTICS 500, ALTER nick SET (n_distinct = 5);
ALTER TABLE users ALTER code SET COMPRESSION pglz, ALTER code SET STORAGE MAIN;
ALTER TABLE users ALTER age SET STATISTICS 0;
ALTER TABLE orders SET (fillfactor = 50);
ALTER TABLE orders ALTER note SET STORAGE EXTERNAL;
ALTER TABLE users REPLICA IDENTITY FULL;

-- Indexes
CREATE INDEX users_nick_partial ON users (nick DESC NULLS LAST) WHERE age > 18 AND nick <> '';
CREATE INDEX users_expression ON users (lower(email), (age + 1)) WITH (fillfactor = 40);
ALTER INDEX users_expression ALTER COLUMN 1 SET STATISTICS 77;
CREATE INDEX users_covering ON users (email) INCLUDE (nick, code);
CREATE INDEX users_hash ON users USING hash (code);
CREATE INDEX users_tags ON users USING gin (tags);
CREATE INDEX users_data ON users USING gin (data jsonb_path_ops);
CREATE INDEX users_seen ON users USING brin (seen) WITH (pages_per_range = 16);
CREATE INDEX users_moods ON users (mood) WHERE mood <> 'sad';
CREATE INDEX users_low ON users (low text_pattern_ops);
CREATE UNIQUE INDEX users_low_nick ON users (lower(nick), low);
CREATE UNIQUE INDEX teams_region ON teams (id, region);
ALTER TABLE teams REPLICA IDENTITY USING INDEX teams_region;
ALTER TABLE teams CLUSTER ON teams_region;
COMMENT ON INDEX users_hash IS 'for equality';
CREATE UNIQUE INDEX users_nick_of ON users (nick, (nick IN ('me', 'you'))) WHERE nick NOT IN ('a', 'it''s');

-- Constraints
ALTER TABLE users ADD CONSTRAINT nick_is_short CHECK (length(nick) < 15 OR age > 100);
ALTER TABLE users ADD CONSTRAINT code_is_unchecked CHECK (code <> 'x') NO INHERIT NOT VALID;
ALTER TABLE users ADD CONSTRAINT happy CHECK (mood IN ('ok', 'great')) NO INHERIT;
ALTER TABLE users ADD CONSTRAINT no_overlap EXCLUDE USING gist (int8range(age, age + 1) WITH &&)
	WHERE (nick IS NOT NULL) DEFERRABLE INITIALLY DEFERRED;
COMMENT ON CONSTRAINT nick_is_short ON users IS 'or old';
ALTER TABLE users ADD CONSTRAINT nick_is_known CHECK (nick IN ('a', 'b', 'it''s') OR email NOT IN ('x', 'y'));
COMMENT ON CONSTRAINT nick_is_known ON users IS 'known';
COMMENT ON CONSTRAINT users_pkey ON users IS 'the key';

-- Triggers and rules
CREATE TRIGGER off AFTER INSERT ON users FOR EACH STATEMENT EXECUTE FUNCTION touch();
ALTER TABLE users DISABLE TRIGGER off;
CREATE TRIGGER ordered AFTER DELETE ON orders REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION touch();
ALTER TABLE orders ENABLE REPLICA TRIGGER ordered;
CREATE CONSTRAINT TRIGGER checked AFTER UPDATE ON orders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION touch();
COMMENT ON TRIGGER checked ON orders IS 'at last';
CREATE RULE nothing AS ON DELETE TO orders DO INSTEAD NOTHING;
ALTER TABLE orders DISABLE RULE nothing;
COMMENT ON RULE nothing ON orders IS 'for ever';

-- Policies and privileges
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
CREATE POLICY everybody ON users AS RESTRICTIVE FOR UPDATE TO pg_monitor USING (true) WITH CHECK (current_user <> 'x');
CREATE POLICY nobody ON orders USING (false);
COMMENT ON POLICY nobody ON orders IS 'closed';
GRANT SELECT, UPDATE ON users TO pg_monitor WITH GRANT OPTION;
GRANT SELECT (nick, email), INSERT (seen) ON users TO PUBLIC;
GRANT UPDATE (age) ON users TO pg_read_all_stats;
GRANT ALL ON orders TO pg_monitor;
REVOKE TRUNCATE ON orders FROM CURRENT_USER;
GRANT SELECT (note) ON orders TO pg_read_all_stats;
GRANT USAGE ON SEQUENCE numbers TO pg_monitor;
REVOKE USAGE ON TYPE mood FROM PUBLIC;
GRANT USAGE ON TYPE mood TO pg_monitor WITH GRANT OPTION;
ALTER TABLE orders OWNER TO pg_monitor;

-- Comments
COMMENT ON TABLE users IS 'people';
COMMENT ON COLUMN users.nick IS 'what "friends" say';
COMMENT ON COLUMN users.low IS 'lower case';
COMMENT ON TABLE orders IS 'what they bought';
COMMENT ON COLUMN orders.note IS 'a note';
COMMENT ON TYPE mood IS 'how they are';
COMMENT ON SEQUENCE numbers IS 'of everything';

-- Statistics and publications
CREATE STATISTICS users_stats (ndistinct, mcv) ON nick, age, email FROM users;
ALTER STATISTICS users_stats SET STATISTICS 30;
CREATE STATISTICS users_lower ON lower(email), (age * 2) FROM users;
COMMENT ON STATISTICS users_stats IS 'often together';
DROP PUBLICATION IF EXISTS everything;
CREATE PUBLICATION everything FOR TABLE users, teams, orders;

-- Sequences
CREATE SEQUENCE code_numbers INCREMENT 7 START 21 CACHE 3 OWNED BY users.code;
COMMENT ON SEQUENCE code_numbers IS 'for codes';
GRANT SELECT ON SEQUENCE code_numbers TO pg_monitor;
CREATE SEQUENCE shared AS integer OWNED BY users.age;
ALTER TABLE users ALTER age SET DEFAULT nextval('shared') + 1;
CREATE SEQUENCE tickets;
ALTER TABLE orders ALTER ticket SET DEFAULT nextval('tickets');
CREATE TABLE audit (id bigserial PRIMARY KEY, user_id bigint REFERENCES users ON DELETE CASCADE,
	email varchar(100) REFERENCES users (email), number integer DEFAULT nextval('shared'), ticket bigint DEFAULT nextval('tickets'),
	mood mood DEFAULT 'ok', moods mood[]);

-- Types
CREATE TABLE good_days (day date, mood mood CHECK (mood <> 'sad'));

-- Children and partitions
CREATE TABLE vips (rank integer, CHECK (rank > 0)) INHERITS (users);
ALTER TABLE vips ALTER nick SET DEFAULT 'vip';
CREATE INDEX vips_nick ON vips (nick, rank);
GRANT SELECT (nick) ON vips TO pg_monitor;
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE events_rest PARTITION OF events DEFAULT PARTITION BY LIST (id);
CREATE TABLE events_rest_a PARTITION OF events_rest FOR VALUES IN (1);
CREATE INDEX events_what ON events (what);
CREATE INDEX events_2025_own ON events_2025 (lower(what));
CREATE TRIGGER happened AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION touch();
GRANT SELECT ON events_2025 TO pg_monitor;
COMMENT ON TABLE events_rest IS 'other years';
