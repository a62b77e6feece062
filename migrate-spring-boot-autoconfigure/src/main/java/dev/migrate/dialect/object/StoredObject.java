package dev.migrate.dialect.object;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * An object besides tables that a database has. Its statements are written for the search
 * path that it was read with.
 *
 * @param type what it is
 * @param identity what tells it from all others, such as {@code view public.adults} or
 * {@code function public.age(date)}; every name has its schema
 * @param address where the catalog has it
 * @param table the table or view that it belongs to, with its schema, or {@code null}
 * @param foreignOwner who owns it, if the user may not change what they own, or
 * {@code null}
 * @param drop the statements that drop it
 * @param definition the statements that create it
 * @param properties the statements that give it what its definition does not say, such as
 * privileges and comments
 * @param needs the identities of what it depends on
 */
public record StoredObject(ObjectType type, String identity, String address, @Nullable String table,
		@Nullable String foreignOwner, List<String> drop, List<String> definition, List<String> properties,
		Set<String> needs) {

	public StoredObject {
		drop = List.copyOf(drop);
		definition = List.copyOf(definition);
		properties = List.copyOf(properties);
		needs = Set.copyOf(needs);
	}

	/**
	 * Returns this object under other names.
	 * @param names renames what a text refers to
	 */
	public StoredObject map(UnaryOperator<String> names) {
		return new StoredObject(this.type, names.apply(this.identity), this.address,
				(this.table != null) ? names.apply(this.table) : null, this.foreignOwner,
				this.drop.stream().map(names).toList(), this.definition.stream().map(names).toList(),
				this.properties.stream().map(names).toList(),
				this.needs.stream().map(names).collect(Collectors.toSet()));
	}

	/**
	 * Returns the statements that create it with all that it has.
	 */
	public List<String> creation() {
		return Stream.concat(this.definition.stream(), this.properties.stream()).toList();
	}

}
