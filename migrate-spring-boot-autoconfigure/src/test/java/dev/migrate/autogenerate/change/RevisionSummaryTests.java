package dev.migrate.autogenerate.change;

import java.util.List;
import java.util.stream.Stream;

import dev.migrate.autogenerate.GeneratedRevision;
import dev.migrate.autogenerate.Step;
import dev.migrate.dialect.Dialects;
import dev.migrate.operations.definition.CreateDefinition;
import dev.migrate.operations.definition.DefinitionKind;
import dev.migrate.operations.definition.DropDefinition;
import dev.migrate.operations.definition.ObjectDefinition;
import dev.migrate.operations.definition.ReplaceDefinition;
import dev.migrate.operations.object.DropObject;
import dev.migrate.operations.operation.Execute;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.AlterColumn;
import dev.migrate.operations.table.CreateConstraint;
import dev.migrate.operations.table.CreateIndex;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.operations.table.DropColumn;
import dev.migrate.operations.table.DropConstraint;
import dev.migrate.operations.table.DropIndex;
import dev.migrate.operations.table.DropTable;
import dev.migrate.schema.DataType;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.ObjectName;
import org.junit.jupiter.api.Test;

import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.date;
import static dev.migrate.schema.DataType.doublePrecision;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.numeric;
import static dev.migrate.schema.DataType.real;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.timestamp;
import static dev.migrate.schema.DataType.timestamptz;
import static dev.migrate.schema.DataType.varchar;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RevisionSummary}.
 */
class RevisionSummaryTests {

	private static final ObjectName USERS = ObjectName.of("users");

	private static final ForeignKey TEAM = foreignKey("team").references("teams", "id").named("users_team_fkey");

	@Test
	void whatIsLockedIsSaidOfEachTable() {
		assertThat(locks(new CreateTable(table("users").column("id", bigint())),
				new CreateIndex(USERS, index("id").named("i"))))
			.isEqualTo("nothing that exists.");
		assertThat(locks(new CreateTable(table("users").column("team", bigint()).constraint(TEAM))))
			.isEqualTo("nobody writes teams until it commits.");
		assertThat(locks(new CreateIndex(USERS, index("id").named("i"))))
			.isEqualTo("nobody writes users until it commits.");
		assertThat(locks(DropIndex.of(new CreateIndex(USERS, index("id").named("i")))))
			.isEqualTo("nobody reads or writes users until it commits.");
		assertThat(locks(new CreateConstraint(USERS, TEAM))).isEqualTo("nobody writes users, teams until it commits.");
		assertThat(locks(new DropConstraint(USERS, TEAM)))
			.isEqualTo("nobody reads or writes users, teams until it commits.");
		assertThat(locks(new AddColumn(USERS, column("age", integer())), new CreateConstraint(USERS, TEAM)))
			.isEqualTo("nobody reads or writes users; nobody writes teams until it commits.");
		assertThat(locks(Execute.sql("ALTER TABLE old.\"A\" ADD b int; SELECT 1; UPDATE c SET d = 1"))).isEqualTo(
				"nobody reads or writes old.A; nobody else changes the rows of c that it changes until it commits.");
		assertThat(locks(new CreateDefinition(
				new ObjectDefinition("CREATE TRIGGER x AFTER UPDATE ON users " + "FOR EACH ROW EXECUTE FUNCTION f()"))))
			.isEqualTo("nobody writes users until it commits.");
		assertThat(locks(new CreateDefinition(new ObjectDefinition("CREATE POLICY p ON users USING (id = 1)")),
				DropDefinition.ofTable(DefinitionKind.TRIGGER, "x", "app.teams")))
			.isEqualTo("nobody reads or writes users, app.teams until it commits.");
		assertThat(locks(ReplaceDefinition.definition("CREATE FUNCTION f() RETURNS int RETURN 1")))
			.isEqualTo("nothing that exists.");
		assertThat(locks(Execute.sql("DO 'BEGIN END'"))).isEqualTo("what its other SQL locks until it commits.");
	}

	@Test
	void whatIsLostIsSaid() {
		assertThat(losses(new AddColumn(USERS, column("age", integer())))).isEqualTo("nothing.");
		assertThat(losses(new DropTable(table("users").column("id", bigint()), List.of()),
				new DropColumn(ObjectName.of("crm.teams"), column("name", text())),
				new DropColumn(ObjectName.of("teams"), column("total", integer()).generated("1 + 1"))))
			.isEqualTo("the rows of users, the values of crm.teams.name.");
		assertThat(losses(DropObject.of(ObjectKind.SEQUENCE, ObjectName.of("numbers"))))
			.isEqualTo("the position of sequence numbers.");
		assertThat(losses(Execute.sql("SELECT 1; DELETE FROM a; DROP TABLE IF EXISTS b")))
			.isEqualTo("what its own SQL deletes or changes, the rows of b.");
	}

	@Test
	void valuesThatAreRoundedAreLost() {
		assertThat(losses(alteration(numeric(10, 2), numeric(10, 0))))
			.isEqualTo("what numeric(10, 0) cannot hold of the values of users.x.");
		assertThat(Stream.of(alteration(timestamp(6), timestamp(0)), alteration(timestamp(), date()),
				alteration(doublePrecision(), real()), alteration(doublePrecision(), numeric(9, 2)),
				alteration(bigint(), doublePrecision()), alteration(numeric(4, 2), integer()),
				alteration(numeric(), doublePrecision()), alteration(text(), date()), alteration(integer(), real())))
			.allMatch((alteration) -> losses(alteration).startsWith("what "));
		assertThat(Stream.of(alteration(varchar(255), varchar(50)), alteration(integer(), bigint()),
				alteration(bigint(), integer()), alteration(integer(), numeric(20, 2)), alteration(integer(), text()),
				alteration(timestamp(), timestamptz()), alteration(date(), timestamp(0)),
				alteration(real(), doublePrecision()), alteration(numeric(8, 2), numeric(10, 2)),
				alteration(timestamp(3), timestamp()), alteration(integer(), doublePrecision()),
				alteration(text(), varchar(9))))
			.allMatch((alteration) -> losses(alteration).equals("nothing."));
		assertThat(losses(AlterColumn.of(USERS, "id").dropIdentity()))
			.isEqualTo("the position of the identity of users.id.");
	}

	private static AlterColumn alteration(DataType from, DataType to) {
		return AlterColumn.of(USERS, "x", (x) -> x.type(to)).was((x) -> x.type(from));
	}

	private static String locks(Operation... operations) {
		return summary("What it locks: ", operations);
	}

	private static String losses(Operation... operations) {
		return summary("What is lost: ", operations);
	}

	private static String summary(String beginning, Operation... operations) {
		GeneratedRevision revision = new GeneratedRevision(true,
				Stream.of(operations).map((operation) -> new Step(operation, List.of())).toList(), List.of());
		return RevisionSummary.of(revision, Dialects.of("postgresql:17"))
			.stream()
			.filter((line) -> line.startsWith(beginning))
			.map((line) -> line.substring(beginning.length()))
			.findFirst()
			.orElseThrow();
	}

}
