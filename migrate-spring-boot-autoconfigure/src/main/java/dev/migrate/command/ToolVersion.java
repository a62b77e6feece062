package dev.migrate.command;

import dev.migrate.runtime.Migrator;
import picocli.CommandLine.IVersionProvider;

/**
 * What {@code --version} prints.
 */
final class ToolVersion implements IVersionProvider {

	@Override
	public String[] getVersion() {
		return new String[] { "Migrate " + Migrator.version() };
	}

}
