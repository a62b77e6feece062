package dev.migrate.operations;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.migrate.operations.definition.ReplaceDefinition;
import dev.migrate.operations.object.CommentTarget;
import dev.migrate.operations.object.CompositeColumn;
import dev.migrate.operations.object.EnumColumn;
import dev.migrate.operations.object.EnumPosition;
import dev.migrate.operations.operation.Backfill;
import dev.migrate.operations.operation.BulkInsert;
import dev.migrate.operations.operation.Execute;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.CompositeType;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ExclusionConstraint;
import dev.migrate.schema.Extension;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.ReferentialAction;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueConstraint;
import dev.migrate.schema.View;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares {@link Definitions} with the types that they stand for.
 */
class DefinitionsTests {

	private static final List<Class<?>> TYPES = List.of(Table.class, Column.class, DataType.class, Identity.class,
			Generated.class, PrimaryKey.class, ForeignKey.class, UniqueConstraint.class, CheckConstraint.class,
			ExclusionConstraint.class, Index.class, Sequence.class, SequenceOptions.class, EnumType.class,
			CompositeType.class, View.class, Extension.class, Execute.class, ReplaceDefinition.class, Backfill.class,
			BulkInsert.class, EnumPosition.class, EnumColumn.class, CompositeColumn.class, CommentTarget.class,
			OperationOption.class);

	@Test
	void everyFactoryMethodIsThere() {
		assertThat(factories()).isNotEmpty().allSatisfy((factory) -> {
			Method definition = Definitions.class.getMethod(factory.getName(), factory.getParameterTypes());
			assertThat(definition.getReturnType()).isEqualTo(factory.getReturnType());
			assertThat(definition.isVarArgs()).isEqualTo(factory.isVarArgs());
		});
		assertThat(Definitions.foreignKey("a").references("b").onDelete(Definitions.CASCADE))
			.isEqualTo(ForeignKey.foreignKey("a").references("b").onDelete(ReferentialAction.CASCADE));
	}

	@Test
	void everyConstantIsThere() {
		Stream.concat(Arrays.stream(ReferentialAction.values()), Arrays.stream(Deferrability.values()))
			.forEach((constant) -> assertThat(Definitions.class).hasPublicFields(((Enum<?>) constant).name()));
	}

	private static List<Method> factories() {
		return TYPES.stream()
			.flatMap((type) -> Arrays.stream(type.getDeclaredMethods()))
			.filter((method) -> Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers()))
			.filter((method) -> method.getReturnType() == method.getDeclaringClass()
					|| method.getReturnType() == ForeignKey.Referencing.class)
			.filter((method) -> !List.of("of", "valueOf").contains(method.getName())
					&& !List.of(method.getParameterTypes()).contains(ObjectName.class))
			.toList();
	}

}
