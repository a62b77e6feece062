-- revision: 6f7a8b9c0d1e
-- message: cannot be serialized

-- migrate:upgrade
DO $$ BEGIN RAISE 'no' USING ERRCODE = '40001'; END $$;

-- migrate:downgrade none
