package dev.migrate.autogenerate.file;

/**
 * Reads files of rows.
 */
public final class DataFileReader {

	private DataFileReader() {
	}

	/**
	 * Reads a file.
	 * @param file the file
	 * @return its rows
	 * @throws InvalidDataFileException if it cannot be read or understood
	 */
	public static DataRows read(DataFiles.DataFile file) {
		String text = FileText.read(file);
		return file.isYaml() ? YamlRows.read(file.location(), text) : CsvRows.read(file.location(), text);
	}

}
