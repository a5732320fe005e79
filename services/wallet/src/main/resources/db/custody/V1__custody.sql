-- What the wallet owns: addresses, what comes in over chains and goes out. Not a view: nothing of it can be had from the log.
-- Money on chains is in smallest units of the coin, money of the ledger in units of the asset's scale.

-- From which seed the addresses were made: another one is never taken.
CREATE TABLE seed (
    one         boolean PRIMARY KEY DEFAULT true CHECK (one),
    fingerprint text    NOT NULL
);

CREATE TABLE address_counters (
    tenant_id integer NOT NULL,
    network   text    NOT NULL,
    next      integer NOT NULL,
    PRIMARY KEY (tenant_id, network)
);

CREATE TABLE addresses (
    tenant_id  integer     NOT NULL,
    network    text        NOT NULL,
    account    bigint      NOT NULL,
    index      integer     NOT NULL,
    address    text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, network, account),
    UNIQUE (tenant_id, network, index)
);

-- The next three are the watchers' own, who read a chain for all tenants at once; no request reads them but by way of the owner's rows.

-- Whose an address is: tenant and account in one number. Account 1 is the tenant's own, from which it pays.
CREATE TABLE watched (
    network text   NOT NULL,
    address text   NOT NULL,
    owner   bigint NOT NULL,
    PRIMARY KEY (network, address)
);

CREATE TABLE scanned (
    network text   NOT NULL,
    height  bigint NOT NULL,
    hash    text   NOT NULL,
    PRIMARY KEY (network, height)
);

CREATE TABLE arrivals (
    id                uuid    PRIMARY KEY,
    network           text    NOT NULL,
    chain_transaction text    NOT NULL,
    output            integer NOT NULL,
    owner             bigint  NOT NULL,
    sender            text    NOT NULL,
    token             text    NOT NULL,
    chain_units       numeric NOT NULL CHECK (chain_units > 0),
    memo              text    NOT NULL,
    height            bigint  NOT NULL,
    block             text    NOT NULL,
    -- seen: in a block; lost: its block vanished before it was credited; vanished: after; frozen: and what was credited is set
    -- aside; gone: it did not come back; kept: for a human; ignored: nobody's deposit, as a sweep
    state             text    NOT NULL CHECK (state IN
        ('seen', 'credited', 'lost', 'vanished', 'frozen', 'gone', 'kept', 'ignored')),
    credits           integer NOT NULL DEFAULT 0, -- how often it was credited and taken back
    freezes           integer NOT NULL DEFAULT 0, -- how often it was tried to set aside what was credited
    frozen_units      bigint  NOT NULL DEFAULT 0, -- of the ledger, set aside or about to be
    forced            boolean NOT NULL DEFAULT false, -- a human has decided that it is credited
    swept             boolean NOT NULL DEFAULT false, -- to where the tenant pays from, or on its way
    why               text    NOT NULL DEFAULT '',
    arrived_at        timestamptz NOT NULL DEFAULT now(),
    UNIQUE (network, chain_transaction, output)
);

CREATE INDEX arrivals_open ON arrivals (network, height) WHERE state IN ('seen', 'lost', 'vanished', 'frozen');
CREATE INDEX arrivals_unswept ON arrivals (network, owner, token) WHERE state = 'credited' AND NOT swept;
CREATE INDEX arrivals_by_height ON arrivals (network, height);

-- What came in and goes out, as users see it.
CREATE TABLE transactions (
    tenant_id         integer NOT NULL,
    id                uuid    NOT NULL,
    account           bigint  NOT NULL,
    position          bigint  NOT NULL, -- its place among the account's transactions: by time
    type              text    NOT NULL CHECK (type IN ('deposit', 'withdrawal')),
    asset_id          integer NOT NULL,
    units             bigint  NOT NULL CHECK (units >= 0),
    fee_units         bigint  NOT NULL DEFAULT 0 CHECK (fee_units >= 0),
    status            text    NOT NULL CHECK (status IN ('pending', 'confirming', 'completed', 'failed', 'canceled', 'frozen')),
    network           text    NOT NULL,
    address           text    NOT NULL,
    memo              text    NOT NULL DEFAULT '',
    chain_transaction text,
    confirmations     integer NOT NULL DEFAULT 0,
    confirmations_needed integer NOT NULL DEFAULT 0,
    ledger_id         uuid,    -- id of the transfer by which the log knows it
    sequence          bigint  NOT NULL DEFAULT 0, -- of that transfer's event
    code              text    NOT NULL DEFAULT '', -- why it failed or is frozen: for programs
    detail            text    NOT NULL DEFAULT '', -- the same in words
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);

CREATE INDEX transactions_by_status ON transactions (tenant_id, status, created_at DESC);
CREATE INDEX transactions_of_account ON transactions (tenant_id, account, position DESC);

-- Transfers of the log that are parts of these: not shown once more.
CREATE TABLE posted (
    tenant_id integer NOT NULL,
    ledger_id uuid    NOT NULL,
    PRIMARY KEY (tenant_id, ledger_id)
);

