BEGIN;

CREATE TABLE country (
    code char(2) PRIMARY KEY,
    name text NOT NULL
);

INSERT INTO country (code, name) VALUES ('de', 'Germany'), ('fr', 'France');

ALTER TABLE customer ADD COLUMN country char(2) DEFAULT '${home}' REFERENCES country (code);

COMMIT;
