package dev.migrate.hibernate;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.Length;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConstrainedClasses}.
 */
@SuppressWarnings({ "NullAway", "unused" })
class ConstrainedClassesTests {

	private final ConstrainedClasses classes = new ConstrainedClasses();

	@ParameterizedTest
	@ValueSource(classes = { OfField.class, OfGetter.class, OfSuperclass.class, OfInterface.class, OfPart.class,
			OfSeveral.class, OfValidator.class, OfOwn.class })
	void aConstraintIsFound(Class<?> type) {
		assertThat(this.classes.contain(type)).isTrue();
	}

	@Test
	void otherAnnotationsAreNone() {
		assertThat(this.classes.contain(Plain.class)).isFalse();
		assertThat(this.classes.contain(null)).isFalse();
	}

	static class OfField {

		@NotNull
		private String name;

	}

	static class OfGetter {

		@NotBlank
		String getName() {
			return "";
		}

	}

	static class OfSuperclass extends OfField {

	}

	interface Named {

		@Size(max = 10)
		String getName();

	}

	static class OfInterface implements Named {

		@Override
		public String getName() {
			return "";
		}

	}

	static class OfPart {

		@Valid
		private OfField part;

	}

	static class OfSeveral {

		@NotNull.List({ @NotNull, @NotNull(message = "x") })
		private String name;

	}

	static class OfValidator {

		@Length(max = 5)
		private String name;

	}

	@Retention(RetentionPolicy.RUNTIME)
	@Constraint(validatedBy = {})
	@NotNull
	@interface Code {

		String message() default "";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

	}

	static class OfOwn {

		@Code
		private String name;

	}

	static class Plain {

		@Deprecated
		private String name;

		@Override
		public String toString() {
			return "";
		}

	}

}