CREATE TABLE withdrawals (
    tenant_id    integer NOT NULL,
    id           uuid    NOT NULL,
    account      bigint  NOT NULL,
    user_id      bigint  NOT NULL,
    key          text    NOT NULL, -- the caller's; the same key is the same withdrawal
    risk         integer NOT NULL,
    reasons      text[]  NOT NULL,
    needs_second boolean NOT NULL,
    day          date    NOT NULL,
    decided_by   bigint,
    approved     boolean,
    decided_at   timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, account, key)
);

CREATE INDEX withdrawals_undecided ON withdrawals (tenant_id) WHERE needs_second AND decided_by IS NULL;

-- How much of an asset left in a day; account 0: of the whole tenant.
CREATE TABLE outflows (
    tenant_id integer NOT NULL,
    account   bigint  NOT NULL,
    asset_id  integer NOT NULL,
    day       date    NOT NULL,
    units     numeric NOT NULL,
    PRIMARY KEY (tenant_id, account, asset_id, day)
);

-- Terms of an asset where they differ from what is built in; NULL: as built in.
CREATE TABLE terms (
    tenant_id      integer NOT NULL,
    asset_id       integer NOT NULL,
    minimum        bigint,
    fee            bigint,
    approval_above bigint,
    daily_user     bigint,
    daily_vip      bigint,
    daily_tenant   numeric,
    deposit_minimum bigint,
    deposit_large  bigint,
    stopped        text    NOT NULL DEFAULT '', -- why no withdrawal begins now; empty: they do
    version        bigint  NOT NULL DEFAULT 1,
    updated_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, asset_id)
);

CREATE TABLE allowed_addresses (
    tenant_id   integer NOT NULL,
    account     bigint  NOT NULL,
    network     text    NOT NULL,
    address     text    NOT NULL,
    memo        text    NOT NULL,
    label       text    NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    active_from timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, account, network, address, memo)
);

-- Who has said that money goes to allowed addresses only; off_from: when that ends.
CREATE TABLE allow_lists (
    tenant_id integer NOT NULL,
    account   bigint  NOT NULL,
    off_from  timestamptz,
    PRIMARY KEY (tenant_id, account)
);

-- Moves from an address that receives deposits to the one from which the tenant pays.
CREATE TABLE sweeps (
    tenant_id   integer NOT NULL,
    id          uuid    NOT NULL,
    network     text    NOT NULL,
    account     bigint  NOT NULL, -- whose address
    index       integer NOT NULL, -- of its key
    address     text    NOT NULL,
    asset_id    integer NOT NULL,
    chain_units numeric NOT NULL CHECK (chain_units > 0),
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);

CREATE INDEX sweeps_of_account ON sweeps (tenant_id, network, account);

-- What is paid on chains: withdrawals and moves between a tenant's own addresses. The bytes are kept before they are sent.
CREATE TABLE payments (
    tenant_id integer NOT NULL,
    id        uuid    NOT NULL,
    purpose   text    NOT NULL CHECK (purpose IN ('withdrawal', 'sweep')),
    network   text    NOT NULL,
    asset_id  integer NOT NULL,
    token     text    NOT NULL,
    recipient text    NOT NULL,
    chain_units numeric NOT NULL CHECK (chain_units > 0),
    network_fee numeric,       -- what the network took, of its own coin
    mined_height bigint,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);

-- A payment's transactions: more than one where a later one outbids an earlier one. All claim the same.
CREATE TABLE attempts (
    tenant_id integer NOT NULL,
    payment   uuid    NOT NULL,
    number    integer NOT NULL,
    draft     text    NOT NULL,
    fee       numeric NOT NULL,
    signers   text    NOT NULL,
    chain_transaction text,
    signed    text,
    drafted_at timestamptz NOT NULL DEFAULT now(),
    sent_at   timestamptz,
    PRIMARY KEY (tenant_id, payment, number)
);

-- Nonces and outputs that payments use up; a network gives each once.
CREATE TABLE claims (
    network   text    NOT NULL,
    claim     text    NOT NULL,
    tenant_id integer NOT NULL,
    payment   uuid    NOT NULL,
    PRIMARY KEY (network, claim)
);

CREATE INDEX claims_of_payment ON claims (tenant_id, payment);

-- Money of the simulated chain for what the ledger has from the start.
CREATE TABLE endowments (
    tenant_id integer NOT NULL,
    asset_id  integer NOT NULL,
    units     numeric NOT NULL,
    PRIMARY KEY (tenant_id, asset_id)
);

-- Up to which event the ledger had deposits that no chain knows: there were none before.
CREATE TABLE begun (
    one      boolean PRIMARY KEY DEFAULT true CHECK (one),
    sequence bigint  NOT NULL
);

-- The last comparison of chain, wallet and ledger.
CREATE TABLE reconciliations (
    tenant_id      integer     NOT NULL,
    asset_id       integer     NOT NULL,
    network        text        NOT NULL,
    verdict        text        NOT NULL CHECK (verdict IN ('equal', 'differs', 'unknown')),
    chain_units    numeric     NOT NULL,
    expected_units numeric     NOT NULL,
    detail         text        NOT NULL,
    checked_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, asset_id, network)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${flyway:defaultSchema} TO flowex_app;
