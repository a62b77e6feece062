package dev.migrate.command;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CommandWords}.
 */
class CommandWordsTests {

	@Test
	void wordsAreSeparatedByBlanks() {
		assertThat(CommandWords.of("  git  add {file} ")).containsExactly("git", "add", "{file}");
		assertThat(CommandWords.of(" ")).isEmpty();
	}

	@Test
	void quotedTextIsPartOfAWord() {
		assertThat(CommandWords.of("sh -c 'a \"b\" c' x\" y\"z ''")).containsExactly("sh", "-c", "a \"b\" c", "x yz",
				"");
	}

	@Test
	void aQuoteThatIsNeverClosedIsOneOfTheText() {
		assertThat(CommandWords.of("echo it's")).containsExactly("echo", "it's");
	}

}
