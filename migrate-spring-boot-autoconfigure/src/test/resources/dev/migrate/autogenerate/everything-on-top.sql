-- What keeps the columns of the mapped tables from being dropped.

CREATE TRIGGER nick_changed BEFORE UPDATE OF nick, email ON users FOR EACH ROW
	WHEN (OLD.nick IS DISTINCT FROM NEW.nick) EXECUTE FUNCTION touch('a', 'it''s');
CREATE CONSTRAINT TRIGGER late AFTER UPDATE OF seen ON users DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
	EXECUTE FUNCTION touch();
COMMENT ON TRIGGER nick_changed ON users IS 'who was it';
CREATE RULE no_babies AS ON INSERT TO users WHERE NEW.age < 1 DO INSTEAD NOTHING;
CREATE RULE kept AS ON DELETE TO orders DO ALSO UPDATE teams SET name = OLD.note WHERE id = OLD.id;
ALTER TABLE orders ENABLE ALWAYS RULE kept;
COMMENT ON RULE kept ON orders IS 'kept';
CREATE POLICY adults ON users FOR SELECT TO pg_monitor, pg_read_all_stats USING (age >= 18);
CREATE POLICY own ON users AS RESTRICTIVE FOR UPDATE USING (email = current_user) WITH CHECK (code IS NOT NULL);
CREATE POLICY of_user ON orders USING (EXISTS (SELECT FROM users u WHERE u.id = orders.user_id AND u.nick <> 'x'));
CREATE POLICY known ON users FOR DELETE USING (nick IN ('a', 'it''s'));
CREATE RULE unknown AS ON DELETE TO users WHERE OLD.nick NOT IN ('a', E'\\b') DO INSTEAD NOTHING;
CREATE TRIGGER known BEFORE UPDATE ON users FOR EACH ROW WHEN (OLD.nick IN ('a', 'b')) EXECUTE FUNCTION touch();
COMMENT ON POLICY adults ON users IS 'no children';
CREATE TRIGGER vip BEFORE UPDATE OF nick ON vips FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER rest BEFORE UPDATE OF what ON events_rest_a FOR EACH ROW EXECUTE FUNCTION touch();

-- Views and functions
CREATE VIEW people (number, name, years) AS SELECT id, coalesce(nick, email), age FROM users WHERE mood <> 'sad'
	WITH LOCAL CHECK OPTION;
ALTER VIEW people SET (security_barrier = true);
ALTER VIEW people ALTER years SET DEFAULT 7;
COMMENT ON VIEW people IS 'those who are not sad';
COMMENT ON COLUMN people.name IS 'a name';
GRANT SELECT ON people TO pg_monitor;
GRANT UPDATE (name) ON people TO pg_read_all_stats;
CREATE TRIGGER new_person INSTEAD OF INSERT ON people FOR EACH ROW EXECUTE FUNCTION touch();
CREATE VIEW old_people AS SELECT name FROM people WHERE years > 65;
CREATE RULE old_people_stay AS ON DELETE TO old_people DO INSTEAD NOTHING;
CREATE MATERIALIZED VIEW teams_of_people WITH (fillfactor = 80) AS
	SELECT t.id, t.name, count(u.code) AS codes FROM teams t LEFT JOIN users u ON u.team_id = t.id GROUP BY t.id;
CREATE UNIQUE INDEX teams_of_people_id ON teams_of_people (id);
CREATE INDEX teams_of_people_codes ON teams_of_people (codes) WHERE codes > 1;
COMMENT ON INDEX teams_of_people_codes IS 'large ones';
ALTER MATERIALIZED VIEW teams_of_people ALTER name SET STATISTICS 20;
GRANT SELECT ON teams_of_people TO pg_monitor;
ALTER MATERIALIZED VIEW teams_of_people OWNER TO pg_monitor;
CREATE VIEW sizes AS SELECT sum(codes) FROM teams_of_people;
CREATE FUNCTION is_good(m mood, other mood DEFAULT 'great') RETURNS boolean LANGUAGE sql IMMUTABLE
	AS $$ SELECT m = 'ok' $$;
COMMENT ON FUNCTION is_good(mood, mood) IS 'good or not';
REVOKE EXECUTE ON FUNCTION is_good(mood, mood) FROM PUBLIC;
CREATE VIEW known_people AS SELECT id, nick IN ('a', email) AS other, 'ARRAY[''a''::character varying]::text[]' AS text
	FROM users WHERE nick IN ('a', 'it''s') OR email NOT IN ('x', 'y');
CREATE FUNCTION known() RETURNS bigint LANGUAGE sql
	BEGIN ATOMIC SELECT count(*) FROM users WHERE nick IN ('a', 'b'); END;
CREATE FUNCTION adults() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM users WHERE age > 18; END;
GRANT EXECUTE ON FUNCTION adults() TO pg_monitor;
