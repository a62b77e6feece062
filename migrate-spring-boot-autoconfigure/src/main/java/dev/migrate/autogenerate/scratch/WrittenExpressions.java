package dev.migrate.autogenerate.scratch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.migrate.autogenerate.GeneratedRevision;
import dev.migrate.autogenerate.Step;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.dialect.Conversions;
import dev.migrate.operations.operation.CompositeOperation;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.AlterColumn;
import dev.migrate.operations.table.BatchAlterTable;
import dev.migrate.operations.table.ColumnChange;
import dev.migrate.operations.table.CreateConstraint;
import dev.migrate.operations.table.CreateIndex;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.operations.table.DropColumn;
import dev.migrate.operations.table.DropConstraint;
import dev.migrate.operations.table.DropIndex;
import dev.migrate.operations.table.DropTable;
import dev.migrate.operations.table.ValidateConstraint;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Index;
import dev.migrate.schema.InspectedIndex;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Renaming;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Writes checks, defaults, generated columns and indexes as a person would: in the words
 * of the model, else in words that the database reads as what it prints.
 */
public final class WrittenExpressions {

	private static final String OF_INDEX = "index ";

	private final Conversions conversions;

	private final Renaming unqualified;

	private final Map<Place, String> texts = new HashMap<>();

	/**
	 * The words of the model that the database may have better ones for.
	 */
	private final Map<Place, String> spelled = new HashMap<>();

	/**
	 * The same as the model has them, by what the database has made of them.
	 */
	private final Map<Place, String> models = new HashMap<>();

	/**
	 * Creates it without any text.
	 * @param conversions how the database spells things
	 * @param unqualified leaves out the name of the default schema
	 */
	public WrittenExpressions(Conversions conversions, Renaming unqualified) {
		this.conversions = conversions;
		this.unqualified = unqualified;
	}

	/**
	 * An expression in its place.
	 *
	 * @param table the table
	 * @param column the column whose default or values it is, or {@code null} for a check
	 * or an index
	 * @param expression the expression as the database prints it
	 */
	private record Place(ObjectName table, @Nullable String column, String expression) {
	}

	/**
	 * What one side says of a schema.
	 *
	 * @param first what the database has printed first, every name with its schema
	 * @param second the same as it is compared, without the name of the default schema
	 */
	public record Printed(SchemaSnapshot first, SchemaSnapshot second) {
	}

	/**
	 * Takes the words of the model for what the database has made of them.
	 * @param model what is wanted
	 * @param printed what the database makes of it
	 */
	public void addModel(WantedSchema model, Printed printed) {
		for (Table table : model.tables()) {
			InspectedTable first = printed.first().tables().get(table.name());
			if (first != null) {
				InspectedTable second = printed.second().tables().get(this.unqualified.object(table.name()));
				checks(table).forEach((check) -> addModel(table.name(), null, check.condition(),
						condition(first, check.name()), condition(second, check.name())));
				table.columns()
					.forEach((column) -> addModel(table.name(), column.name(), expression(column),
							expression(first, column.name()), expression(second, column.name())));
			}
		}
		for (WantedSchema.TableIndex index : model.indexes()) {
			InspectedTable first = printed.first().tables().get(index.table());
			InspectedTable second = printed.second().tables().get(this.unqualified.object(index.table()));
			String name = index.index().name();
			addModel(index.table(), null, index.index().where(), where(first, name), where(second, name));
			for (int i = 0; i < index.index().parts().size(); i++) {
				addModel(index.table(), null, expression(index.index().parts().get(i)), expression(first, name, i),
						expression(second, name, i));
			}
		}
	}

	private void addModel(ObjectName table, @Nullable String column, @Nullable String words, @Nullable String first,
			@Nullable String second) {
		if (words == null || first == null) {
			return;
		}
		String spelled = this.conversions.spelled(words);
		if (!this.conversions.written(words).equals(spelled)) {
			// They may be what a database has printed before.
			this.models.put(new Place(table, column, first), words);
			put(this.spelled, table, column, first, second, this.unqualified.expression(spelled));
		}
		else if (!words.equals(first)) {
			put(this.texts, table, column, first, second, spelled);
		}
	}

	private void put(Map<Place, String> all, ObjectName table, @Nullable String column, String first,
			@Nullable String second, String text) {
		ObjectName name = this.unqualified.object(table);
		all.putIfAbsent(new Place(name, column, this.unqualified.expression(first)), text);
		if (second != null) {
			all.putIfAbsent(new Place(name, column, second), text);
		}
	}

