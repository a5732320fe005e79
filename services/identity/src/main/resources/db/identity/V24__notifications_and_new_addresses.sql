-- Channels that a user has switched off for an event; every other one is on.
CREATE TABLE muted_notifications (
    tenant_id integer NOT NULL,
    user_id   bigint  NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    event     text    NOT NULL CHECK (length(event) BETWEEN 1 AND 32),
    channel   text    NOT NULL CHECK (length(channel) BETWEEN 1 AND 32),
    PRIMARY KEY (tenant_id, user_id, event, channel)
);
CREATE INDEX ON muted_notifications (user_id);
GRANT SELECT, INSERT, DELETE ON muted_notifications TO flowex_app;

-- New e-mail address that waits until its reader opens the mailed link; one for each user. Sealed with the person's key.
CREATE TABLE email_changes (
    tenant_id  integer     NOT NULL,
    user_id    bigint      NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    email      bytea       NOT NULL,
    asked_at   timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, user_id)
);
CREATE INDEX ON email_changes (user_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON email_changes TO flowex_app;

-- change_email is mailed to the new address and carries it out; keep_email is mailed to the old one and ends the request.
ALTER TABLE one_time_tokens DROP CONSTRAINT one_time_tokens_purpose_check;
ALTER TABLE one_time_tokens ADD CONSTRAINT one_time_tokens_purpose_check
    CHECK (purpose IN ('verify_email', 'reset_password', 'second_factor', 'change_email', 'keep_email'));
