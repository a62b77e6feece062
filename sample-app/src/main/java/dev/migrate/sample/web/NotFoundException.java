package dev.migrate.sample.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Answers 404: what the URL names does not exist.
 */
public class NotFoundException extends ErrorResponseException {

	public NotFoundException(String kind, long id) {
		super(HttpStatus.NOT_FOUND,
				ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no " + kind + " " + id + "."), null);
	}

}