	/**
	 * Asks the database for better words for what it has printed and revisions would say.
	 * @param revisions the revisions
	 * @param printed what the database has printed
	 * @param scratch where to ask it
	 * @param defaultSchema the schema that names in expressions mean that have none
	 */
	public void addGuesses(List<GeneratedRevision> revisions, Printed printed, ScratchDatabase scratch,
			String defaultSchema) {
		Set<Place> said = new HashSet<>();
		revisions.forEach((revision) -> Stream.concat(revision.upgrade().stream(), revision.downgrade().stream())
			.forEach((step) -> map(step.operation(), (place) -> {
				said.add(place);
				return place.expression();
			})));
		said.removeAll(this.texts.keySet());
		said.removeIf((place) -> this.conversions.written(place.expression()).equals(place.expression()));
		List<Table> trials = new ArrayList<>();
		List<WantedSchema.TableIndex> indexes = new ArrayList<>();
		for (InspectedTable table : printed.first().tables().values()) {
			InspectedTable second = printed.second().tables().get(this.unqualified.object(table.name()));
			List<Index> trialIndexes = trialIndexes(table, second, said);
			Table trial = trial(table, second, said);
			if (trial != null) {
				trials.add(trial);
			}
			else if (!trialIndexes.isEmpty()) {
				trials.add(Table.table(table.name())
					.columns(table.table().columns().stream().map(WrittenExpressions::plain).toList()));
			}
			trialIndexes.forEach((index) -> indexes.add(new WantedSchema.TableIndex(table.name(), index)));
		}
		if (trials.isEmpty()) {
			return;
		}
		WantedSchema wanted = new WantedSchema(trials, indexes, List.of(),
				List.copyOf(printed.first().enumTypes().values()), List.of())
			.compositeTypes(List.copyOf(printed.first().compositeTypes().values()));
		SchemaSnapshot read = scratch.readBack(wanted, defaultSchema).schema();
		trials.forEach((trial) -> accept(trial, read.tables().get(trial.name()), printed));
	}

	/**
	 * Returns a table with the guessed expressions only, or {@code null} if there are
	 * none.
	 */
	private @Nullable Table trial(InspectedTable first, @Nullable InspectedTable second, Set<Place> said) {
		ObjectName name = first.name();
		List<Constraint> checks = new ArrayList<>();
		for (CheckConstraint check : checks(first.table())) {
			if (isSaid(name, null, check.condition(), condition(second, check.name()), said)) {
				checks.add(CheckConstraint.check(this.conversions.written(check.condition())).named(name(check)));
			}
		}
		for (int i = 0; i < first.indexes().size(); i++) {
			Index index = first.indexes().get(i).index();
			if (index.where() != null && isSaid(name, null, index.where(), where(second, index.name()), said)) {
				// A condition is read in the same way wherever it stands.
				checks.add(CheckConstraint.check(this.conversions.written(index.where())).named(OF_INDEX + i));
			}
		}
		List<Column> columns = new ArrayList<>();
		boolean any = !checks.isEmpty();
		for (Column column : first.table().columns()) {
			String expression = expression(column);
			if (expression != null
					&& isSaid(name, column.name(), expression, expression(second, column.name()), said)) {
				columns.add(with(column, this.conversions.written(expression)));
				any = true;
			}
			else {
				columns.add(plain(column));
			}
		}
		return any ? Table.table(name).columns(columns).constraints(checks) : null;
	}

	/**
	 * Returns the indexes over a guessed expression, under names that say which they are.
	 */
	private List<Index> trialIndexes(InspectedTable first, @Nullable InspectedTable second, Set<Place> said) {
		List<Index> trials = new ArrayList<>();
		for (int i = 0; i < first.indexes().size(); i++) {
			Index index = first.indexes().get(i).index();
			List<Index.Part> parts = new ArrayList<>();
			for (Index.Part part : index.parts()) {
				String expression = expression(part);
				parts.add((expression != null
						&& isSaid(first.name(), null, expression, expression(second, index.name(), parts.size()), said))
								? with(part, this.conversions.written(expression)) : part);
			}
			if (!parts.equals(index.parts())) {
				trials.add(new Index(trialName(first.name(), i), parts, false, index.method(), List.of(), null, false,
						Map.of(), null));
			}
		}
		return trials;
	}

	/**
	 * Indexes of one schema have no name twice.
	 */
	private static String trialName(ObjectName table, int index) {
		return "%s%d %x".formatted(OF_INDEX, index, table.hashCode());
	}

	private static Column plain(Column column) {
		Column plain = Column.column(column.name(), column.type());
		return (column.collation() != null) ? plain.collation(column.collation().written()) : plain;
	}

