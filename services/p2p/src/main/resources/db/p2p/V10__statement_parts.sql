-- Parts of a bank statement that is longer than one request. A person has one upload at a time; it goes after an hour.
CREATE TABLE statement_parts (
    tenant_id integer     NOT NULL,
    account   bigint      NOT NULL,
    number    integer     NOT NULL CHECK (number > 0),
    upload    text        NOT NULL, -- the person's own id
    user_id   bigint      NOT NULL, -- whose key seals the content
    content   bytea       NOT NULL, -- sealed
    at        timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, account, number)
);

CREATE INDEX statement_parts_by_age ON statement_parts (tenant_id, at);

GRANT SELECT, INSERT, UPDATE, DELETE ON statement_parts TO flowex_app;
