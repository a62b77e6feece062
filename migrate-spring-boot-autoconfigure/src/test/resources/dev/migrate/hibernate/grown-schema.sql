-- A schema that has grown over years under several hands.
CREATE EXTENSION citext;
CREATE EXTENSION btree_gist;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION postgres_fdw;
CREATE SCHEMA audit;

CREATE TYPE state AS ENUM ('OPEN', 'PAID', 'SHIPPED', 'LOST');
CREATE DOMAIN postcode AS varchar(10) CHECK (VALUE ~ '^[0-9A-Z -]+$');
CREATE SEQUENCE invoice_number;

CREATE FUNCTION set_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.updated_at := now();
	RETURN NEW;
END
$$;

CREATE TABLE country (
	code char(2) CONSTRAINT pk_country PRIMARY KEY,
	name varchar(80) NOT NULL,
	CONSTRAINT country_code_upper CHECK (code = upper(code))
);

CREATE TABLE customer (
	id bigserial CONSTRAINT pk_customer PRIMARY KEY,
	email citext NOT NULL,
	name varchar(50) NOT NULL,
	nick text,
	status varchar(20) NOT NULL DEFAULT 'new',
	age smallint,
	score numeric(8, 3) NOT NULL DEFAULT 0,
	priority smallint NOT NULL DEFAULT 1,
	country_code char(2),
	postcode postcode,
	created_at timestamptz NOT NULL DEFAULT now(),
	updated_at timestamp,
	search tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, coalesce(name, '') || ' ' || coalesce(nick, ''))) STORED,
	notes text,
	legacy_code varchar(12) NOT NULL DEFAULT 'none' || '-' || 'yet',
	CONSTRAINT uq_customer_email UNIQUE (email),
	CONSTRAINT fk_customer_country FOREIGN KEY (country_code) REFERENCES country ON UPDATE CASCADE,
	CONSTRAINT ck_customer_status CHECK (status IN ('new', 'active', 'blocked')),
	CONSTRAINT ck_customer_score CHECK (score BETWEEN 0 AND 1000)
);
COMMENT ON COLUMN customer.legacy_code IS 'From the system before.';
CREATE UNIQUE INDEX uq_customer_nick ON customer (lower(nick)) WHERE nick IS NOT NULL;
CREATE INDEX ix_customer_name ON customer USING gin (name gin_trgm_ops);
CREATE INDEX ix_customer_country ON customer (country_code) INCLUDE (name);
CREATE INDEX ix_customer_created ON customer (created_at);
CREATE TRIGGER customer_updated BEFORE UPDATE ON customer FOR EACH ROW EXECUTE FUNCTION set_updated_at();
ALTER TABLE customer ENABLE ROW LEVEL SECURITY;
CREATE POLICY customer_visible ON customer USING (status <> 'blocked');

CREATE TABLE purchase (
	id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_purchase PRIMARY KEY,
	customer_id bigint NOT NULL,
	referrer_id bigint,
	number varchar(20) NOT NULL,
	state state NOT NULL DEFAULT 'OPEN',
	total numeric(12, 2) NOT NULL DEFAULT 0,
	currency char(3) NOT NULL,
	paid boolean DEFAULT false,
	placed_at timestamptz NOT NULL,
	details json,
	channel varchar(10) CHECK (channel IN ('web', 'shop') OR channel ~ '^x-'),
	CONSTRAINT uq_purchase_number UNIQUE (number),
	CONSTRAINT fk_purchase_customer FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE,
	CONSTRAINT fk_purchase_referrer FOREIGN KEY (referrer_id) REFERENCES customer (id) ON DELETE SET NULL
		DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_purchase_placed ON purchase (customer_id, placed_at DESC);

CREATE TABLE purchase_line (
	purchase_id bigint NOT NULL CONSTRAINT fk_line_purchase REFERENCES purchase,
	line smallint NOT NULL,
	sku varchar(40) NOT NULL,
	quantity smallint NOT NULL CONSTRAINT ck_quantity CHECK (quantity > 0),
	CONSTRAINT pk_purchase_line PRIMARY KEY (purchase_id, line)
);

CREATE TABLE room (
	id serial PRIMARY KEY,
	name text NOT NULL
);

CREATE TABLE booking (
	id uuid CONSTRAINT pk_booking PRIMARY KEY,
	room_id integer NOT NULL CONSTRAINT fk_booking_room REFERENCES room,
	guest varchar(50) NOT NULL,
	during tstzrange NOT NULL,
	CONSTRAINT ex_booking EXCLUDE USING gist (room_id WITH =, during WITH &&)
);

CREATE TABLE measurement (
	sensor integer NOT NULL,
	taken_at timestamptz NOT NULL,
	value real,
	CONSTRAINT pk_measurement PRIMARY KEY (sensor, taken_at)
) PARTITION BY RANGE (taken_at);
CREATE TABLE measurement_2025 PARTITION OF measurement FOR VALUES FROM ('2025-01-01Z') TO ('2026-01-01Z');
CREATE TABLE measurement_2026 PARTITION OF measurement FOR VALUES FROM ('2026-01-01Z') TO ('2027-01-01Z');

CREATE TABLE audit.event (
	id bigserial PRIMARY KEY,
	at timestamptz NOT NULL DEFAULT now(),
	actor varchar(30),
	what text NOT NULL
);

CREATE SERVER warehouse FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'warehouse.example', dbname 'stock');
CREATE FOREIGN TABLE stock (sku varchar(40) NOT NULL, amount integer NOT NULL) SERVER warehouse;

CREATE VIEW customer_overview AS
	SELECT c.id, c.name, count(p.id) AS purchases FROM customer c LEFT JOIN purchase p ON p.customer_id = c.id
	GROUP BY c.id, c.name;
CREATE MATERIALIZED VIEW revenue AS
	SELECT currency, sum(total) AS total FROM purchase GROUP BY currency;
CREATE UNIQUE INDEX ix_revenue ON revenue (currency);

-- Another application's.
CREATE TABLE job (id bigserial PRIMARY KEY, payload bytea);
