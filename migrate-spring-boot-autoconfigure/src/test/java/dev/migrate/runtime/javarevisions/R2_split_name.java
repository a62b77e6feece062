package dev.migrate.runtime.javarevisions;

import java.util.Map;

import dev.migrate.Revision;
import dev.migrate.operations.Migration;
import dev.migrate.operations.Operations;

import org.springframework.jdbc.core.simple.JdbcClient;

import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.varchar;

@Revision(id = "2", down = "1", message = "split names", created = "2026-11-21T10:15:00Z")
class R2_split_name implements Migration {

	private final JdbcClient jdbc;

	R2_split_name(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public void upgrade(Operations op) {
		op.addColumn("people", column("family_name", varchar(100)));
		op.execute("UPDATE people SET family_name = split_part(name, :blank, 2), name = split_part(name, :blank, 1)",
				Map.of("blank", " "));
		this.jdbc.sql("INSERT INTO people (name) VALUES ('added by ' || ?)").param("upgrade").update();
	}

	@Override
	public void downgrade(Operations op) {
		op.jdbc().sql("DELETE FROM people WHERE name LIKE 'added by %'").update();
		op.execute("UPDATE people SET name = name || ' ' || family_name");
		op.dropColumn("people", "family_name");
	}

}
