-- revision: 5e6f7a8b9c0d
-- message: write down the limits

-- migrate:upgrade
CREATE TABLE limits AS SELECT current_setting('lock_timeout') AS lock,
	current_setting('statement_timeout') AS statement,
	current_setting('idle_in_transaction_session_timeout') AS idle;

-- migrate:downgrade none
