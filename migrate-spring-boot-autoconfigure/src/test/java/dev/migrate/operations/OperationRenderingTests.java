package dev.migrate.operations;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.operation.CompositeOperation;
import dev.migrate.operations.operation.Execute;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.rendering.JavaImports;
import dev.migrate.operations.rendering.JavaSource;
import dev.migrate.operations.table.DropIndex;
import dev.migrate.schema.ObjectName;
import dev.migrate.testsupport.SourceCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Renders every operation as Java, compiles it, and runs it into a list.
 */
class OperationRenderingTests {

	/**
	 * Each operation has a method of its own, as one method could not hold them all.
	 */
	private static final String STEP = "	public void upgrade%d(dev.migrate.operations.Operations op) {\n%s\n	}\n\n";

	@TempDir
	private Path folder;

	@Test
	void theSourceOfEveryOperationIsTheSameOperation() throws Exception {
		List<OperationSample> samples = OperationSamples.all().toList();
		assertThat(recorded(samples.stream().map(OperationSample::operation).toList()))
			.containsExactlyElementsOf(samples.stream().map(OperationSample::operation).toList());
	}

	@Test
	void theSourceOfEveryReverseIsTheSameReverse() throws Exception {
		List<Operation> reverses = OperationSamples.all()
			.flatMap((sample) -> sample.operation().reverse().stream())
			.flatMap(OperationRenderingTests::parts)
			.toList();
		assertThat(recorded(reverses)).containsExactlyElementsOf(reverses);
	}

	@Test
	void withoutItsReverseAnOperationWritesTheSameSql() throws Exception {
		Dialect dialect = Dialects.of("postgresql:18");
		List<Operation> operations = OperationSamples.all()
			.flatMap((sample) -> Stream.concat(Stream.of(sample.operation()), sample.operation().reverse().stream()))
			.flatMap(OperationRenderingTests::parts)
			.toList();
		for (Operation operation : operations) {
			assertThat(dialect.write(operation.withoutReverse())).extracting(SqlCommand::sql)
				.isEqualTo(dialect.write(operation).stream().map(SqlCommand::sql).toList());
		}
		List<Operation> shorter = operations.stream().map(Operation::withoutReverse).toList();
		assertThat(recorded(shorter)).containsExactlyElementsOf(shorter);
	}

	@Test
	void whateverIsInAnOperationComesThroughItsConstructor() throws Exception {
		List<Operation> operations = new ArrayList<>(List.of(Execute.sql("SELECT ':a'").reversedBy("SELECT 2"),
				new DropIndex(ObjectName.of("app.\"a.b\""))));
		assertThat(recorded(operations)).containsExactlyElementsOf(operations);
	}

	private List<Operation> recorded(List<Operation> operations) throws Exception {
		JavaImports imports = new JavaImports("db.revisions");
		StringBuilder methods = new StringBuilder();
		for (int i = 0; i < operations.size(); i++) {
			methods.append(STEP.formatted(i, new JavaSource(imports).statement(operations.get(i)).source()));
		}
		methods.append("	@Override\n	public void upgrade(dev.migrate.operations.Operations op) {\n");
		for (int i = 0; i < operations.size(); i++) {
			methods.append("		upgrade%d(op);\n".formatted(i));
		}
		methods.append("	}\n\n	@Override\n	public void downgrade(dev.migrate.operations.Operations op) {\n	}\n\n");
		String source = "package db.revisions;\n\n" + imports.source()
				+ "\npublic class Rendered implements dev.migrate.operations.Migration {\n\n" + methods + "}\n";
		Migration migration = SourceCompiler.instance(this.folder, "db.revisions.Rendered", source, Migration.class);
		return OperationRecorder.record(migration::upgrade);
	}

	/**
	 * What consists of several operations is written as these.
	 */
	private static Stream<Operation> parts(Operation operation) {
		return (operation instanceof CompositeOperation composite)
				? composite.parts().stream().flatMap(OperationRenderingTests::parts) : Stream.of(operation);
	}

}
