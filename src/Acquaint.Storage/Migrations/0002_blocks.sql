-- Whom a person blocks, newest first, and how many they are.

CREATE INDEX edges_blocked ON edges (owner, i_blocked_at DESC, other DESC) WHERE i_blocked_at IS NOT NULL;

ALTER TABLE tallies ADD COLUMN blocking integer NOT NULL DEFAULT 0;

UPDATE tallies SET blocking =
    (SELECT count(*) FROM edges WHERE edges.owner = tallies.owner AND edges.i_blocked_at IS NOT NULL);
