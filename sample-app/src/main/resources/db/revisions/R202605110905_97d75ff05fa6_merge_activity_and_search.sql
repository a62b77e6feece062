-- revision: 97d75ff05fa6
-- revises: b793aee0eac8, 852766e9b83c
-- created: 2026-05-11T09:05:00Z
-- message: merge activity and search

-- migrate:upgrade

-- migrate:downgrade
