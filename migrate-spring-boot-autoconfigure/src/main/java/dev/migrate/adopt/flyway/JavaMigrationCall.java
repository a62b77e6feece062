package dev.migrate.adopt.flyway;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import dev.migrate.adopt.ConvertedMigration;
import dev.migrate.revision.NewRevision;
import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.NewScript;
import dev.migrate.script.ScriptFormat;

/**
 * A revision that calls a Java migration of Flyway.
 */
final class JavaMigrationCall {

	private JavaMigrationCall() {
	}

	static ConvertedMigration of(String className, AdoptedMigration adopted, String message, boolean transactional) {
		NewScript script = NewScript.empty("", new NewRevision(List.of(), List.of(), Set.of()), message, Instant.EPOCH)
			.withTransaction(transactional)
			.withBody(List.of("// The migration gets the connection and the transaction of the revision.",
					"op.jdbc().sql(\"SELECT 1\").query((ResultSetExtractor<Boolean>) (rows) -> {",
					"\tConnection connection = rows.getStatement().getConnection();", "\ttry {",
					"\t\tnew " + className + "().migrate(context(connection));", "\t\treturn true;", "\t}",
					"\tcatch (Exception ex) {", "\t\tthrow new IllegalStateException(ex);", "\t}", "});"), null)
			.withImports(List.of("java.sql.Connection", "org.flywaydb.core.api.configuration.ClassicConfiguration",
					"org.flywaydb.core.api.configuration.Configuration", "org.flywaydb.core.api.migration.Context",
					"org.springframework.jdbc.core.ResultSetExtractor"))
			.adopting(List.of(adopted));
		return new ConvertedMigration(className, script.withMethods(context()), ScriptFormat.JAVA);
	}

	private static List<String> context() {
		return List.of("", "private static Context context(Connection connection) {",
				"\tConfiguration configuration = new ClassicConfiguration();", "\treturn new Context() {", "",
				"\t\t@Override", "\t\tpublic Configuration getConfiguration() {", "\t\t\treturn configuration;",
				"\t\t}", "", "\t\t@Override", "\t\tpublic Connection getConnection() {", "\t\t\treturn connection;",
				"\t\t}", "", "\t};", "}");
	}

}
