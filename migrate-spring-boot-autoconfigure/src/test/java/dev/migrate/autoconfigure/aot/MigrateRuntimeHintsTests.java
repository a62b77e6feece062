package dev.migrate.autoconfigure.aot;

import dev.migrate.command.CommandInvocation;
import dev.migrate.dialect.DialectProvider;
import dev.migrate.dialect.Dialects;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.MemberCategory;
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
	void coverTheDialectsAndTheFileThatNamesThem() {
		assertThat(
				RuntimeHintsPredicates.resource().forResource("META-INF/services/" + DialectProvider.class.getName()))
			.accepts(this.hints);
		assertThat(Dialects.providers()).hasSizeGreaterThan(1)
			.allSatisfy((provider) -> assertThat(RuntimeHintsPredicates.reflection()
				.onType(provider.getClass())
				.withMemberCategory(MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS)).accepts(this.hints));
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
