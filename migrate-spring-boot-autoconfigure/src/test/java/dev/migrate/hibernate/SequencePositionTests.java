package dev.migrate.hibernate;

import java.io.Serializable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.GeneratedDatabase;
import dev.migrate.autogenerate.GeneratedRevision;
import dev.migrate.autogenerate.GeneratedText;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.operations.object.CreateSequence;
import dev.migrate.operations.rendering.DataTypeRenderer;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.MappingException;
import org.hibernate.annotations.CollectionId;
import org.hibernate.annotations.CollectionIdJdbcTypeCode;
import org.hibernate.annotations.IdGeneratorType;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.GeneratorCreationContext;
import org.hibernate.id.IdentifierGenerator;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What begins to count goes on behind the values that are there.
 */
@SuppressWarnings("NullAway")
class SequencePositionTests {

	private static final ComparisonOptions OPTIONS = ComparisonOptions.forEntities();

	@RegisterExtension
	static final GeneratedDatabase.Pool databases = new GeneratedDatabase.Pool("public", "app");

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void aSequenceTakesOverFromAnIdentityAndBack(int version) {
		TargetSchema identities = target(WithIdentity.class);
		TargetSchema sequences = target(WithSequence.class);
		GeneratedDatabase database = created(version, identities);
		database.jdbc().execute("INSERT INTO sample (name) VALUES ('a'), ('b'), ('c')");
		Autogeneration change = database.generate(sequences, OPTIONS);
		database.run(change.upgrade());
		assertThat(change.remarks()).containsExactly("Sequence sample_seq goes on behind the values that are there.");
		// Hibernate uses the 49 numbers before this one, too.
		assertThat(number(database, "SELECT nextval('sample_seq')")).isEqualTo(53);
		database.jdbc().execute("INSERT INTO sample (id) VALUES (4), (53)");
		Autogeneration changeBack = database.generate(identities, OPTIONS);
		assertThat(changeBack.remarks())
			.containsExactly("Identity sample.id goes on behind the values that are there.");
		database.run(changeBack.upgrade());
		assertThat(number(database, "INSERT INTO sample (name) VALUES ('d') RETURNING id")).isEqualTo(54);
		database.jdbc().execute("INSERT INTO sample (id) VALUES (300)");
		// The sequence is still there, and is not created.
		Autogeneration again = database.generate(sequences, OPTIONS);
		database.run(again.upgrade());
		assertThat(number(database, "SELECT nextval('sample_seq')")).isEqualTo(350);
		database.run(again.downgrade());
		database.jdbc().execute("INSERT INTO sample (id) VALUES (400)");
		database.run(changeBack.downgrade());
		assertThat(number(database, "SELECT nextval('sample_seq')")).isEqualTo(450);
		database.run(change.downgrade());
		assertThat(number(database, "INSERT INTO sample (name) VALUES ('e') RETURNING id")).isEqualTo(401);
	}

	@Test
	void aSequenceWithNothingBeforeItBeginsAtItsStart() {
		GeneratedDatabase database = created(14, target(Assigned.class));
		Autogeneration change = database.generate(target(WithSequence.class), OPTIONS);
		database.run(change.upgrade());
		assertThat(number(database, "SELECT nextval('sample_seq')")).isEqualTo(1);
		database.run(change.downgrade());
		database.jdbc().execute("INSERT INTO sample (id) VALUES (-7)");
		database.run(change.upgrade());
		assertThat(number(database, "SELECT nextval('sample_seq')")).isEqualTo(1);
		database.run(change.downgrade());
		Autogeneration identity = database.generate(target(WithIdentity.class), OPTIONS);
		database.run(identity.upgrade());
		assertThat(number(database, "INSERT INTO sample (name) VALUES ('a') RETURNING id")).isEqualTo(1);
	}

	@Test
	void theStatementIsWrittenInEveryLanguage() {
		GeneratedDatabase database = created(14, target(Assigned.class));
		Autogeneration change = database.generate(target(WithSequence.class), OPTIONS);
		GeneratedRevision revision = change.revisions().get(0);
		assertThat(GeneratedText.sql(revision, change.dialect()).upgrade()).containsExactly(
				"CREATE SEQUENCE sample_seq INCREMENT BY 50;", "",
				"-- Sequence sample_seq goes on behind the values that are there.",
				"SELECT setval('sample_seq', max(id))", "FROM sample",
				"HAVING max(id) >= (SELECT last_value FROM sample_seq);");
		assertThat(GeneratedText.java(revision, "", DataTypeRenderer.none()).upgrade())
			.contains("// Sequence sample_seq goes on behind the values that are there.")
			.endsWith("op.execute(\"\"\"", "\t\tSELECT setval('sample_seq', max(id))", "\t\tFROM sample",
					"\t\tHAVING max(id) >= (SELECT last_value FROM sample_seq)\"\"\");");
		assertThat(GeneratedText.kotlin(revision, "", DataTypeRenderer.none()).upgrade()).endsWith("op.execute(",
				"    \"\"\"", "    SELECT setval('sample_seq', max(id))", "    FROM sample",
				"    HAVING max(id) >= (SELECT last_value FROM sample_seq)", "    \"\"\".trimIndent(),", ")");
	}

	@Test
	void oneSequenceCountsSeveralTables() {
		GeneratedDatabase database = created(18, target(Numbered.class, First.class, Second.class));
		database.jdbc().execute("INSERT INTO first (id) VALUES (7); INSERT INTO second (id) VALUES (80)");
		database
			.run(database.generate(target(Counted.class, CountedFirst.class, CountedSecond.class), OPTIONS).upgrade());
		assertThat(number(database, "SELECT nextval('numbers')")).isEqualTo(90);
	}

