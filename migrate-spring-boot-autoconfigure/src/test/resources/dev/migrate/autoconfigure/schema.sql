CREATE TABLE IF NOT EXISTS city_of_script (city_id bigint REFERENCES city (id));
