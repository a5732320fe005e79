-- A chain that only pretends: blocks, and who has what. It is everybody's, as a chain is: no row belongs to a tenant.

CREATE TABLE blocks (
    hash      text        PRIMARY KEY,
    height    bigint      NOT NULL,
    parent    text        NOT NULL,
    mined_at  timestamptz NOT NULL DEFAULT now(),
    -- False for one that was replaced by a longer chain.
    is_main   boolean     NOT NULL DEFAULT true
);

CREATE UNIQUE INDEX blocks_main ON blocks (height) WHERE is_main;

CREATE TABLE transactions (
    id        text    PRIMARY KEY,
    number    bigint  GENERATED ALWAYS AS IDENTITY,
    sender    text    NOT NULL, -- empty: money out of nothing, which is what the chain is for
    nonce     bigint  NOT NULL,
    recipient text    NOT NULL,
    token     text    NOT NULL,
    units     numeric NOT NULL CHECK (units > 0),
    memo      text    NOT NULL,
    fee       numeric NOT NULL CHECK (fee >= 0),
    block     text    REFERENCES blocks (hash) -- NULL: waits
);

CREATE INDEX transactions_of_block ON transactions (block, number);
CREATE INDEX transactions_waiting ON transactions (number) WHERE block IS NULL;
CREATE INDEX transactions_of_sender ON transactions (sender, nonce);

CREATE TABLE balances (
    address text    NOT NULL,
    token   text    NOT NULL,
    units   numeric NOT NULL,
    PRIMARY KEY (address, token)
);

CREATE TABLE nonces (
    address text   PRIMARY KEY,
    next    bigint NOT NULL
);

-- Its mood: below this fee nothing is mined.
CREATE TABLE conditions (
    id        boolean PRIMARY KEY DEFAULT true CHECK (id),
    fee_floor numeric NOT NULL
);

INSERT INTO conditions (fee_floor) VALUES (1000000000000);
INSERT INTO blocks (hash, height, parent) VALUES (repeat('0', 64), 0, '');

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${flyway:defaultSchema} TO flowex_app;
