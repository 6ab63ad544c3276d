-- How many requests the owner sent on one day, and the number of that day since 1970 in UTC: what a cap per day looks at.

ALTER TABLE tallies ADD COLUMN asked_on integer NOT NULL DEFAULT 0;
ALTER TABLE tallies ADD COLUMN asked integer NOT NULL DEFAULT 0;
