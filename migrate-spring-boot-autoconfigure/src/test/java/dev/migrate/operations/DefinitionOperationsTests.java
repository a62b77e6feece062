package dev.migrate.operations;

import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.rendering.JavaImports;
import dev.migrate.operations.rendering.JavaSource;
import dev.migrate.operations.rendering.SourceLanguage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.migrate.operations.Definitions.cascade;
import static dev.migrate.operations.Definitions.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DefinitionOperations}.
 */
class DefinitionOperationsTests {

	private static final String HALF = """
			CREATE FUNCTION half(a integer)
				RETURNS integer LANGUAGE sql AS $$
				SELECT a / 2
			$$""";

	static Stream<Arguments> refused() {
		return Stream.of(
				refused((op) -> op.createOrReplace(" ; -- nothing\n"), "The definition of an object is empty."),
				refused((op) -> op.createOrReplace("CREATE TABLE t (id int)"),
						"'CREATE TABLE t (id int)' is not the definition of such an object. Use createTable(…)."),
				refused((op) -> op.createOrReplace("CREATE OR REPLACE TEMP VIEW v AS SELECT 1"),
						"is not the definition of such an object. Run other SQL with execute"),
				refused((op) -> op.createOrReplace("DROP VIEW v"), "Run other SQL with execute(…)."),
				refused((op) -> op.createOrReplace("CREATE VIEW"), "'CREATE VIEW' is not the definition of such"),
				refused((op) -> op.createOrReplace("CREATE VIEW v AS SELECT 1; DROP TABLE t;"),
						"The definition 'CREATE VIEW v AS SELECT 1; DROP TABLE t;' has another statement behind it,"
								+ " 'DROP TABLE t;'. Pass one statement to each operation."),
				refused((op) -> op.createFunction("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $a$ SELECT 1 $b$"),
						"opens the dollar quote $a$ and does not close it. Close it with $a$."),
				refused((op) -> op.createOrReplace("CREATE POLICY p ON t USING (true)"),
						"The policy p on t is to be replaced, and PostgreSQL has no CREATE OR REPLACE for a policy."
								+ " Drop it with dropObject(…)"),
				refused((op) -> op
					.createOrReplace("CREATE CONSTRAINT TRIGGER x AFTER INSERT ON t EXECUTE FUNCTION f()"),
						"for a constraint trigger."),
				refused((op) -> op.createOrReplace(definition(HALF).was(HALF.replace("half", "third"))),
						"The function half(a integer) replaces another object, the function third(a integer)."),
				refused((op) -> op.createOrReplace(definition(HALF).was(HALF.replace("a integer", ""))),
						"replaces another object, the function half()."),
				refused((op) -> op.createObject(HALF.replace("CREATE", "CREATE OR REPLACE")),
						"Leave OR REPLACE away, or use createOrReplace(…)."),
				refused((op) -> op.createTrigger(HALF),
						"createTrigger(…) is called with the definition of another object, the function half(a integer)."),
				refused((op) -> op.replaceFunction("CREATE VIEW v AS SELECT 1"), "replaceFunction(…) is called with"),
				refused((op) -> op.createObject("CREATE AGGREGATE old (BASETYPE = int, SFUNC = int4pl, STYPE = int)"),
						"Write the arguments of the aggregate before its options."),
				refused((op) -> op.createObject("CREATE VIEW U&\"\\0061\" AS SELECT 1"),
						"Write the name without the escapes"),
				refused((op) -> op.dropFunction("half(integer"), "'half(integer' is not the name of a function"),
				refused((op) -> op.dropFunction(HALF), "Write it as name(type, type), as in half(integer)."),
				refused((op) -> op.dropTrigger(" ", "t"), "The name of a trigger is empty."),
				refused((op) -> op.createObject("select 1"), "Run other SQL with execute"));
	}

	private static Arguments refused(Consumer<Operations> call, String message) {
		return Arguments.of(message, call);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refused")
	void refusesWhatIsNoDefinitionOfSuchAnObject(String message, Consumer<Operations> call) {
		assertThatExceptionOfType(InvalidOperationException.class).isThrownBy(() -> OperationRecorder.record(call))
			.withMessageContaining(message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "classpath:db/objects/adults.sql", "classpath*:db/objects/*", "file:/tmp/adults",
			"db/objects/adults.sql", " adults.SQL\n" })
	void refusesAFileWhoseTextWouldChangeTheRevision(String location) {
		Stream
			.<Consumer<Operations>>of((op) -> op.object(location), (op) -> op.createOrReplace(location),
					(op) -> op.replaceFunction(location), (op) -> op.createTrigger(location),
					(op) -> op.dropObject(location))
			.forEach((call) -> assertThatExceptionOfType(InvalidOperationException.class)
				.isThrownBy(() -> OperationRecorder.record(call))
				.withMessageContaining("a revision must not change with a file")
				.withMessageContaining("Put the text of the file into the revision."));
	}

	@Test
	void saysWhatItDoesAndHowToUndoIt() {
		Operation replaced = OperationRecorder
			.one((op) -> op.createOrReplace(definition(HALF).was(HALF.replace("2", "3"))));
		assertThat(replaced.describe()).isEqualTo("replace function half(a integer)");
		assertThat(replaced.reverse())
			.hasValueSatisfying((reverse) -> assertThat(reverse.reverse()).contains(replaced));
		Operation created = OperationRecorder.one((op) -> op.createFunction(HALF + ";"));
		assertThat(created.reverse().orElseThrow().describe()).isEqualTo("drop function half(a integer)");
		assertThat(created.reverse().orElseThrow().reverse()).contains(created);
		Operation added = OperationRecorder.one((op) -> op.createOrReplace(definition(HALF).wasNothing()));
		assertThat(added.describe()).isEqualTo("create function half(a integer)");
		assertThat(OperationRecorder.one((op) -> op.createOrReplace(HALF))).satisfies((unknown) -> {
			assertThat(unknown.describe()).isEqualTo("create or replace function half(a integer)");
			assertThat(unknown.reverse()).isEmpty();
		});
		assertThat(OperationRecorder.one((op) -> op.dropTrigger("x", "app.t", cascade()))).satisfies((dropped) -> {
			assertThat(dropped.describe()).isEqualTo("drop trigger x on app.t");
			assertThat(dropped.reverse()).isEmpty();
		});
	}

	@Test
	void aBodyIsATextAsItWasWritten() {
		Operation operation = OperationRecorder.one((op) -> op
			.createOrReplace(definition(HALF).was("CREATE FUNCTION half(integer) RETURNS integer RETURN 1")));
		assertThat(new JavaSource(new JavaImports("db")).statement(operation).source()).isEqualTo("""
				\t\top.createOrReplace(definition(""\"
				\t\t\t\tCREATE FUNCTION half(a integer)
				\t\t\t\t\tRETURNS integer LANGUAGE sql AS $$
				\t\t\t\t\tSELECT a / 2
				\t\t\t\t$$""\")
				\t\t\t.was("CREATE FUNCTION half(integer) RETURNS integer RETURN 1"));""");
		assertThat(new JavaSource(new JavaImports("db", SourceLanguage.KOTLIN)).statement(operation).source())
			.contains("CREATE FUNCTION half(a integer)\n", "RETURNS integer LANGUAGE sql AS $$\n", "\tSELECT a / 2\n")
			.contains(".was(\"CREATE FUNCTION half(integer) RETURNS integer RETURN 1\")");
	}

}
