-- Translations that were asked for on a day, by account; of account 0 those of the tenant. No text is kept.
CREATE TABLE translation_use (
    tenant_id  integer NOT NULL,
    account    bigint  NOT NULL,
    day        date    NOT NULL,
    requests   integer NOT NULL,
    characters bigint  NOT NULL,
    PRIMARY KEY (tenant_id, account, day)
);

CREATE INDEX translation_use_by_day ON translation_use (tenant_id, day);

GRANT SELECT, INSERT, UPDATE, DELETE ON translation_use TO flowex_app;
