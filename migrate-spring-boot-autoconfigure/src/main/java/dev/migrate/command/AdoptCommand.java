package dev.migrate.command;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import javax.sql.DataSource;

import dev.migrate.adopt.AdoptException;
import dev.migrate.adopt.HistoryConverter;
import dev.migrate.adopt.ScratchServer;
import dev.migrate.adopt.alembic.AlembicCommand;
import dev.migrate.adopt.alembic.AlembicConverter;
import dev.migrate.adopt.files.FilePattern;
import dev.migrate.adopt.files.FilesConverter;
import dev.migrate.adopt.flyway.FlywayBeans;
import dev.migrate.adopt.flyway.FlywayConverter;
import dev.migrate.adopt.flyway.FlywayProperties;
import dev.migrate.adopt.liquibase.LiquibaseConverter;
import dev.migrate.adopt.liquibase.LiquibaseProperties;
import dev.migrate.command.adopt.Adoption;
import dev.migrate.command.database.CommandContext;
import dev.migrate.command.database.CommandDatabase;
import dev.migrate.command.output.Output;
import dev.migrate.command.project.CommandLineSplitter;
import dev.migrate.runtime.Migrator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.springframework.util.ClassUtils;

/**
 * Takes over the history of another migration tool.
 */
@Command(name = "adopt",
		description = { "Write a revision for each migration of another tool, and prove that they build the same.",
				"Both histories are built in scratch databases, which are compared. Nothing of the "
						+ "application's database is changed. Run again, it writes what is new, and proves again." },
		footer = { "", "Examples:", "  migrate adopt flyway", "  migrate adopt flyway --without-proof",
				"  migrate adopt liquibase --per file",
				"  migrate adopt alembic backend/alembic/versions --alembic alembic",
				"  migrate adopt --from-files 'db/{version}_{message}.up.sql' \\",
				"      --down-files 'db/{version}_{message}.down.sql'" })
final class AdoptCommand extends AbstractCommand {

	@Parameters(index = "0", arity = "0..1", paramLabel = "TOOL",
			description = "The tool: flyway, liquibase or alembic.")
	private @Nullable String tool;

	@Parameters(index = "1", arity = "0..1", paramLabel = "FOLDER",
			description = "The folder of the revisions of Alembic.")
	private @Nullable Path folder;

	@Option(names = "--keep-java", description = {
			"Write revisions that call Java migrations, instead of scripts to be " + "written by hand." })
	private boolean keepJava;

	@Option(names = "--per", paramLabel = "UNIT",
			description = "What of Liquibase becomes a revision: each changeset, the default, or each file.")
	private @Nullable String per;

	@Option(names = "--alembic", paramLabel = "COMMAND", description = {
			"How Alembic is called, which writes its revisions as SQL. Without it, you write " + "their statements." })
	private @Nullable String alembic;

	@Option(names = "--from-files", paramLabel = "PATTERN",
			description = { "What the files of another tool are called, such as {version}_{message}.sql. A file",
					"can have both ways, as dbmate and goose write them." })
	private @Nullable String fromFiles;

	@Option(names = "--down-files", paramLabel = "PATTERN",
			description = "What the files with the ways back are called.")
	private @Nullable String downFiles;

	@Option(names = "--encoding", paramLabel = "NAME", defaultValue = "UTF-8",
			description = "The encoding of these files; by default UTF-8.")
	private Charset encoding = StandardCharsets.UTF_8;

	@Option(names = "--squash", description = {
			"Write one revision in place of all migrations, apart from repeatable ones and " + "classes." })
	private boolean squash;

	@Option(names = "--without-proof", description = "Build and compare nothing.")
	private boolean withoutProof;

	@Option(names = "--location", paramLabel = "LOCATION",
			description = "The location to write to, if migrate.locations has several, or a folder in one.")
	private @Nullable String location;

	@Override
	boolean needsDatabase() {
		return true;
	}

