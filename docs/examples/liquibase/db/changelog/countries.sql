--liquibase formatted sql

--changeset bob:1
CREATE TABLE country (
    code char(2) PRIMARY KEY,
    name text NOT NULL
);
INSERT INTO country (code, name) VALUES ('de', 'Germany'), ('fr', 'France');
--rollback DROP TABLE country;

--changeset bob:2
ALTER TABLE customer ADD COLUMN country char(2) DEFAULT 'de' REFERENCES country (code);
--rollback ALTER TABLE customer DROP COLUMN country;
