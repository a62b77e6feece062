package dev.migrate.autogenerate.change;

import java.util.List;
import java.util.Set;

import dev.migrate.dialect.dependency.Alteration;
import org.jspecify.annotations.Nullable;

/**
 * What is done about a declared object that differs.
 *
 * @param identity the object
 * @param kind what is done
 * @param creation the statements that create it as it is wanted
 * @param drop the statements that drop it as it is wanted
 * @param replacement the statements that make what there is into what is wanted
 * @param former the statements that make it what it was
 * @param needs the identities of what it depends on as it is wanted
 * @param beforeTables whether tables may need it
 * @param alteration what happens to what there is if it is dropped, or {@code null} if
 * nothing can depend on it
 */
public record DeclaredChange(String identity, Kind kind, List<String> creation, List<String> drop,
		List<String> replacement, List<String> former, Set<String> needs, boolean beforeTables,
		@Nullable Alteration alteration) {

	public DeclaredChange {
		creation = List.copyOf(creation);
		drop = List.copyOf(drop);
		replacement = List.copyOf(replacement);
		former = List.copyOf(former);
		needs = Set.copyOf(needs);
	}

	/**
	 * Returns whether what there is is dropped, so that whatever depends on it must be
	 * out of the way.
	 */
	boolean isDropping() {
		return this.alteration != null && (this.kind == Kind.RECREATE || this.kind == Kind.DROP);
	}

	/**
	 * Returns this change with dropping what there is and creating what is wanted, for
	 * something that it must not use any more is dropped in between.
	 */
	DeclaredChange recreating() {
		return new DeclaredChange(this.identity, Kind.RECREATE, this.creation, this.drop, List.of(), List.of(),
				this.needs, this.beforeTables, this.alteration);
	}

	/**
	 * What can be done.
	 */
	public enum Kind {

		CREATE,

		/**
		 * What there is becomes what is wanted, with whatever depends on it as it is.
		 */
		REPLACE,

		/**
		 * What there is is dropped and created again, with whatever depends on it.
		 */
		RECREATE,

		DROP

	}

}
