-- Proofs of liabilities that were published: never changed, the oldest deleted. Amounts are whole units of the asset's scale.
CREATE TABLE trees (
    tenant_id  integer     NOT NULL,
    public_key text        NOT NULL, -- which signed: X.509, Base64
    asset      text        NOT NULL,
    sequence   bigint      NOT NULL, -- balances are those at this event
    made_at    timestamptz NOT NULL,
    scale      smallint    NOT NULL,
    leaves     bigint      NOT NULL,
    total      bigint      NOT NULL,
    root       bytea       NOT NULL,
    signature  text        NOT NULL, -- of the claim's text, Base64
    tops       bytea       NOT NULL, -- hash and sum of the top of each section, 40 bytes each
    PRIMARY KEY (tenant_id, asset, sequence, public_key)
);

-- 1,024 leaves each: account and balance, 16 bytes, in the order of their tags.
CREATE TABLE sections (
    tenant_id  integer NOT NULL,
    public_key text    NOT NULL,
    asset      text    NOT NULL,
    sequence   bigint  NOT NULL,
    section    integer NOT NULL,
    first_tag  bigint  NOT NULL,
    leaves     bytea   NOT NULL,
    PRIMARY KEY (tenant_id, asset, sequence, public_key, section)
);

GRANT SELECT, INSERT, DELETE ON trees, sections TO flowex_app;
