package dev.migrate.sample.user;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The users.
 */
public interface UserRepository extends JpaRepository<User, Long> {

}