	private boolean isSaid(ObjectName table, @Nullable String column, String first, @Nullable String second,
			Set<Place> said) {
		ObjectName name = this.unqualified.object(table);
		return said.contains(new Place(name, column, this.unqualified.expression(first)))
				|| (second != null && said.contains(new Place(name, column, second)));
	}

	private void accept(Table trial, @Nullable InspectedTable read, Printed printed) {
		InspectedTable first = Objects.requireNonNull(printed.first().tables().get(trial.name()));
		InspectedTable second = printed.second().tables().get(this.unqualified.object(trial.name()));
		for (CheckConstraint check : checks(trial)) {
			boolean ofIndex = name(check).startsWith(OF_INDEX);
			String name = ofIndex ? index(first, name(check)).name() : name(check);
			accept(trial.name(), null, condition(read, check.name()),
					ofIndex ? where(first, name) : condition(first, name),
					ofIndex ? where(second, name) : condition(second, name));
		}
		for (Column column : trial.columns()) {
			if (expression(column) != null) {
				accept(trial.name(), column.name(), expression(read, column.name()), expression(first, column.name()),
						expression(second, column.name()));
			}
		}
		for (int i = 0; i < first.indexes().size(); i++) {
			Index index = first.indexes().get(i).index();
			for (int part = 0; part < index.parts().size(); part++) {
				accept(trial.name(), null, expression(read, trialName(trial.name(), i), part),
						expression(index.parts().get(part)), expression(second, index.name(), part));
			}
		}
	}

	private void accept(ObjectName table, @Nullable String column, @Nullable String read, @Nullable String first,
			@Nullable String second) {
		if (first != null && this.models.getOrDefault(new Place(table, column, first), first).equals(read)) {
			put(this.texts, table, column, first, second, this.conversions.written(this.unqualified.expression(first)));
		}
	}

	/**
	 * Returns revisions in these words.
	 */
	public List<GeneratedRevision> in(List<GeneratedRevision> revisions) {
		return revisions.stream()
			.map((revision) -> new GeneratedRevision(revision.transactional(), in(revision.upgrade(), this::text),
					in(revision.downgrade(), this::text)))
			.toList();
	}

	private String text(Place place) {
		String text = this.texts.getOrDefault(place, this.spelled.get(place));
		return (text != null) ? text : this.conversions.lasting(place.expression());
	}

	private static List<Step> in(List<Step> steps, Function<Place, String> texts) {
		return steps.stream()
			.map((step) -> new Step(map(step.operation(), texts), step.remarks(), step.restores()))
			.toList();
	}

	private static Operation map(Operation operation, Function<Place, String> texts) {
		if (operation instanceof CreateTable creation) {
			return new CreateTable(map(creation.table(), texts), creation.options());
		}
		if (operation instanceof DropTable drop && drop.table() != null) {
			return new DropTable(map(drop.table(), texts),
					drop.indexes().stream().map((index) -> map(drop.name(), index, texts)).toList());
		}
		if (operation instanceof CreateIndex creation) {
			return map(creation, texts);
		}
		if (operation instanceof DropIndex drop && drop.creation() != null) {
			return new DropIndex(drop.name(), map(drop.creation(), texts), drop.options());
		}
		if (operation instanceof AddColumn addition) {
			return new AddColumn(addition.table(), map(addition.table(), addition.column(), texts), addition.options());
		}
		if (operation instanceof DropColumn drop && drop.column() != null) {
			return new DropColumn(drop.table(), map(drop.table(), drop.column(), texts));
		}
		if (operation instanceof CreateConstraint creation) {
			return new CreateConstraint(creation.table(), map(creation.table(), creation.constraint(), texts),
					creation.options());
		}
		if (operation instanceof DropConstraint drop && drop.constraint() != null) {
			return new DropConstraint(drop.table(), map(drop.table(), drop.constraint(), texts));
		}
		if (operation instanceof ValidateConstraint validation && validation.constraint() != null) {
			return new ValidateConstraint(validation.table(), map(validation.table(), validation.constraint(), texts));
		}
		if (operation instanceof AlterColumn alteration) {
			return new AlterColumn(alteration.table(), alteration.column(),
					map(alteration, alteration.changes(), texts), map(alteration, alteration.was(), texts),
					alteration.options());
		}
		if (operation instanceof CompositeOperation composite) {
			return new CompositeOperation(composite.parts().stream().map((part) -> map(part, texts)).toList());
		}
		if (operation instanceof BatchAlterTable batch) {
			return new BatchAlterTable(batch.table(), batch.parts().stream().map((part) -> map(part, texts)).toList());
		}
		return operation;
	}

