package dev.migrate.sample.web;

import java.util.Map;
import java.util.TreeMap;

import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.core.PropertyReferenceException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers every error with a problem detail
 * (<a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>) that says what to
 * change.
 */
@RestControllerAdvice
class ProblemDetails extends ResponseEntityExceptionHandler {

	/**
	 * What it means that a request breaks a constraint of the schema.
	 */
	private static final Map<String, String> CONFLICTS = Map.of("users_email_key",
			"Another user has this email address.", "messages_author_id_fkey",
			"This user has written messages; delete their conversations first.");

	@ExceptionHandler
	ProblemDetail brokenConstraint(DataIntegrityViolationException ex) {
		if (ex.getCause() instanceof ConstraintViolationException violation) {
			return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT,
					CONFLICTS.getOrDefault(violation.getConstraintName(), "This contradicts what is stored."));
		}
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				"The database refuses a value in this request.");
	}

	@ExceptionHandler
	ProblemDetail unknownSortProperty(PropertyReferenceException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				"There is no property '" + ex.getPropertyName() + "' to sort by.");
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		Map<String, @Nullable String> errors = new TreeMap<>();
		for (FieldError error : ex.getFieldErrors()) {
			errors.put(error.getField(), error.getDefaultMessage());
		}
		ex.getBody().setProperty("errors", errors);
		return super.handleMethodArgumentNotValid(ex, headers, status, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
			HandlerMethodValidationException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		Map<String, @Nullable String> errors = new TreeMap<>();
		for (ParameterValidationResult result : ex.getParameterValidationResults()) {
			String parameter = String.valueOf(result.getMethodParameter().getParameterName());
			errors.put(parameter, result.getResolvableErrors().get(0).getDefaultMessage());
		}
		ex.getBody().setProperty("errors", errors);
		return super.handleHandlerMethodValidationException(ex, headers, status, request);
	}

}
