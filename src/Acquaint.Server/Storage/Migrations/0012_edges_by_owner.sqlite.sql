-- Keeps a person's edges together in the file: as they came in, the twenty of a page lay on twenty pages of it, and a key that is the
-- table needs no index of its own. PostgreSQL has no such table.
CREATE TABLE edges_by_owner (
    owner bigint NOT NULL,
    other bigint NOT NULL,
    tie smallint NOT NULL,
    request_id uuid,
    by_me smallint,
    message text,
    requested_at bigint,
    answered_at bigint,
    seen_at bigint,
    i_blocked_at bigint,
    they_blocked_at bigint,
    ask_again_at bigint,
    they_ask_again_at bigint,
    PRIMARY KEY (owner, other)
) WITHOUT ROWID;

INSERT INTO edges_by_owner (
    owner, other, tie, request_id, by_me, message, requested_at, answered_at, seen_at,
    i_blocked_at, they_blocked_at, ask_again_at, they_ask_again_at)
SELECT
    owner, other, tie, request_id, by_me, message, requested_at, answered_at, seen_at,
    i_blocked_at, they_blocked_at, ask_again_at, they_ask_again_at
FROM edges ORDER BY owner, other;

DROP TABLE edges;

ALTER TABLE edges_by_owner RENAME TO edges;

CREATE UNIQUE INDEX edges_by_request ON edges (owner, request_id);
CREATE INDEX edges_by_tie ON edges (owner, tie, requested_at DESC, other DESC);
CREATE INDEX edges_accepted ON edges (owner, answered_at DESC, other DESC) WHERE tie = 5 AND by_me = 1;
CREATE INDEX edges_blocked ON edges (owner, i_blocked_at DESC, other DESC) WHERE i_blocked_at IS NOT NULL;
CREATE INDEX edges_blocked_by ON edges (owner, they_blocked_at DESC, other DESC)
WHERE they_blocked_at IS NOT NULL AND i_blocked_at IS NULL;
