-- Whose an account on the exchange is: the id stands in the log beside the account, and nobody can guess it. A list of users that
-- was restored from an older copy gives numbers out again, and the exchange refuses them to anybody but their owner.
ALTER TABLE users
    -- NULL: 1000 + id. Another one where the log had that number for somebody else already.
    ADD COLUMN account_number bigint,
    ADD COLUMN owner uuid NOT NULL DEFAULT gen_random_uuid(),
    -- Whether the account was opened for this owner; those of before there were owners are bound at the next start.
    ADD COLUMN account_bound boolean NOT NULL DEFAULT true;
UPDATE users SET account_bound = false WHERE account_opened;
CREATE UNIQUE INDEX users_by_account ON users (tenant_id, (coalesce(account_number, 1000 + id)));

-- Accounts of which an operator was told that no user has them.
CREATE TABLE orphaned_accounts (
    tenant_id integer NOT NULL,
    number bigint NOT NULL,
    found_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, number)
);
GRANT SELECT, INSERT ON orphaned_accounts TO flowex_app;
GRANT USAGE ON SEQUENCE users_id_seq TO flowex_app;
