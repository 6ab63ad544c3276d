-- Finding people by a part of a name. A part is UTF-8 bytes, so that every engine compares it byte by byte: every end of each of the
-- person's names in lower case, and the whole username behind a zero byte. The program fills it for the people there are.

CREATE TABLE name_parts (
    community uuid NOT NULL,
    part bytea NOT NULL,
    owner bigint NOT NULL,
    PRIMARY KEY (community, part, owner)
);

CREATE TABLE populations (
    community uuid NOT NULL PRIMARY KEY,
    people bigint NOT NULL
);

INSERT INTO populations (community, people) SELECT community, count(*) FROM users WHERE status <> 2 GROUP BY community;

CREATE INDEX users_living ON users (community, id) WHERE status <> 2;

CREATE INDEX users_by_age ON users (community, created_at, id) WHERE status <> 2;
