-- What looked like an attack, and what was done about it by itself.
CREATE TABLE security_cases (
    tenant_id  integer     NOT NULL,
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    user_id    bigint      NOT NULL, -- 0: nobody in particular
    subject    text        NOT NULL, -- what else it is about: a hash of a network; empty where it is the user
    rule       text        NOT NULL,
    handling   text        NOT NULL,
    began_at   timestamptz NOT NULL DEFAULT now(),
    ends_at    timestamptz NOT NULL,
    lifted_at  timestamptz,
    lifted_by  text,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX ON security_cases (tenant_id, user_id, ends_at);
CREATE INDEX ON security_cases (tenant_id, began_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON security_cases TO flowex_app;

-- Where users logged in and keys signed, by hashes of networks.
CREATE TABLE seen_places (
    tenant_id  integer     NOT NULL,
    name       text        NOT NULL,
    place      text        NOT NULL,
    country    text        NOT NULL,
    seen_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, name, place)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON seen_places TO flowex_app;
