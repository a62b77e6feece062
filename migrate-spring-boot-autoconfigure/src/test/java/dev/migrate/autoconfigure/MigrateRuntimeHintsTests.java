package dev.migrate.autoconfigure;

import dev.migrate.command.CommandInvocation;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrateRuntimeHints}.
 */
class MigrateRuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	MigrateRuntimeHintsTests() {
		new MigrateRuntimeHints().registerHints(this.hints, getClass().getClassLoader());
	}

	@Test
	void areFoundBySpring() {
		assertThat(SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)).hasAtLeastOneElementOfType(MigrateRuntimeHints.class);
	}

	@Test
	void coverTheTemplatesOfTheToolAndOfTheApplication() {
		for (String name : new String[] { "dev/migrate/script/revision.java.mustache",
				"dev/migrate/script/revision.sql.mustache", "migrate/templates/revision.java.mustache",
				"dev/migrate/runtime/version.properties" }) {
			assertThat(RuntimeHintsPredicates.resource().forResource(name)).as(name).accepts(this.hints);
		}
	}

	@Test
	void coverEveryCommandWithTheOptionsThatItSharesWithOthers() {
		assertThat(CommandInvocation.types()).extracting(Class::getSimpleName)
			.contains("MigrateCommand", "UpgradeCommand", "RevisionCommand", "NewScriptOptions", "ToolVersion")
			.hasSizeGreaterThan(20);
		assertThat(CommandInvocation.types())
			.allSatisfy((type) -> assertThat(RuntimeHintsPredicates.reflection().onType(type)).accepts(this.hints));
	}

}