	@Override
	int run(CommandContext context, Output output) {
		Migrator migrator = context.migrator();
		HistoryConverter converter = converter(context, migrator);
		Adoption adoption = new Adoption(context.project(), migrator, this.location, output)
			.comparingWith(context.database().autogenerateSettings());
		List<Path> files = adoption.write(converter, this.squash);
		if (!this.withoutProof) {
			adoption.prove(converter, files, scratchServer(context, migrator));
		}
		return DONE;
	}

	private HistoryConverter converter(CommandContext context, Migrator migrator) {
		String name = (this.tool != null) ? this.tool : "";
		if (name.isEmpty() == (this.fromFiles == null)) {
			throw usage("Name the tool, which is flyway, liquibase or alembic, or the files with --from-files.");
		}
		requireTool("--keep-java", this.keepJava, name.equals("flyway"));
		requireTool("--squash", this.squash, name.equals("flyway") || name.equals("liquibase"));
		requireTool("--per", this.per != null, name.equals("liquibase"));
		requireTool("--alembic", this.alembic != null, name.equals("alembic"));
		requireTool("a folder", this.folder != null, name.equals("alembic"));
		requireTool("--down-files", this.downFiles != null, this.fromFiles != null);
		if (this.fromFiles != null) {
			return new FilesConverter(migrator.dataSource(), context.workingDirectory(), FilePattern.of(this.fromFiles),
					(this.downFiles != null) ? FilePattern.of(this.downFiles) : null, this.encoding);
		}
		return switch (name) {
			case "flyway" -> flyway(context, migrator);
			case "liquibase" -> liquibase(context, migrator);
			case "alembic" -> alembic(context, migrator);
			default -> throw usage(("No history of '%s' can be adopted. Name flyway, liquibase or alembic, "
					+ "or the files of another tool with --from-files.")
				.formatted(name));
		};
	}

	private void requireTool(String option, boolean given, boolean possible) {
		if (given && !possible) {
			throw usage("%s makes no sense here.".formatted(option));
		}
	}

	private HistoryConverter alembic(CommandContext context, Migrator migrator) {
		if (this.folder == null) {
			throw usage("Name the folder of the revisions of Alembic, as in 'migrate adopt alembic alembic/versions'.");
		}
		return new AlembicConverter(migrator.dataSource(), context.workingDirectory(), this.folder,
				(this.alembic != null)
						? new AlembicCommand(CommandLineSplitter.of(this.alembic), context.workingDirectory()) : null);
	}

	private HistoryConverter flyway(CommandContext context, Migrator migrator) {
		FlywayProperties properties = context.database().properties(FlywayProperties.PREFIX, new FlywayProperties());
		String tenant = migrator.inspection().tenantSchema();
		if (tenant != null) {
			properties.useSchema(tenant);
		}
		return new FlywayConverter(properties, migrator.dataSource(), context.classLoader(), context.workingDirectory(),
				this.keepJava, FlywayBeans.find(context.database()::beanClasses));
	}

	private HistoryConverter liquibase(CommandContext context, Migrator migrator) {
		if (this.per != null && !List.of("changeset", "file").contains(this.per)) {
			throw usage("--per must be changeset or file, but is '%s'.".formatted(this.per));
		}
		if (!ClassUtils.isPresent("liquibase.integration.spring.SpringLiquibase", context.classLoader())) {
			throw AdoptException.notOnClassPath("Liquibase");
		}
		LiquibaseProperties properties = context.database()
			.properties(LiquibaseProperties.PREFIX, new LiquibaseProperties());
		String tenant = migrator.inspection().tenantSchema();
		if (tenant != null) {
			properties.setDefaultSchema(tenant);
			properties.setLiquibaseSchema(tenant);
		}
		return new LiquibaseConverter(migrator.dataSource(), properties, () -> scratchServer(context, migrator),
				context.classLoader(), "file".equals(this.per));
	}

	private static ScratchServer scratchServer(CommandContext context, Migrator migrator) {
		CommandDatabase source = context.database();
		DataSource scratch = source.autogenerateSettings().scratch();
		return ScratchServer.find(migrator.dataSource(), source.direct(migrator.dataSource()),
				(scratch != null) ? source.direct(scratch) : null);
	}

}
