package dev.migrate.hibernate;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.GeneratedDatabase;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.testsupport.PgDump;
import org.hibernate.cfg.MappingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Dumps what has been generated for all models, each in a schema of its own, and restores
 * it.
 */
class RestoredModelTests {

	@RegisterExtension
	static final GeneratedDatabase.Pool databases = new GeneratedDatabase.Pool("public");

	@Test
	void nothingIsGeneratedAfterADumpOfAnOldVersionIsRestoredInItAndInANewOne() throws Exception {
		assumeThat(PgDump.isPresent()).isTrue();
		List<String> schemas = new ArrayList<>(List.of("crm", "billing"));
		List<TargetSchema> models = new ArrayList<>();
		Models.all().forEach((model) -> {
			String schema = "model_" + models.size();
			schemas.add(schema);
			models.add(model.with(MappingSettings.DEFAULT_SCHEMA, schema).target());
		});
		GeneratedDatabase original = databases.empty(14);
		schemas.forEach((schema) -> original.jdbc().execute("CREATE SCHEMA " + schema));
		Autogeneration generated = generate(original, models);
		assertThat(generated.upgrade()).hasSizeGreaterThan(models.size());
		original.run(generated.upgrade());
		assertThat(generate(original, models).differences()).isEmpty();
		String dump = PgDump.schema(original.database());
		for (int version : GeneratedDatabase.versions().toArray()) {
			GeneratedDatabase restored = databases.empty(version);
			PgDump.restore(dump, restored.database());
			Autogeneration again = generate(restored, models);
			assertThat(again.differences()).as("PostgreSQL %d", version).isEmpty();
			assertThat(again.upgrade()).as("PostgreSQL %d", version).isEmpty();
		}
	}

	private static Autogeneration generate(GeneratedDatabase database, List<TargetSchema> models) {
		return database.generate(models, ComparisonOptions.forEntities());
	}

}