	private static Table map(Table table, Function<Place, String> texts) {
		return table.columns(table.columns().stream().map((column) -> map(table.name(), column, texts)).toList())
			.constraints(table.constraints().stream().map((each) -> map(table.name(), each, texts)).toList());
	}

	private static CreateIndex map(CreateIndex creation, Function<Place, String> texts) {
		return new CreateIndex(creation.table(), map(creation.table(), creation.index(), texts), creation.options());
	}

	private static Index map(ObjectName table, Index index, Function<Place, String> texts) {
		List<Index.Part> parts = index.parts().stream().map((part) -> {
			String expression = expression(part);
			return (expression != null) ? with(part, texts.apply(new Place(table, null, expression))) : part;
		}).toList();
		return new Index(index.name(), parts, index.unique(), index.method(), index.include(),
				(index.where() != null) ? texts.apply(new Place(table, null, index.where())) : null,
				index.nullsNotDistinct(), index.storage(), index.comment());
	}

	private static Column map(ObjectName table, Column column, Function<Place, String> texts) {
		String expression = expression(column);
		return (expression != null) ? with(column, texts.apply(new Place(table, column.name(), expression))) : column;
	}

	private static Constraint map(ObjectName table, Constraint constraint, Function<Place, String> texts) {
		if (constraint instanceof CheckConstraint check) {
			return new CheckConstraint(check.name(), texts.apply(new Place(table, null, check.condition())),
					check.noInherit(), check.notValid());
		}
		return constraint;
	}

	private static List<ColumnChange> map(AlterColumn alteration, List<ColumnChange> changes,
			Function<Place, String> texts) {
		return changes.stream()
			.map((change) -> (change instanceof ColumnChange.Default value && value.expression() != null)
					? new ColumnChange.Default(
							texts.apply(new Place(alteration.table(), alteration.column(), value.expression())))
					: change)
			.toList();
	}

	/**
	 * Returns the index whose condition a check of a trial guesses.
	 */
	private static Index index(InspectedTable table, String check) {
		return table.indexes().get(Integer.parseInt(check.substring(OF_INDEX.length()))).index();
	}

	private static Optional<Index> find(@Nullable InspectedTable table, @Nullable String index) {
		return (table == null || index == null) ? Optional.empty()
				: table.indexes()
					.stream()
					.map(InspectedIndex::index)
					.filter((other) -> index.equals(other.name()))
					.findFirst();
	}

	private static @Nullable String where(@Nullable InspectedTable table, @Nullable String index) {
		return find(table, index).map(Index::where).orElse(null);
	}

	private static @Nullable String expression(@Nullable InspectedTable table, @Nullable String index, int part) {
		return find(table, index).map(Index::parts)
			.filter((parts) -> part < parts.size())
			.map((parts) -> expression(parts.get(part)))
			.orElse(null);
	}

	/**
	 * Returns what a part of an index computes. SQL may have an order behind it, which is
	 * none of an expression.
	 */
	private static @Nullable String expression(Index.Part part) {
		return (part.kind() == Index.Part.Kind.EXPRESSION) ? part.text() : null;
	}

	private static Index.Part with(Index.Part part, String expression) {
		return new Index.Part(expression, part.kind(), part.collation(), part.operatorClass(), part.order(),
				part.nulls());
	}

	private static List<CheckConstraint> checks(Table table) {
		return table.constraints()
			.stream()
			.filter(CheckConstraint.class::isInstance)
			.map(CheckConstraint.class::cast)
			.filter((check) -> check.name() != null)
			.toList();
	}

	private static String name(CheckConstraint check) {
		return Objects.requireNonNull(check.name());
	}

	private static @Nullable String condition(@Nullable InspectedTable table, @Nullable String check) {
		return (table == null) ? null
				: checks(table.table()).stream()
					.filter((other) -> name(other).equals(check))
					.map(CheckConstraint::condition)
					.findFirst()
					.orElse(null);
	}

	private static @Nullable String expression(@Nullable InspectedTable table, String column) {
		return (table == null) ? null
				: table.table().findColumn(column).map(WrittenExpressions::expression).orElse(null);
	}

	private static @Nullable String expression(Column column) {
		Generated generated = column.generated();
		return (generated != null) ? generated.expression() : column.defaultValue();
	}

	private static Column with(Column column, String expression) {
		Generated generated = column.generated();
		return (generated != null) ? column.generated(new Generated(expression, generated.storage()))
				: column.defaultValue(expression);
	}

}