	@Test
	void whatIsCountedMayBeAPartOfAKeyOrOfACollection() {
		GeneratedDatabase database = databases.empty(14);
		database.jdbc()
			.execute(
					"""
							CREATE TABLE app."Odd Parts" ("No" integer NOT NULL, area varchar(255) NOT NULL, PRIMARY KEY (area, "No"));
							INSERT INTO app."Odd Parts" VALUES (40, 'a'), (2, 'b');
							CREATE TABLE basket (id bigint PRIMARY KEY);
							CREATE TABLE basket_items (basket_id bigint NOT NULL REFERENCES basket, items varchar(255),
								item_id bigint PRIMARY KEY);
							INSERT INTO basket VALUES (9);
							INSERT INTO basket_items VALUES (9, 'a', 70);
							CREATE TABLE large (id numeric(38) PRIMARY KEY);
							INSERT INTO large VALUES (99999999999999999999), (3)""");
		database.run(database.generate(target(Part.class, Basket.class, Large.class), OPTIONS).upgrade());
		assertThat(number(database, "SELECT nextval('app.part_numbers')")).isEqualTo(45);
		assertThat(number(database, "SELECT nextval('item_numbers')")).isEqualTo(120);
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> number(database, "SELECT nextval('large_seq')"))
			.withMessageContaining("reached maximum value of sequence \"large_seq\" (1000)");
	}

	@Test
	void aGeneratorThatNeedsTheApplicationHasNoSequence() {
		GeneratedDatabase database = created(14, target(Assigned.class));
		assertThat(database.generate(target(WithBeans.class), OPTIONS).isEmpty()).isTrue();
	}

	@Test
	void withoutTheSequenceNothingIsMoved() {
		GeneratedDatabase database = created(14, target(Assigned.class));
		AutogenerateSettings settings = AutogenerateSettings.of(List.of(target(WithSequence.class)))
			.processors(List.of((steps) -> steps.without(CreateSequence.class::isInstance)));
		assertThat(database.generate(settings, OPTIONS).isEmpty()).isTrue();
	}

	private static long number(GeneratedDatabase database, String query) {
		return Objects.requireNonNull(database.jdbc().queryForObject(query, Long.class));
	}

	private static TargetSchema target(Class<?>... entities) {
		return new SchemaReadOnce(Model.of("counted", entities).target());
	}

	private static GeneratedDatabase created(int version, TargetSchema schema) {
		GeneratedDatabase database = databases.empty(version);
		database.run(database.generate(schema, OPTIONS).upgrade());
		return database;
	}

	@Entity(name = "Sample")
	@Table(name = "sample")
	static class Assigned {

		@Id
		Long id;

		String name;

	}

	@Entity(name = "Sample")
	@Table(name = "sample")
	static class WithIdentity {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		String name;

	}

	@Entity(name = "Sample")
	@Table(name = "sample")
	static class WithSequence {

		@Id
		@GeneratedValue
		Long id;

		String name;

	}

	@Entity(name = "Sample")
	@Table(name = "sample")
	static class WithBeans {

		@Id
		@FromBeans
		Long id;

		String name;

	}

	@IdGeneratorType(BeanGenerator.class)
	@Retention(RetentionPolicy.RUNTIME)
	@interface FromBeans {

	}

	static class BeanGenerator implements IdentifierGenerator {

		@Override
		public void configure(GeneratorCreationContext context, Properties parameters) {
			throw new MappingException("No beans");
		}

		@Override
		public Object generate(SharedSessionContractImplementor session, Object owner) {
			throw new UnsupportedOperationException();
		}

	}

	@Entity
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	abstract static class Numbered {

		@Id
		Long id;

	}

	@Entity
	static class First extends Numbered {

	}

	@Entity
	static class Second extends Numbered {

	}

	@Entity
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	abstract static class Counted {

		@Id
		@GeneratedValue(generator = "numbers")
		@SequenceGenerator(name = "numbers", allocationSize = 10)
		Long id;

	}

	@Entity(name = "First")
	@Table(name = "first")
	static class CountedFirst extends Counted {

	}

	@Entity(name = "Second")
	@Table(name = "second")
	static class CountedSecond extends Counted {

	}

	@Entity
	@Table(name = "\"Odd Parts\"", schema = "app")
	@IdClass(Part.Key.class)
	static class Part {

		@Id
		@GeneratedValue(generator = "parts")
		@SequenceGenerator(name = "parts", schema = "app", sequenceName = "part_numbers", allocationSize = 5)
		@Column(name = "\"No\"")
		Integer number;

		@Id
		String area;

		record Key(Integer number, String area) implements Serializable {
		}

	}

	@Entity
	static class Basket {

		@Id
		Long id;

		@ElementCollection
		@CollectionId(column = @Column(name = "item_id"), generator = "items")
		@CollectionIdJdbcTypeCode(SqlTypes.BIGINT)
		@SequenceGenerator(name = "items", sequenceName = "item_numbers")
		List<String> items;

	}

	@Entity
	static class Large {

		@Id
		@GeneratedValue(generator = "large")
		@SequenceGenerator(name = "large", sequenceName = "large_seq", options = "as integer maxvalue 1000")
		@Column(precision = 38, scale = 0)
		BigDecimal id;

	}

}
