package dev.migrate.command;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.migrate.command.database.CommandContext;
import dev.migrate.command.output.Terminal;
import dev.migrate.command.project.ProjectSettings;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.tenant.TenantMigrator;
import dev.migrate.script.ScriptSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonWriter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs commands with a migrator and keeps what they print.
 */
final class TestCommandLine {

	private final Migrator migrator;

	private final @Nullable String jdbcUrl;

	private @Nullable TenantMigrator tenants;

	private @Nullable String typed;

	private boolean color;

	private boolean full;

	private Runnable meanwhile = () -> {
	};

	TestCommandLine(Migrator migrator) {
		this(migrator, null);
	}

	TestCommandLine(Migrator migrator, @Nullable String jdbcUrl) {
		this.migrator = migrator;
		this.jdbcUrl = jdbcUrl;
	}

	/**
	 * Puts a person before the terminal.
	 * @param typed what the person answers
	 * @return this command line
	 */
	TestCommandLine interactive(String typed) {
		this.typed = typed;
		return this;
	}

	/**
	 * Lets something happen before the person answers.
	 * @return this command line
	 */
	TestCommandLine meanwhile(Runnable meanwhile) {
		this.meanwhile = meanwhile;
		return this;
	}

	/**
	 * Lets the application have tenants.
	 * @param tenants the migrator of the tenants
	 * @return this command line
	 */
	TestCommandLine with(TenantMigrator tenants) {
		this.tenants = tenants;
		return this;
	}

	TestCommandLine withColor() {
		this.color = true;
		return this;
	}

	/**
	 * Writes the standard output to a disk that is full.
	 * @return this command line
	 */
	TestCommandLine intoFullDisk() {
		this.full = true;
		return this;
	}

	Result run(String... arguments) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		OutputStream disk = new OutputStream() {

			@Override
			public void write(int value) throws IOException {
				throw new IOException("No space left on device");
			}

		};
		Terminal terminal = new Terminal(new PrintStream(this.full ? disk : out, true, StandardCharsets.UTF_8),
				new PrintStream(err, true, StandardCharsets.UTF_8),
				new BufferedReader(new StringReader((this.typed != null) ? this.typed : "")) {

					@Override
					public String readLine() throws IOException {
						TestCommandLine.this.meanwhile.run();
						return super.readLine();
					}

				}, this.typed != null, this.color);
		JsonWriter<Object> json = JsonWriter.standard();
		CommandContext context = new CommandContext(
				() -> List.of(new FixedDatabase(() -> this.migrator,
						new ProjectSettings(List.of(), Map.of(), this.migrator.target(), this.jdbcUrl,
								ScriptSettings.defaults(), List.of()),
						this.tenants)),
				TestCommandLine.class.getClassLoader(), Map.of(), Path.of("").toAbsolutePath(), terminal,
				json::writeToString);
		int exitCode = CommandInvocation.of(List.of(arguments)).run(context);
		return new Result(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
	}

	/**
	 * Runs a command that succeeds and warns of nothing.
	 * @param arguments the command
	 * @return its standard output
	 */
	String output(String... arguments) {
		Result result = run(arguments);
		assertThat(result.exitCode()).as(result.toString()).isZero();
		assertThat(result.err()).isEmpty();
		return result.out();
	}

	record Result(int exitCode, String out, String err) {
	}

}
