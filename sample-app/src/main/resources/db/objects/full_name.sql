CREATE FUNCTION full_name(given_name text, family_name text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT given_name || coalesce(' ' || family_name, '')
$$;
