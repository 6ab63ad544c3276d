-- What people set for themselves: a number by name. A name without a row has its dialect's default.

CREATE TABLE settings (
    owner bigint NOT NULL,
    name text NOT NULL,
    value integer NOT NULL,
    PRIMARY KEY (owner, name)
);
