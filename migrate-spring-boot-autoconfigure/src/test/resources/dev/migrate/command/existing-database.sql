CREATE TABLE teams (
	id bigserial CONSTRAINT pk_teams PRIMARY KEY,
	name varchar(30) NOT NULL,
	kind varchar(10) NOT NULL DEFAULT 'club' CONSTRAINT ck_kind CHECK (kind IN ('club', 'school'))
);
CREATE UNIQUE INDEX uq_teams_name ON teams (lower(name)) WHERE kind = 'club';
CREATE FUNCTION trimmed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.name := trim(NEW.name);
	RETURN NEW;
END
$$;
CREATE TRIGGER teams_trimmed BEFORE INSERT ON teams FOR EACH ROW EXECUTE FUNCTION trimmed();
CREATE VIEW clubs AS SELECT id, name FROM teams WHERE kind = 'club';
INSERT INTO teams (name) VALUES ('Ajax');
CREATE TABLE flyway_schema_history (installed_rank int PRIMARY KEY, version varchar(50), success boolean);
INSERT INTO flyway_schema_history VALUES (1, '1', true);
