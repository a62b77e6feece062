package dev.migrate.command;

import java.nio.file.Path;

import dev.migrate.command.database.CommandContext;
import dev.migrate.command.output.Output;
import dev.migrate.command.output.TextStyle;
import dev.migrate.script.ScriptFormat;
import dev.migrate.script.project.ScriptProject;
import dev.migrate.script.project.ScriptTemplate;
import picocli.CommandLine.Command;

/**
 * Lists the templates of scripts.
 */
@Command(name = "list-templates", description = "Show the templates for new scripts.",
		footer = { "", "Example:", "  migrate list-templates" })
final class ListTemplatesCommand extends AbstractCommand {

	@Override
	boolean needsDatabase() {
		return false;
	}

	@Override
	Scope scope() {
		return Scope.ANY;
	}

	@Override
	int run(CommandContext context, Output output) {
		ScriptProject project = context.project().scripts();
		for (ScriptFormat format : ScriptFormat.values()) {
			ScriptTemplate template = project.template(format);
			String name = "%-6s".formatted(format.text());
			output.line(output.styled(TextStyle.STRONG, name) + "  "
					+ (template.isBuiltIn() ? "built in"
							: template.location().startsWith("classpath:") ? template.location()
									: context.project().relativize(Path.of(template.location())).toString()));
		}
		output.note(
				"Copy one into the project with 'migrate init --template --format java|kotlin|sql', and edit it there.");
		return DONE;
	}

}
