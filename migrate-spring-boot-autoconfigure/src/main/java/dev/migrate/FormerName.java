package dev.migrate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what the table of an entity, or the column of an attribute, was called before, so
 * that {@code migrate revision --autogenerate} renames it and keeps its rows or values,
 * instead of dropping one and adding another.
 *
 * <p>
 * It counts as long as the database has the former name and not yet the new one, and
 * while no entity is mapped to the former name; otherwise it is passed over without a
 * word, so that it may stay after the revision was written.
 *
 * <ul>
 * <li>On an entity: its own table. A subclass that shares the table of another entity has
 * none.
 * <li>On an attribute: its only column, which may be that of an association. On an
 * attribute of an embeddable or of a mapped superclass it counts for every table that has
 * the attribute.
 * <li>On a collection: its collection table or join table, or the only column of its
 * foreign key if it has no table.
 * </ul>
 */
@Documented
@Target({ ElementType.TYPE, ElementType.FIELD, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface FormerName {

	/**
	 * The name in the database, as a naming strategy made it, without a schema. It is
	 * folded to lower case unless it stands in back quotes or double quotes.
	 * @return the former name of the table or column
	 */
	String value();

}
