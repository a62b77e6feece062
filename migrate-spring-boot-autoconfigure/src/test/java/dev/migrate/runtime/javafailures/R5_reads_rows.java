package dev.migrate.runtime.javafailures;

import dev.migrate.Revision;
import dev.migrate.operations.Operations;
import dev.migrate.operations.ReversibleMigration;

import org.springframework.jdbc.core.simple.JdbcClient;

@Revision(id = "f5", labels = "reading")
class R5_reads_rows implements ReversibleMigration {

	private final JdbcClient jdbc;

	R5_reads_rows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public void change(Operations op) {
		this.jdbc.sql("CREATE TABLE kept (id int)").update();
	}

}
