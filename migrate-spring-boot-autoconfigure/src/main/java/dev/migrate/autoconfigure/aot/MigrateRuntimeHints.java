package dev.migrate.autoconfigure.aot;

import dev.migrate.command.CommandInvocation;
import dev.migrate.dialect.DialectProvider;
import dev.migrate.dialect.Dialects;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Tells a native image of what is the same in every application: the templates of new
 * revisions, the dialects and the commands.
 */
public class MigrateRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources()
			.registerPattern("dev/migrate/runtime/version.properties")
			.registerPattern("dev/migrate/script/*.mustache")
			.registerPattern("migrate/templates/*")
			.registerPattern("META-INF/services/" + DialectProvider.class.getName());
		Dialects.providers()
			.forEach((provider) -> hints.reflection()
				.registerType(provider.getClass(), MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS));
		CommandInvocation.types()
			.forEach((type) -> hints.reflection()
				.registerType(type, MemberCategory.ACCESS_DECLARED_FIELDS, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
						MemberCategory.INVOKE_DECLARED_METHODS));
	}

}
