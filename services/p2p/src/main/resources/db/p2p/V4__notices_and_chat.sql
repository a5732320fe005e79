-- Notices to people about their trades and offers. Those of an account are numbered without gaps.
CREATE TABLE notices (
    tenant_id integer     NOT NULL,
    account   bigint      NOT NULL,
    number    bigint      NOT NULL,
    kind      text        NOT NULL CHECK (kind IN ('trade', 'message', 'reminder', 'offer')),
    trade     uuid,                 -- null: about an offer alone
    offer     bigint      NOT NULL,
    event     text        NOT NULL,
    state     text        NOT NULL, -- of the trade or the offer afterwards
    version   integer     NOT NULL,
    role      text        NOT NULL, -- of the account
    by_role   text        NOT NULL, -- who caused it
    at        timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, account, number)
);

CREATE INDEX notices_by_age ON notices (tenant_id, at);

-- The last number of each account's notices.
CREATE TABLE notice_numbers (
    tenant_id integer NOT NULL,
    account   bigint  NOT NULL,
    last      bigint  NOT NULL,
    PRIMARY KEY (tenant_id, account)
);

-- Version of the trade whose window's end was announced.
ALTER TABLE trades ADD COLUMN reminded integer NOT NULL DEFAULT 0;
CREATE INDEX trades_unreminded ON trades (tenant_id, deadline_at)
    WHERE state IN ('awaiting_payment', 'paid') AND reminded < version;

-- An active offer ends, and is paused then. A renewal moves the end.
ALTER TABLE offers ADD COLUMN ends_at timestamptz NOT NULL DEFAULT now() + interval '7 days';
ALTER TABLE offers ADD COLUMN is_reminded boolean NOT NULL DEFAULT false;
CREATE INDEX offers_ending ON offers (tenant_id, ends_at) WHERE state = 'active';
CREATE INDEX offers_unreminded ON offers (tenant_id, ends_at) WHERE state = 'active' AND NOT is_reminded;

-- Chat of trades. Rows are only added; an erasure empties the words of one person, and age removes them.
CREATE TABLE messages (
    tenant_id integer     NOT NULL,
    trade     uuid        NOT NULL,
    number    integer     NOT NULL, -- in the trade, without gaps
    kind      text        NOT NULL CHECK (kind IN ('text', 'file', 'system')),
    role      text        NOT NULL,
    account   bigint,               -- of the writer; null for clock and ledger
    user_id   bigint,               -- whose key seals the text; null for a step
    client_id text,                 -- the writer's own id
    body      bytea,                -- text, sealed; null for files and steps
    file      integer,
    step      text,                 -- message of the step
    state     text,                 -- of the trade after the step
    hash      bytea       NOT NULL, -- SHA-256 of the entry as it is stored
    at        timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, trade, number),
    FOREIGN KEY (tenant_id, trade) REFERENCES trades (tenant_id, id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX messages_by_client_id ON messages (tenant_id, trade, account, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX messages_of_account ON messages (tenant_id, account) WHERE account IS NOT NULL;
CREATE INDEX messages_by_age ON messages (tenant_id, at);

-- Files of chats. They arrive in pieces; a file without a hash is not complete.
CREATE TABLE files (
    tenant_id integer     NOT NULL,
    trade     uuid        NOT NULL,
    file      integer     NOT NULL,
    role      text        NOT NULL,
    account   bigint      NOT NULL,
    user_id   bigint      NOT NULL, -- whose key seals name and content
    client_id text        NOT NULL,
    name      bytea,                -- as it was sent, sealed
    bytes     integer     NOT NULL,
    received  integer     NOT NULL DEFAULT 0, -- number of pieces
    type      text,
    hash      bytea,                -- SHA-256 of the content
    begun_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, trade, file),
    FOREIGN KEY (tenant_id, trade) REFERENCES trades (tenant_id, id) ON DELETE CASCADE
);

CREATE INDEX files_of_account ON files (tenant_id, account, begun_at);
CREATE INDEX files_by_age ON files (tenant_id, begun_at);
CREATE INDEX files_unfinished ON files (tenant_id, begun_at) WHERE hash IS NULL;

CREATE TABLE file_pieces (
    tenant_id integer NOT NULL,
    trade     uuid    NOT NULL,
    file      integer NOT NULL,
    number    integer NOT NULL,
    content   bytea   NOT NULL, -- sealed
    PRIMARY KEY (tenant_id, trade, file, number),
    FOREIGN KEY (tenant_id, trade, file) REFERENCES files (tenant_id, trade, file) ON DELETE CASCADE
);

-- Number up to which a person has read a chat.
CREATE TABLE chat_reads (
    tenant_id integer NOT NULL,
    trade     uuid    NOT NULL,
    account   bigint  NOT NULL,
    number    integer NOT NULL,
    PRIMARY KEY (tenant_id, trade, account),
    FOREIGN KEY (tenant_id, trade) REFERENCES trades (tenant_id, id) ON DELETE CASCADE
);

-- Evidence of disputes: the chat up to a number, as it was when the dispute was opened.
CREATE TABLE evidence (
    tenant_id integer     NOT NULL,
    trade     uuid        NOT NULL,
    last      integer     NOT NULL,
    hash      bytea       NOT NULL, -- SHA-256 of the hashes of all entries in order
    frozen_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, trade),
    FOREIGN KEY (tenant_id, trade) REFERENCES trades (tenant_id, id) ON DELETE CASCADE
);

GRANT SELECT, INSERT, UPDATE, DELETE ON notices, notice_numbers, messages, files, file_pieces, chat_reads, evidence TO flowex_app;
