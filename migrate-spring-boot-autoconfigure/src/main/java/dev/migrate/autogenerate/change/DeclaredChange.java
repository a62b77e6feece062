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
 * @param alteration what happens to what there is, if something may depend on that
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
