/**
 * What the REST resources share: how errors are answered.
 */
@NullMarked
package dev.migrate.sample.web;

import org.jspecify.annotations.NullMarked;
