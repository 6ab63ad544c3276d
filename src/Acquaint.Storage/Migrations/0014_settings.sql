-- What one dialect only knows leaves the rules and columns of the core: 0014_settings.json says what goes where.

ALTER TABLE communities ADD COLUMN settings text NOT NULL DEFAULT '{}';
