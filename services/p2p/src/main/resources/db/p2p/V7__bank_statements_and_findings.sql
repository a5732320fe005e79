-- Statements of people's own bank accounts, and which trades their entries pay.
CREATE TABLE bank_statements (
    tenant_id   integer     NOT NULL,
    id          bigint      GENERATED ALWAYS AS IDENTITY,
    account     bigint      NOT NULL,
    format      text        NOT NULL CHECK (format IN ('camt053', 'csv')),
    entries     integer     NOT NULL, -- in the file
    added       integer     NOT NULL, -- that no earlier file had
    uploaded_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);

CREATE INDEX bank_statements_of_account ON bank_statements (tenant_id, account, id);
CREATE INDEX bank_statements_by_age ON bank_statements (tenant_id, uploaded_at);

-- Entries. The key is a hash of all that the bank says of an entry, so an entry is there once whatever file has it.
CREATE TABLE bank_entries (
    tenant_id  integer NOT NULL,
    account    bigint  NOT NULL,
    key        bytea   NOT NULL,
    statement  bigint  NOT NULL,
    number     integer NOT NULL, -- in the file, from 1
    user_id    bigint  NOT NULL, -- whose key seals the words
    is_credit  boolean NOT NULL,
    amount     numeric NOT NULL,
    currency   text    NOT NULL,
    booked_on  date    NOT NULL,
    words      bytea   NOT NULL, -- name of the other side and text of the payment, sealed
    trade      uuid,             -- that it pays, or that its reference names
    result     text    NOT NULL, -- how it was matched, or why not
    name_check text    NOT NULL,
    PRIMARY KEY (tenant_id, account, key),
    FOREIGN KEY (tenant_id, statement) REFERENCES bank_statements (tenant_id, id) ON DELETE CASCADE
);

CREATE INDEX bank_entries_of_statement ON bank_entries (tenant_id, statement, number);
CREATE UNIQUE INDEX bank_entries_of_trade ON bank_entries (tenant_id, account, trade)
    WHERE result IN ('by_reference', 'by_amount');

-- Signs of abuse that a case has, so that each is evidence once.
CREATE TABLE findings (
    tenant_id integer     NOT NULL,
    pattern   text        NOT NULL,
    account   bigint      NOT NULL,
    trade     uuid        NOT NULL,
    found_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, pattern, account, trade)
);

CREATE INDEX findings_by_age ON findings (tenant_id, found_at);
CREATE INDEX trades_with_signs ON trades (tenant_id, changed_at)
    WHERE payer_check = 'differs' OR reason IN ('payment_reversed', 'paid_not_released');
CREATE INDEX files_by_hash ON files (tenant_id, hash) WHERE hash IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON bank_statements, bank_entries, findings TO flowex_app;
