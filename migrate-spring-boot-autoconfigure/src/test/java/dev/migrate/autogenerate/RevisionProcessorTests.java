package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.operations.operation.Execute;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.rendering.DataTypeRenderer;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.DropColumn;
import dev.migrate.schema.Column;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.varchar;
import static dev.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RevisionProcessor} and {@link DataTypeRenderer}.
 */
@ExtendWith(PostgresExtension.class)
class RevisionProcessorTests {

	private static final WantedSchema WANTED = new WantedSchema(
			List.of(table("public.users").column("id", bigint(), Column::notNull)
				.column("email", varchar(320).array())
				.column("name", text())
				.primaryKey("id")),
			List.of(), List.of(), List.of(), List.of());

	@BeforeEach
	void createUsers(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE users (id bigint PRIMARY KEY, name varchar(20), old text)").update();
	}

	@Test
	void withoutAProcessorEverythingIsWritten(TestDatabase database) {
		Autogeneration generation = compare(database, List.of());
		assertThat(described(generation.upgrade())).containsExactly("add column users.email",
				"alter column users.name: type text", "drop column users.old");
		assertThat(described(generation.downgrade())).containsExactly("add column users.old",
				"alter column users.name: type varchar(20)", "drop column users.email");
	}

	@Test
	void stepsAreLeftOutTogetherWithTheWayBack(TestDatabase database) {
		Autogeneration generation = compare(database, List.of((steps) -> steps.without(DropColumn.class::isInstance)));
		assertThat(described(generation.upgrade())).containsExactly("add column users.email",
				"alter column users.name: type text");
		assertThat(described(generation.downgrade())).containsExactly("alter column users.name: type varchar(20)",
				"drop column users.email");
		assertThat(generation.differences()).extracting(Object::toString)
			.containsExactlyInAnyOrder("column users.email is missing: varchar(320)[]",
					"type of users.name: text wanted, varchar(20) found");
		assertThat(generation.notes())
			.contains("Left alone by a RevisionProcessor: column users.old is not wanted: text");
	}

	@Test
	void whatMayHaveBeenReplacedIsReported(TestDatabase database) {
		RevisionProcessor inSql = (steps) -> {
			List<Step> upgrade = new ArrayList<>(steps.without(DropColumn.class::isInstance).upgrade());
			upgrade.add(new Step(Execute.sql("ALTER TABLE users DROP old"), List.of()));
			return steps.upgrade(upgrade);
		};
		assertThat(compare(database, List.of(inSql)).differences()).hasSize(3);
	}

	@Test
	void processorsTakeEffectOneAfterTheOther(TestDatabase database) {
		RevisionProcessor first = (steps) -> steps.without((operation) -> !(operation instanceof AddColumn));
		RevisionProcessor second = (steps) -> {
			List<Step> upgrade = new ArrayList<>(steps.upgrade());
			upgrade.add(new Step(Execute.sql("GRANT SELECT ON users TO PUBLIC"), List.of("Everybody may read them.")));
			return steps.upgrade(upgrade).downgrade(List.of());
		};
		Autogeneration generation = compare(database, List.of(first, second));
		assertThat(GeneratedText.sql(generation.revisions().get(0), generation.dialect()).upgrade()).containsExactly(
				"ALTER TABLE users ADD COLUMN email varchar(320)[];", "", "-- Everybody may read them.",
				"GRANT SELECT ON users TO PUBLIC;");
		assertThat(generation.downgrade()).isEmpty();
	}

	@Test
	void ofARevisionWithoutStepsNothingIsLeftToDo(TestDatabase database) {
		Autogeneration generation = compare(database, List.of((steps) -> steps.without((operation) -> true)));
		assertThat(generation.isEmpty()).isTrue();
		assertThat(generation.notes())
			.contains("Left alone by a RevisionProcessor: column users.old is not wanted: text");
	}

	@Test
	void dataTypesAreWrittenAsTheRendererSays(TestDatabase database) {
		DataTypeRenderer renderer = (type, imports) -> type.equals(varchar(320))
				? imports.member(ApplicationTypes.class, "email") + "()" : null;
		GeneratedText text = GeneratedText.java(compare(database, List.of()).revisions().get(0), "db.revisions",
				renderer);
		assertThat(text.upgrade()).first()
			.asString()
			.isEqualTo("op.addColumn(\"users\", column(\"email\", email().array()));");
		assertThat(text.imports()).contains("static " + ApplicationTypes.class.getCanonicalName() + ".email");
		assertThat(text.upgrade()).anyMatch((line) -> line.contains("text()"));
	}

	private static List<String> described(List<Step> steps) {
		return steps.stream().map(Step::operation).map(Operation::describe).toList();
	}

	private static Autogeneration compare(TestDatabase database, List<RevisionProcessor> processors) {
		return new Autogenerator(database.session(), new NamingConvention(), Set.of(),
				AutogenerateSettings.of(List.of((target) -> WANTED)).processors(processors),
				ComparisonOptions.forEntities())
			.compare();
	}

}
