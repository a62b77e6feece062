package dev.migrate.benchmarks;

import java.util.List;
import java.util.stream.IntStream;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes many schemas like the first one: its tables, their rows, and where their numbers
 * go on. A tool would take minutes to apply all scripts to each.
 */
final class TenantSchemas {

	/**
	 * Few enough for the locks of a transaction.
	 */
	private static final int BATCH = 100;

	private static final int THREADS = 4;

	private static final String COPY = """
			DO $$
			DECLARE
				source record;
				target text;
				numbers record;
			BEGIN
				FOR number IN %d..%d LOOP
					target := format('tenant_%%s', to_char(number, 'FM00000'));
					EXECUTE format('CREATE SCHEMA %%I', target);
					FOR source IN SELECT c.relname FROM pg_class c
							WHERE c.relnamespace = 'tenant_00001'::regnamespace AND c.relkind = 'r' LOOP
						EXECUTE format('CREATE TABLE %%I.%%I (LIKE tenant_00001.%%2$I INCLUDING ALL)', target, source.relname);
						EXECUTE format('INSERT INTO %%I.%%I OVERRIDING SYSTEM VALUE SELECT * FROM tenant_00001.%%2$I',
							target, source.relname);
						FOR numbers IN SELECT a.attname FROM pg_attribute a WHERE a.attidentity <> ''
								AND a.attrelid = format('tenant_00001.%%I', source.relname)::regclass LOOP
							EXECUTE format('SELECT setval(pg_get_serial_sequence(%%L, %%L), max(%%I)) FROM %%I.%%I',
								format('%%I.%%I', target, source.relname), numbers.attname, numbers.attname, target,
								source.relname);
						END LOOP;
					END LOOP;
				END LOOP;
			END $$
			""";

	private TenantSchemas() {
	}

	/**
	 * Returns the names of schemas, of which the first one is to be migrated, and the
	 * others are copies of it.
	 */
	static List<String> names(int size) {
		return IntStream.rangeClosed(1, size).mapToObj("tenant_%05d"::formatted).toList();
	}

	/**
	 * Copies the first schema. The server then knows how large its catalog is, as it does
	 * some time after a change.
	 */
	static void copyFirst(JdbcClient jdbc, int size) throws Exception {
		List<Integer> batches = IntStream.rangeClosed(2, size).filter((number) -> number % BATCH == 2).boxed().toList();
		WorkQueue.process(batches, THREADS, (queue) -> {
			for (Integer first = queue.poll(); first != null; first = queue.poll()) {
				jdbc.sql(COPY.formatted(first, Math.min(size, first + BATCH - 1))).update();
			}
		});
		jdbc.sql("VACUUM (ANALYZE) pg_class, pg_namespace, pg_attribute, pg_attrdef, pg_index, pg_constraint,"
				+ " pg_sequence, pg_depend, pg_type")
			.update();
	}

}
