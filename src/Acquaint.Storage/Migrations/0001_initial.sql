-- One schema for every engine, and for a hundred nodes: each table is keyed by the person (or handle) it would be distributed by,
-- ids are made by the application, times are UTC microseconds, booleans are 0 and 1.

CREATE TABLE communities (
    id uuid NOT NULL PRIMARY KEY,
    name text NOT NULL,
    iam_key uuid NOT NULL,
    is_default smallint NOT NULL,
    token_secret text NOT NULL,
    created_at bigint NOT NULL,
    rules text NOT NULL
);

CREATE TABLE community_hosts (
    host text NOT NULL PRIMARY KEY,
    community uuid NOT NULL
);

-- User ids are taken from here in blocks: a sequence would belong to one node.
CREATE TABLE id_blocks (
    name text NOT NULL PRIMARY KEY,
    next bigint NOT NULL
);

INSERT INTO id_blocks (name, next) VALUES ('user', 1);

CREATE TABLE users (
    id bigint NOT NULL PRIMARY KEY,
    user_key uuid NOT NULL,
    community uuid NOT NULL,
    username text NOT NULL,
    email text,
    email_verified smallint NOT NULL,
    external_id text,
    role smallint NOT NULL,
    status smallint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    deleted_at bigint,
    first_name text,
    last_name text,
    display_name text,
    bio text,
    description text,
    profile_url text,
    avatar_url text,
    large_avatar_url text,
    cover_url text,
    website text,
    location text,
    location_lat_lng text,
    position_lat_lng text,
    birth_date text,
    gender smallint NOT NULL,
    company_name text,
    company_title text,
    is_company smallint NOT NULL,
    reputation integer NOT NULL,
    metadata text NOT NULL,
    secure_metadata text NOT NULL
);

CREATE INDEX users_of_community ON users (community, id);

-- A unique username can't be an index of users: that table is distributed by id.
CREATE TABLE handles (
    handle text NOT NULL PRIMARY KEY,
    user_id bigint NOT NULL
);

CREATE TABLE passwords (
    owner bigint NOT NULL PRIMARY KEY,
    hash text NOT NULL
);

CREATE TABLE sessions (
    owner bigint NOT NULL,
    id uuid NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    PRIMARY KEY (owner, id)
);

-- Two rows for each pair that has anything to do with each other, one per viewpoint, each the mirror of the other.
CREATE TABLE edges (
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
);

CREATE UNIQUE INDEX edges_by_request ON edges (owner, request_id);

-- Every list is one range of this.
CREATE INDEX edges_by_tie ON edges (owner, tie, requested_at DESC, other DESC);

CREATE INDEX edges_accepted ON edges (owner, answered_at DESC, other DESC) WHERE tie = 5 AND by_me = 1;

CREATE TABLE tallies (
    owner bigint NOT NULL PRIMARY KEY,
    sent integer NOT NULL,
    received integer NOT NULL,
    connected integer NOT NULL,
    declined integer NOT NULL
);

CREATE TABLE changes (
    owner bigint NOT NULL,
    id uuid NOT NULL,
    kind smallint NOT NULL,
    actor bigint NOT NULL,
    request_id uuid,
    at bigint NOT NULL,
    PRIMARY KEY (owner, id)
);
