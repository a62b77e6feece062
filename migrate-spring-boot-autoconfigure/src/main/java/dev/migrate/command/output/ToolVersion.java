package dev.migrate.command.output;

import dev.migrate.runtime.Migrator;
import picocli.CommandLine.IVersionProvider;

/**
 * What {@code --version} prints.
 */
public final class ToolVersion implements IVersionProvider {

	@Override
	public String[] getVersion() {
		return new String[] { "Migrate " + Migrator.version() };
	}

}
