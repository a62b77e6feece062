package dev.migrate.operations;

import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.autogenerate.GeneratedDatabase;
import dev.migrate.operations.operation.CompositeOperation;
import dev.migrate.operations.operation.Execute;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.rendering.JavaImports;
import dev.migrate.operations.rendering.JavaSource;
import dev.migrate.operations.rendering.SourceLanguage;
import dev.migrate.testsupport.KotlinCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Renders operations as Kotlin, compiles it, and runs it into a list: those that have a
 * word as none before them, so that all words occur, or with the system property
 * {@code migrate.test.versions=all} a word beside another one, so that all forms do.
 */
class KotlinRenderingTests {

	private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

	private static final Pattern WORD = Pattern.compile("\\w+|[^\\w\\s]");

	@TempDir
	private Path folder;

	@Test
	void theSourceOfEveryOperationIsTheSameOperation() throws Exception {
		Map<String, List<Operation>> wanted = new LinkedHashMap<>();
		Set<String> pairs = new HashSet<>();
		wanted.put("Operations", OperationSamples.all()
			.flatMap((sample) -> Stream.concat(Stream.of(sample.operation()), sample.operation().reverse().stream()))
			.flatMap(KotlinRenderingTests::parts)
			.filter((operation) -> pairs.addAll(pairs(operation)))
			.toList());
		wanted.put("Strings", strings().map((text) -> (Operation) Execute.sql(text)).toList());
		List<Path> sources = new ArrayList<>();
		for (Map.Entry<String, List<Operation>> each : wanted.entrySet()) {
			sources.add(Files.writeString(this.folder.resolve(each.getKey() + ".kt"),
					source(each.getKey(), each.getValue())));
		}
		KotlinCompiler.compile(this.folder, sources);
		try (URLClassLoader classLoader = KotlinCompiler.classLoader(this.folder)) {
			for (Map.Entry<String, List<Operation>> each : wanted.entrySet()) {
				Migration migration = (Migration) classLoader.loadClass("db.revisions.object." + each.getKey())
					.getConstructor()
					.newInstance();
				assertThat(OperationRecorder.record(migration::upgrade)).containsExactlyElementsOf(each.getValue());
			}
		}
		assertThat(sources)
			.allSatisfy((source) -> assertThat(Files.readAllLines(source)).allMatch((line) -> line.length() <= 120));
	}

	/**
	 * Returns the words and signs of the source, or each with the one after it.
	 */
	private static Set<String> pairs(Operation operation) {
		String source = new JavaSource(new JavaImports("", SourceLanguage.KOTLIN)).statement(operation).source();
		List<String> words = WORD.matcher(STRING.matcher(source).replaceAll("\"\"").replaceAll("\\d+", "1"))
			.results()
			.map(MatchResult::group)
			.toList();
		if (!GeneratedDatabase.isThorough()) {
			return Set.copyOf(words);
		}
		Set<String> pairs = new HashSet<>();
		for (int i = 1; i < words.size(); i++) {
			pairs.add(words.get(i - 1) + " " + words.get(i));
		}
		return pairs;
	}

	private static Stream<String> strings() {
		return Stream.of("SELECT $1, '$name', ${x}, $$", "a \\ \"b\" \f \t \u00a0 \u2028 \uD83D\uDE00",
				"DO $$\nBEGIN\n\tRAISE '%', '$name', $body$ ${x} $body$;\nEND\n$$", "  indented\n    more\n\n  lines\n",
				"ends with a quote\n\"", "three \"\"\" quotes\nin a line", "trailing \nblanks\t\n", "\n\nempty\n\n\n",
				DefinitionSamples.BODY, DefinitionSamples.BODY.replace("\n", "\r\n"), "\n \n\t\n  \"\"\"\"\n",
				"a carriage\r\nreturn", "first\n" + "a long line without an end ".repeat(20), "x".repeat(70_000) + "$",
				"many words in a line that has to be broken with $dollars and \"quotes\" ".repeat(10),
				"\\f is no \\\f form feed", "$\n{x}\n$");
	}

	private static String source(String name, List<Operation> operations) {
		JavaImports imports = new JavaImports("db.revisions.object", SourceLanguage.KOTLIN);
		StringBuilder methods = new StringBuilder();
		for (int i = 0; i < operations.size(); i++) {
			methods.append("    private fun upgrade%d(op: Operations) {\n%s\n    }\n\n".formatted(i,
					new JavaSource(imports).statement(operations.get(i)).source()));
		}
		imports.type(Operations.class);
		imports.type(Migration.class);
		StringBuilder calls = new StringBuilder();
		for (int i = 0; i < operations.size(); i++) {
			calls.append("        upgrade%d(op)\n".formatted(i));
		}
		return "package db.revisions.`object`\n\n" + imports.source() + "\nclass " + name + " : Migration {\n\n"
				+ methods + "    override fun upgrade(op: Operations) {\n" + calls
				+ "    }\n\n    override fun downgrade(op: Operations) {\n    }\n}\n";
	}

	/**
	 * What consists of several operations is written as these.
	 */
	private static Stream<Operation> parts(Operation operation) {
		return (operation instanceof CompositeOperation composite)
				? composite.parts().stream().flatMap(KotlinRenderingTests::parts) : Stream.of(operation);
	}

}
