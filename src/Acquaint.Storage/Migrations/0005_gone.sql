-- Whether the owner was deleted, in the row that every change of their edges locks: nothing can form with them after that.

ALTER TABLE tallies ADD COLUMN gone smallint NOT NULL DEFAULT 0;

UPDATE tallies SET gone = 1 WHERE owner IN (SELECT id FROM users WHERE status = 2);

INSERT INTO tallies (owner, sent, received, connected, declined, gone)
SELECT id, 0, 0, 0, 0, 1 FROM users WHERE status = 2 AND id NOT IN (SELECT owner FROM tallies);
