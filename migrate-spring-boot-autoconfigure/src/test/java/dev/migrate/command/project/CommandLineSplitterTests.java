package dev.migrate.command.project;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CommandLineSplitter}.
 */
class CommandLineSplitterTests {

	@Test
	void wordsAreSeparatedByBlanks() {
		assertThat(CommandLineSplitter.of("  git  add {file} ")).containsExactly("git", "add", "{file}");
		assertThat(CommandLineSplitter.of(" ")).isEmpty();
	}

	@Test
	void quotedTextIsPartOfAWord() {
		assertThat(CommandLineSplitter.of("sh -c 'a \"b\" c' x\" y\"z ''")).containsExactly("sh", "-c", "a \"b\" c",
				"x yz", "");
	}

	@Test
	void aQuoteThatIsNeverClosedIsOneOfTheText() {
		assertThat(CommandLineSplitter.of("echo it's")).containsExactly("echo", "it's");
	}

}
