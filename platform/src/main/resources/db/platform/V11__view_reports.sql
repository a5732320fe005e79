-- What each of several processes says of the views that it reads, every second; what is older than a few of them was said by one that is gone.
CREATE TABLE view_reports (
    view           text        NOT NULL,
    process        text        NOT NULL,
    is_kept        boolean     NOT NULL, -- by this process
    sequence       bigint      NOT NULL, -- the last event that it shows
    stage          text        NOT NULL, -- of the last rebuild
    since          timestamptz NOT NULL,
    why            text        NOT NULL,
    stopped        integer[]   NOT NULL, -- tenants; the other three go with it
    stopped_shown  bigint[]    NOT NULL,
    stopped_events bigint[]    NOT NULL,
    stopped_why    text[]      NOT NULL,
    told_at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (view, process)
) WITH (fillfactor = 50);

GRANT SELECT, INSERT, UPDATE, DELETE ON view_reports TO flowex_app;
