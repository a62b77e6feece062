package dev.migrate.runtime.offlinerevisions;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.migrate.Revision;
import dev.migrate.operations.Migration;
import dev.migrate.operations.Operations;
import org.jspecify.annotations.Nullable;

import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.Index.index;

@Revision(id = "c3", down = "a1", message = "write rows\nover two lines")
class R3_write_rows implements Migration {

	@Override
	public void upgrade(Operations op) {
		op.addColumn("city", column("mayor name", text()).comment("who's mayor; -- since when?"));
		op.createIndex("city", index("mayor name"));
		op.execute("""
				CREATE TABLE visit (id uuid PRIMARY KEY, day date, at timestamptz, price numeric, photo bytea,
					note text, again boolean);
				COMMENT ON TABLE visit IS 'a; b' -- without a semicolon""");
		Map<String, @Nullable Object> values = new HashMap<>();
		values.put("id", UUID.fromString("7c1f0a9b-e2d4-4000-8000-000000000001"));
		values.put("day", LocalDate.of(2026, 11, 21));
		values.put("at", OffsetDateTime.parse("2026-11-21T10:15:00.25+05:30"));
		values.put("price", new BigDecimal("-12.50"));
		values.put("photo", new byte[] { 0, 39, 92, -1 });
		values.put("note", "it's C:\\new ; -- :id");
		values.put("again", null);
		op.execute("""
				INSERT INTO visit VALUES (:id, :day, :at, 0 - :price, :photo, :note || ':note', :again)
					-- not :one""", values);
		op.execute("UPDATE city SET \"mayor name\" = 'no :one' WHERE id IN (:ids) AND id::text <> :id",
				Map.of("ids", List.of(1, 2, 3), "id", "2"));
		op.autocommitBlock(
				() -> op.execute("UPDATE visit SET note = :note -- in a block", Map.of("note", "it's; done")));
		op.execute("VACUUM visit");
	}

	@Override
	public void downgrade(Operations op) {
		op.execute("DROP TABLE visit");
		op.dropIndex("city_mayor name_idx");
		op.dropColumn("city", column("mayor name", integer()));
	}

}
