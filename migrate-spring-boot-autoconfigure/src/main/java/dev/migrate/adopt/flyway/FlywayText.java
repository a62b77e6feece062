package dev.migrate.adopt.flyway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.zip.CRC32;

import dev.migrate.adopt.AdoptionReport;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * The text of a script, and the settings that stand beside it.
 *
 * @param text the text, without a byte order mark
 * @param checksum the checksum that Flyway gives it
 * @param transactional whether Flyway is told to run it in a transaction
 * @param placeholders whether its placeholders are replaced
 */
record FlywayText(String text, int checksum, boolean transactional, boolean placeholders) {

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	/**
	 * Reads a script.
	 * @param configuration the settings beside it, or {@code null} if there are none
	 * @param inFolder whether its location is a folder: elsewhere Flyway detects no
	 * encoding
	 * @return the text, or {@code null} if it cannot be read, which is a mistake
	 */
	static @Nullable FlywayText read(FlywayFile file, @Nullable Resource configuration, boolean inFolder,
			FlywayProperties properties, AdoptionReport report) {
		try {
			Properties settings = new Properties();
			if (configuration != null) {
				settings.load(new java.io.StringReader(configuration.getContentAsString(properties.getEncoding())));
			}
			byte[] bytes = file.resource().getContentAsByteArray();
			boolean detected = properties.isDetectEncoding() && inFolder;
			Charset encoding = settings.containsKey("encoding")
					? Charset.forName(settings.getProperty("encoding").strip())
					: detected ? FlywayEncodings.detect(bytes) : properties.getEncoding();
			String text = decode(bytes, encoding, file, report);
			if (text == null) {
				return null;
			}
			rejectOthers(settings, file, report);
			return new FlywayText(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, checksumOf(text),
					is(settings, "executeInTransaction", properties.isExecuteInTransaction()),
					is(settings, "placeholderReplacement", properties.isPlaceholderReplacement()));
		}
		catch (IOException | IllegalArgumentException ex) {
			report.mistake(file.source(), "it cannot be read: %s.".formatted(ex));
			return null;
		}
	}

	private static boolean is(Properties settings, String key, boolean otherwise) {
		return settings.containsKey(key) ? Boolean.parseBoolean(settings.getProperty(key).strip()) : otherwise;
	}

	private static void rejectOthers(Properties settings, FlywayFile file, AdoptionReport report) {
		settings.keySet()
			.stream()
			.map(String::valueOf)
			.filter((key) -> !key.equals("encoding") && !key.equals("executeInTransaction")
					&& !key.equals("placeholderReplacement"))
			.sorted()
			.forEach((key) -> report.mistake(file.source(),
					"'%s=%s' in its .conf file has no counterpart. Remove it, if it does not change what the script does."
						.formatted(key, settings.getProperty(key))));
	}

	private static @Nullable String decode(byte[] bytes, Charset encoding, FlywayFile file, AdoptionReport report) {
		ByteBuffer input = ByteBuffer.wrap(bytes);
		CharBuffer output = CharBuffer
			.allocate((int) (bytes.length * (double) encoding.newDecoder().maxCharsPerByte()) + 1);
		CoderResult result = encoding.newDecoder().decode(input, output, true);
		if (result.isError()) {
			int line = 1;
			for (int i = 0; i < input.position(); i++) {
				line += (bytes[i] == '\n') ? 1 : 0;
			}
			report.mistake(file.source(),
					"line %d is not encoded in %s. Set spring.flyway.encoding, or 'encoding' in a .conf file beside the script, to the encoding that it has."
						.formatted(line, encoding));
			return null;
		}
		return output.flip().toString();
	}

	private static int checksumOf(String text) {
		CRC32 checksum = new CRC32();
		text.lines()
			.map((line) -> line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line)
			.forEach((line) -> checksum.update(line.getBytes(StandardCharsets.UTF_8)));
		return (int) checksum.getValue();
	}

}
