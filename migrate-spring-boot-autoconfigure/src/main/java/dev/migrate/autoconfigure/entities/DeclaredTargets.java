package dev.migrate.autoconfigure.entities;

import java.util.List;

/**
 * Finds what the application wants its databases to have.
 */
@FunctionalInterface
public interface DeclaredTargets {

	/**
	 * Returns all that is found.
	 * @throws org.springframework.beans.BeansException if a bean that takes part cannot
	 * be created
	 */
	List<DeclaredTarget> targets();

}
