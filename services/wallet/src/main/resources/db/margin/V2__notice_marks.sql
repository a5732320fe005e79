-- The event up to which users of a tenant are notified of margin calls and liquidations. A view that is rebuilt has the same numbers
-- of events, so that no call is notified twice. A tenant without a row has had no notice.
CREATE TABLE notice_marks (
    tenant_id  integer PRIMARY KEY,
    sequence   bigint  NOT NULL
) WITH (fillfactor = 50);
GRANT SELECT, INSERT, UPDATE, DELETE ON notice_marks TO flowex_app;
