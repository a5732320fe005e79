-- What providers say of coins; of no tenant.

-- Counts changes: whoever changes something has this row until it commits, so numbers become visible in their order.
CREATE TABLE state (
    is_it    boolean PRIMARY KEY DEFAULT true CHECK (is_it), -- there is one row
    revision bigint  NOT NULL,
    epoch    bigint  NOT NULL  -- of removals: what was read before is to be read anew
);

INSERT INTO state (revision, epoch) VALUES (0, 0);

-- A coin as one provider has it.
CREATE TABLE coins (
    provider text        NOT NULL,
    id       text        NOT NULL,
    page     integer     NOT NULL, -- of the provider's list, on which it was last
    quote    jsonb       NOT NULL,
    seen_at  timestamptz NOT NULL,
    revision bigint      NOT NULL,
    PRIMARY KEY (provider, id)
);

CREATE INDEX coins_by_revision ON coins (revision);
CREATE INDEX coins_by_page ON coins (provider, page);

-- What a provider says of more than one coin: global, trending, categories, and members of each category.
CREATE TABLE extras (
    provider text        NOT NULL,
    what     text        NOT NULL,
    content  jsonb       NOT NULL,
    seen_at  timestamptz NOT NULL,
    revision bigint      NOT NULL,
    PRIMARY KEY (provider, what)
);

CREATE INDEX extras_by_revision ON extras (revision);

-- What to send so that a provider need not say again what it said.
CREATE TABLE validators (
    provider text        NOT NULL,
    question text        NOT NULL,
    tag      text        NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (provider, question)
);

-- How the last try at each question went.
CREATE TABLE pulls (
    provider  text        NOT NULL,
    what      text        NOT NULL,
    done_at   timestamptz,
    failed_at timestamptz,
    why       text        NOT NULL DEFAULT '',
    PRIMARY KEY (provider, what)
);

GRANT SELECT, UPDATE ON state TO flowex_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON coins, extras, validators, pulls TO flowex_app;
