package dev.migrate.script.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

import dev.migrate.script.InvalidScriptException;
import dev.migrate.script.ScriptAccessException;
import dev.migrate.script.SqlHeader;
import dev.migrate.script.SqlRevision;
import dev.migrate.script.SqlRevisionBody;
import dev.migrate.script.SqlSection;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * Reads an SQL script: its header only, or the whole of it. The encoding is UTF-8, with
 * or without a byte order mark.
 */
public final class SqlScriptReader {

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	private final Resource resource;

	private final String location;

	private SqlScriptReader(Resource resource, String location) {
		this.resource = resource;
		this.location = location;
	}

	/**
	 * Reads the header of a script.
	 * @param resource the file
	 * @param location where it was found, for people to read
	 * @param path its path under its class path root, or in the file system
	 * @return the revision, which reads its sections when they are asked for
	 * @throws InvalidScriptException if the header breaks the rules of its format
	 * @throws ScriptAccessException if the file cannot be read
	 */
	public static SqlRevision revision(Resource resource, String location, String path) {
		return revision(resource, location, path, null);
	}

	/**
	 * Reads the header of a script that may be in a jar.
	 * @param resource the file
	 * @param location where it was found, for people to read
	 * @param path its path under its class path root, or in the file system
	 * @param jar the jar that it is in, or {@code null} if it is in none
	 * @return the revision, which reads its sections when they are asked for
	 * @throws InvalidScriptException if the header breaks the rules of its format
	 * @throws ScriptAccessException if the file cannot be read
	 */
	public static SqlRevision revision(Resource resource, String location, String path, @Nullable String jar) {
		return revision(new SqlScriptReader(resource, location).header(), resource, location, path, jar);
	}

	/**
	 * Returns the revision of a script whose header is known.
	 * @param header what the header says
	 * @param resource the file
	 * @param location where it was found, for people to read
	 * @param path its path under its class path root, or in the file system
	 * @param jar the jar that it is in, or {@code null} if it is in none
	 * @return the revision, which reads its sections when they are asked for
	 */
	public static SqlRevision revision(SqlHeader header, Resource resource, String location, String path,
			@Nullable String jar) {
		return new SqlRevision(header, location, path, resource, jar, SqlScriptReader::body);
	}

	/**
	 * Reads as far as the first section marker.
	 */
	private SqlHeader header() {
		SqlHeaderParser parser = new SqlHeaderParser(this.location);
		try (InputStream input = this.resource.getInputStream()) {
			ScriptLines lines = new ScriptLines(input);
			String line = lines.next();
			for (int number = 1; line != null; number++) {
				String text = (number == 1) ? withoutByteOrderMark(line) : line;
				if (!parser.isInComment() && SectionMarker.of(text, this.location, number) != null) {
					return parser.toHeader();
				}
				parser.line(text, number);
				line = lines.next();
			}
		}
		catch (CharacterCodingException ex) {
			// The decoder does not say where; reading it as a whole does.
			text();
			throw unreadable(ex);
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
		parser.toHeader();
		throw SqlSections.missing("upgrade", this.location);
	}

	/**
	 * Reads all sections.
	 */
	private static SqlRevisionBody body(SqlRevision script) {
		SqlScriptReader reader = new SqlScriptReader(script.resource(), script.location());
		SqlSections sections = SqlSections.parse(reader.text(), reader.location);
		SqlSections.Section downgrade = sections.downgrade();
		return new SqlRevisionBody(section(sections.upgrade()), downgrade.none() ? null : section(downgrade));
	}

	private static SqlSection section(SqlSections.Section section) {
		return new SqlSection(section.text(), section.firstLine());
	}

	private String text() {
		byte[] bytes;
		try {
			bytes = this.resource.getContentAsByteArray();
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
		String text = withoutByteOrderMark(decode(bytes));
		return (text.indexOf('\r') >= 0) ? text.replace("\r\n", "\n") : text;
	}

	private String decode(byte[] bytes) {
		ByteBuffer input = ByteBuffer.wrap(bytes);
		CharBuffer output = CharBuffer.allocate(bytes.length);
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
		CoderResult result = decoder.decode(input, output, true);
		if (result.isError()) {
			throw new InvalidScriptException(this.location, lineAt(bytes, input.position()),
					"the file is not encoded in UTF-8.", "Save it as UTF-8.");
		}
		return output.flip().toString();
	}

	private ScriptAccessException unreadable(IOException ex) {
		return ScriptAccessException.unreadable(this.location, ex.toString(),
				"Check that the file is there and readable.", ex);
	}

	private static int lineAt(byte[] bytes, int position) {
		int line = 1;
		for (int i = 0; i < position; i++) {
			if (bytes[i] == '\n') {
				line++;
			}
		}
		return line;
	}

	private static String withoutByteOrderMark(String text) {
		return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
	}

}
