package dev.migrate.script.java;

import java.util.List;
import java.util.Objects;

import dev.migrate.revision.RevisionNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JavaRevisionSource}.
 */
public class JavaRevisionSourceTests {

	@Test
	void readsTheAttributesThatTheGraphNeeds() {
		RevisionNode node = read("""
				package db.revisions;

				@Revision(id = "a1", message = "say \\"id = \\\\\\"x\\\\\\"\\", (down)", // id = "no"
						down = { "b2", "c3" }, dependsOn = "d4", labels = {"e", "f"}, transaction = Transaction.NONE)
				class R { }
				""");
		assertThat(node.id()).isEqualTo("a1");
		assertThat(node.downRevisions()).isEqualTo(List.of("b2", "c3"));
		assertThat(node.dependsOn()).containsExactly("d4");
		assertThat(node.labels()).containsExactly("e", "f");
	}

	@Test
	void annotationsInCommentsCountForNothing() {
		assertThat(read("""
				/** Like {@code @Revision(id = "no")}. */
				// @Revision(id = "neither")
				@dev.migrate.Revision(message = "http://host/*", id = "a1")
				class R { }
				""").id()).isEqualTo("a1");
		assertThat(JavaRevisionSource.read("/* @Revision(id = \"a1\") */ class R { }", "R.java")).isNull();
	}

	@Test
	void anIdThatIsAConstantIsNotKnown() {
		assertThat(JavaRevisionSource.read("@Revision(id = Ids.FIRST, down = \"a1\") class R { }", "R.java")).isNull();
	}

	private static RevisionNode read(String source) {
		return Objects.requireNonNull(JavaRevisionSource.read(source, "R.java"));
	}

}
