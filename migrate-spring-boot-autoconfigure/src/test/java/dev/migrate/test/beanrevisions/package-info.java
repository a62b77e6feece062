/**
 * A revision that needs a bean.
 */
@NullMarked
package dev.migrate.test.beanrevisions;

import org.jspecify.annotations.NullMarked;
