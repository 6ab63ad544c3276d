-- Counts the writes of a person's row, so that a copy in memory can be told from the row as it is.

ALTER TABLE users ADD COLUMN version bigint NOT NULL DEFAULT 0;
