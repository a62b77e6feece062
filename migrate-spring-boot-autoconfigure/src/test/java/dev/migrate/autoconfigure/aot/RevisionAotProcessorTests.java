package dev.migrate.autoconfigure.aot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

import javax.sql.DataSource;

import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.customoperation.SetStatistics;
import dev.migrate.script.index.RevisionIndex;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.aot.BeanFactoryInitializationCode;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link RevisionAotProcessor}.
 */
class RevisionAotProcessorTests {

	private static final String REVISIONS = "classpath:dev/migrate/autoconfigure/revisions";

	private final InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();

	private final DefaultGenerationContext generation = new DefaultGenerationContext(
			new ClassNameGenerator(ClassName.get(getClass())), this.files);

	private void process(String location, boolean hasMigrator, String... packages) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("test", Map.of("migrate.locations", location)));
			if (hasMigrator) {
				DataSource dataSource = new PGSimpleDataSource();
				context.registerBean(Migrator.class, () -> Migrator.builder(dataSource).build());
			}
			AutoConfigurationPackages.register(context, packages);
			context.refreshForAotProcessing(new RuntimeHints());
			BeanFactoryInitializationAotContribution contribution = new RevisionAotProcessor()
				.processAheadOfTime(context.getDefaultListableBeanFactory());
			if (contribution != null) {
				contribution.applyTo(this.generation, mock(BeanFactoryInitializationCode.class));
			}
		}
	}

	private String index() throws IOException {
		return new String(Objects.requireNonNull(this.files.getGeneratedFile(Kind.RESOURCE, RevisionIndex.PATH))
			.getInputStream()
			.readAllBytes(), StandardCharsets.ISO_8859_1);
	}

	@Test
	void isFoundBySpring() {
		assertThat(SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(BeanFactoryInitializationAotProcessor.class)).hasAtLeastOneElementOfType(RevisionAotProcessor.class);
	}

	@Test
	void writesTheIndexOfTheConfiguredLocations() throws IOException {
		process(REVISIONS, true);
		assertThat(index()).contains("locations=classpath\\:dev/migrate/autoconfigure/revisions\n")
			.contains(".id=2b3c4d5e6f7a\n")
			.contains(".sha256=");
	}

	@Test
	void tellsANativeImageOfTheScriptsAndClasses() throws IOException {
		process(REVISIONS, true);
		RuntimeHints hints = this.generation.getRuntimeHints();
		assertThat(RuntimeHintsPredicates.resource().forResource(RevisionIndex.PATH)).accepts(hints);
		index().lines()
			.filter((line) -> line.contains(".path=") || line.contains(".class="))
			.map((line) -> line.substring(line.indexOf('=') + 1))
			.forEach((name) -> assertThat(name.endsWith(".sql") ? RuntimeHintsPredicates.resource().forResource(name)
					: RuntimeHintsPredicates.reflection().onType(TypeReference.of(name)))
				.accepts(hints));
		assertThat(index()).contains(".path=");
	}

	@Test
	void tellsANativeImageOfRevisionsAndOperationsWrittenInJava() {
		process("classpath:dev/migrate/runtime/customoperation", true);
		RuntimeHints hints = this.generation.getRuntimeHints();
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(TypeReference.of("dev.migrate.runtime.customoperation.R1_count_cities"))).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(SetStatistics.class)).accepts(hints);
	}

	@Test
	void tellsANativeImageOfTheOperationsInTheApplicationsPackages() {
		process(REVISIONS, true, "dev.migrate.runtime.customoperation");
		assertThat(RuntimeHintsPredicates.reflection().onType(SetStatistics.class))
			.accepts(this.generation.getRuntimeHints());
	}

	@Test
	void writesNothingWithoutAMigrator() {
		process(REVISIONS, false);
		assertThat(this.files.getGeneratedFiles(Kind.RESOURCE)).isEmpty();
	}

}
