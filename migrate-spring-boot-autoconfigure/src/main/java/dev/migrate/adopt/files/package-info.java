/**
 * Converts folders of numbered SQL files with ways up and down, such as those of
 * golang-migrate and dbmate. Internal: not part of the API.
 */
@NullMarked
package dev.migrate.adopt.files;

import org.jspecify.annotations.NullMarked;
