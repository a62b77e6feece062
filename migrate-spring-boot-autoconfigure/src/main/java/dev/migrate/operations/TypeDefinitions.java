package dev.migrate.operations;

import java.util.List;

import dev.migrate.schema.DataType;

/**
 * The data types among the {@link Definitions}.
 */
class TypeDefinitions {

	TypeDefinitions() {
	}

	/**
	 * Calls {@link DataType#type(String, int...)}.
	 */
	public static DataType type(String name, int... arguments) {
		return DataType.type(name, arguments);
	}

	/**
	 * Calls {@link DataType#type(String, List<String>)}.
	 */
	public static DataType type(String name, List<String> arguments) {
		return DataType.type(name, arguments);
	}

	/**
	 * Calls {@link DataType#userDefined(String)}.
	 */
	public static DataType userDefined(String name) {
		return DataType.userDefined(name);
	}

	/**
	 * Calls {@link DataType#smallint()}.
	 */
	public static DataType smallint() {
		return DataType.smallint();
	}

	/**
	 * Calls {@link DataType#integer()}.
	 */
	public static DataType integer() {
		return DataType.integer();
	}

	/**
	 * Calls {@link DataType#bigint()}.
	 */
	public static DataType bigint() {
		return DataType.bigint();
	}

	/**
	 * Calls {@link DataType#numeric()}.
	 */
	public static DataType numeric() {
		return DataType.numeric();
	}

	/**
	 * Calls {@link DataType#numeric(int)}.
	 */
	public static DataType numeric(int precision) {
		return DataType.numeric(precision);
	}

	/**
	 * Calls {@link DataType#numeric(int, int)}.
	 */
	public static DataType numeric(int precision, int scale) {
		return DataType.numeric(precision, scale);
	}

	/**
	 * Calls {@link DataType#real()}.
	 */
	public static DataType real() {
		return DataType.real();
	}

	/**
	 * Calls {@link DataType#doublePrecision()}.
	 */
	public static DataType doublePrecision() {
		return DataType.doublePrecision();
	}

	/**
	 * Calls {@link DataType#money()}.
	 */
	public static DataType money() {
		return DataType.money();
	}

	/**
	 * Calls {@link DataType#bool()}.
	 */
	public static DataType bool() {
		return DataType.bool();
	}

	/**
	 * Calls {@link DataType#text()}.
	 */
	public static DataType text() {
		return DataType.text();
	}

	/**
	 * Calls {@link DataType#varchar()}.
	 */
	public static DataType varchar() {
		return DataType.varchar();
	}

	/**
	 * Calls {@link DataType#varchar(int)}.
	 */
	public static DataType varchar(int length) {
		return DataType.varchar(length);
	}

	/**
	 * Calls {@link DataType#character(int)}.
	 */
	public static DataType character(int length) {
		return DataType.character(length);
	}

	/**
	 * Calls {@link DataType#bit(int)}.
	 */
	public static DataType bit(int length) {
		return DataType.bit(length);
	}

	/**
	 * Calls {@link DataType#bitVarying()}.
	 */
	public static DataType bitVarying() {
		return DataType.bitVarying();
	}

	/**
	 * Calls {@link DataType#bitVarying(int)}.
	 */
	public static DataType bitVarying(int length) {
		return DataType.bitVarying(length);
	}

	/**
	 * Calls {@link DataType#bytea()}.
	 */
	public static DataType bytea() {
		return DataType.bytea();
	}

	/**
	 * Calls {@link DataType#date()}.
	 */
	public static DataType date() {
		return DataType.date();
	}

	/**
	 * Calls {@link DataType#time()}.
	 */
	public static DataType time() {
		return DataType.time();
	}

	/**
	 * Calls {@link DataType#time(int)}.
	 */
	public static DataType time(int precision) {
		return DataType.time(precision);
	}

	/**
	 * Calls {@link DataType#timetz()}.
	 */
	public static DataType timetz() {
		return DataType.timetz();
	}

	/**
	 * Calls {@link DataType#timetz(int)}.
	 */
	public static DataType timetz(int precision) {
		return DataType.timetz(precision);
	}

	/**
	 * Calls {@link DataType#timestamp()}.
	 */
	public static DataType timestamp() {
		return DataType.timestamp();
	}

	/**
	 * Calls {@link DataType#timestamp(int)}.
	 */
	public static DataType timestamp(int precision) {
		return DataType.timestamp(precision);
	}

	/**
	 * Calls {@link DataType#timestamptz()}.
	 */
	public static DataType timestamptz() {
		return DataType.timestamptz();
	}

	/**
	 * Calls {@link DataType#timestamptz(int)}.
	 */
	public static DataType timestamptz(int precision) {
		return DataType.timestamptz(precision);
	}

	/**
	 * Calls {@link DataType#interval()}.
	 */
	public static DataType interval() {
		return DataType.interval();
	}

	/**
	 * Calls {@link DataType#interval(int)}.
	 */
	public static DataType interval(int precision) {
		return DataType.interval(precision);
	}

	/**
	 * Calls {@link DataType#uuid()}.
	 */
	public static DataType uuid() {
		return DataType.uuid();
	}

	/**
	 * Calls {@link DataType#json()}.
	 */
	public static DataType json() {
		return DataType.json();
	}

	/**
	 * Calls {@link DataType#jsonb()}.
	 */
	public static DataType jsonb() {
		return DataType.jsonb();
	}

	/**
	 * Calls {@link DataType#xml()}.
	 */
	public static DataType xml() {
		return DataType.xml();
	}

	/**
	 * Calls {@link DataType#inet()}.
	 */
	public static DataType inet() {
		return DataType.inet();
	}

	/**
	 * Calls {@link DataType#cidr()}.
	 */
	public static DataType cidr() {
		return DataType.cidr();
	}

	/**
	 * Calls {@link DataType#macaddr()}.
	 */
	public static DataType macaddr() {
		return DataType.macaddr();
	}

	/**
	 * Calls {@link DataType#tsvector()}.
	 */
	public static DataType tsvector() {
		return DataType.tsvector();
	}

	/**
	 * Calls {@link DataType#tsquery()}.
	 */
	public static DataType tsquery() {
		return DataType.tsquery();
	}

	/**
	 * Calls {@link DataType#int4range()}.
	 */
	public static DataType int4range() {
		return DataType.int4range();
	}

	/**
	 * Calls {@link DataType#int8range()}.
	 */
	public static DataType int8range() {
		return DataType.int8range();
	}

	/**
	 * Calls {@link DataType#numrange()}.
	 */
	public static DataType numrange() {
		return DataType.numrange();
	}

	/**
	 * Calls {@link DataType#tsrange()}.
	 */
	public static DataType tsrange() {
		return DataType.tsrange();
	}

	/**
	 * Calls {@link DataType#tstzrange()}.
	 */
	public static DataType tstzrange() {
		return DataType.tstzrange();
	}

	/**
	 * Calls {@link DataType#daterange()}.
	 */
	public static DataType daterange() {
		return DataType.daterange();
	}

}
