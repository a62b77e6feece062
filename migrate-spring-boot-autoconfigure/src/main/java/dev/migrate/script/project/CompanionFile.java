package dev.migrate.script.project;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * A file beside the scripts of an application that is no script itself.
 *
 * @param location where it was found, for people to read
 * @param text its content
 * @param source the file in the sources of the project, or {@code null} if it was found
 * on the class path
 */
public record CompanionFile(String location, String text, @Nullable Path source) {

}
