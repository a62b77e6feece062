CREATE TABLE city_of_flyway (id bigint PRIMARY KEY);
