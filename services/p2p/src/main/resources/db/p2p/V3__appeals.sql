-- A dispute hears both sides, its decision waits for an appeal, its case escalates by a service level; the parties may
-- agree on a part; an expired trade may be re-opened by a late payment.
ALTER TABLE trades
    ADD COLUMN first_moderator  bigint,                       -- who decided before an appeal
    ADD COLUMN escalations      integer NOT NULL DEFAULT 0,   -- number of ended service levels of the case
    ADD COLUMN statements_until timestamptz,                  -- before it, no decision without both statements
    ADD COLUMN stated           text[]  NOT NULL DEFAULT '{}', -- parties whose statement on this instance is there
    ADD COLUMN accepted         text[]  NOT NULL DEFAULT '{}', -- parties that accept the decision
    ADD COLUMN part_by          text CHECK (part_by IN ('buyer', 'seller')),
    ADD COLUMN part_units       bigint CHECK (part_units > 0 AND part_units < units), -- offered to the buyer
    ADD COLUMN round            integer NOT NULL DEFAULT 1 CHECK (round > 0), -- of reservations
    ADD COLUMN reopen_until     timestamptz;                  -- of an expired trade

-- Disputes from before have a service level, too.
UPDATE trades SET deadline_at = changed_at + interval '1 day' WHERE state IN ('disputed', 'proposed');

DROP INDEX trades_open;
DROP INDEX trades_disputed;
DROP INDEX trades_of_offer;
CREATE INDEX trades_open ON trades (tenant_id, taker) WHERE state IN ('reserving', 'awaiting_payment', 'paid',
    'disputed', 'proposed', 'decided', 'appealed', 'appeal_proposed', 'settling', 'reopen_asked', 'reserving_again');
CREATE INDEX trades_disputed ON trades (tenant_id, number)
    WHERE state IN ('disputed', 'proposed', 'appealed', 'appeal_proposed');
CREATE INDEX trades_reopenable ON trades (tenant_id, reopen_until) WHERE state = 'expired';

-- Statements of the parties of a dispute, sealed with the author's key. Rows are only added.
CREATE TABLE statements (
    tenant_id integer     NOT NULL,
    trade     uuid        NOT NULL,
    version   integer     NOT NULL, -- of the trade afterwards
    role      text        NOT NULL CHECK (role IN ('buyer', 'seller')),
    user_id   bigint      NOT NULL, -- the author, whose key seals the text
    is_appeal boolean     NOT NULL,
    text      bytea       NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, trade, version),
    FOREIGN KEY (tenant_id, trade) REFERENCES trades (tenant_id, id) ON DELETE CASCADE
);

CREATE INDEX statements_of_user ON statements (tenant_id, user_id, at);

GRANT SELECT, INSERT, UPDATE, DELETE ON statements TO flowex_app;
