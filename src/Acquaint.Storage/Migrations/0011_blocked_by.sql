-- By whom a person is blocked, and how many they are: whoever blocks somebody is not there for them, in lists and counts either. Not
-- where the person blocks them too.

CREATE INDEX edges_blocked_by ON edges (owner, they_blocked_at DESC, other DESC)
WHERE they_blocked_at IS NOT NULL AND i_blocked_at IS NULL;

ALTER TABLE tallies ADD COLUMN blocked_by integer NOT NULL DEFAULT 0;

UPDATE tallies SET blocked_by =
    (SELECT count(*) FROM edges
     WHERE edges.owner = tallies.owner AND edges.they_blocked_at IS NOT NULL AND edges.i_blocked_at IS NULL);
