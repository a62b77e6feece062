package dev.migrate.sample.user;

import java.net.URI;
import java.time.Instant;

import dev.migrate.sample.web.NotFoundException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.web.PageableDefault;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /users}.
 */
@RestController
@RequestMapping("/users")
class UserController {

	private final UserRepository users;

	UserController(UserRepository users) {
		this.users = users;
	}

	@GetMapping
	Page<UserResponse> list(@PageableDefault(sort = "id") Pageable page) {
		return this.users.findAll(page).map(UserResponse::of);
	}

	@GetMapping("/{id}")
	UserResponse get(@PathVariable long id) {
		return UserResponse.of(this.users.findById(id).orElseThrow(() -> new NotFoundException("user", id)));
	}

	@PostMapping
	ResponseEntity<UserResponse> create(@Valid @RequestBody NewUser user) {
		User created = this.users.save(new User(user.email(), user.givenName(), user.familyName()));
		return ResponseEntity.created(URI.create("/users/" + created.getId())).body(UserResponse.of(created));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable long id) {
		this.users.deleteById(id);
	}

	record NewUser(@NotBlank @Email @Size(max = 254) String email, @NotBlank @Size(max = 100) String givenName,
			@Nullable @Size(max = 100) String familyName) {
	}

	record UserResponse(long id, String email, String givenName, @Nullable String familyName, Instant createdAt) {

		static UserResponse of(User user) {
			return new UserResponse(user.getId(), user.getEmail(), user.getGivenName(), user.getFamilyName(),
					user.getCreatedAt());
		}

	}

}
