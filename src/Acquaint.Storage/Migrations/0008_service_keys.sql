-- Keys of integrators' own servers, found by their digest. A few rows that every node would have.
CREATE TABLE service_keys (
    digest text NOT NULL PRIMARY KEY,
    id uuid NOT NULL,
    community uuid NOT NULL,
    name text NOT NULL,
    created_at bigint NOT NULL
);
