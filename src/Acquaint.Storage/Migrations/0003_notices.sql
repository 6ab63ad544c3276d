-- What a person is notified of: the changes of kind 1 (asked) and 2 (accepted), which of them they have seen and read, and how many
-- there are of each.

ALTER TABLE changes ADD COLUMN seen_at bigint;
ALTER TABLE changes ADD COLUMN read_at bigint;

CREATE INDEX changes_noticed ON changes (owner, id) WHERE kind IN (1, 2);
CREATE INDEX changes_unseen ON changes (owner, id) WHERE kind IN (1, 2) AND seen_at IS NULL;
CREATE INDEX changes_unread ON changes (owner, id) WHERE kind IN (1, 2) AND read_at IS NULL;

ALTER TABLE tallies ADD COLUMN notices integer NOT NULL DEFAULT 0;
ALTER TABLE tallies ADD COLUMN unseen integer NOT NULL DEFAULT 0;
ALTER TABLE tallies ADD COLUMN unread integer NOT NULL DEFAULT 0;

UPDATE tallies SET notices = (SELECT count(*) FROM changes WHERE changes.owner = tallies.owner AND changes.kind IN (1, 2));
UPDATE tallies SET unseen = notices, unread = notices;
