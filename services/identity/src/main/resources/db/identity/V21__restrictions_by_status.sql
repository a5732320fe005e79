-- A user whose status keeps them out is restricted on the exchange too, by a restriction that begins and ends with the status.
ALTER TABLE restrictions DROP CONSTRAINT restrictions_kind_check;
ALTER TABLE restrictions ADD CONSTRAINT restrictions_kind_check
    CHECK (kind IN ('no_withdrawals', 'reduce_only', 'suspended', 'inactive'));

-- Users who are out already, other than by a restriction, and whose orders were left alone so far.
INSERT INTO restrictions (tenant_id, user_id, account, kind, reason, set_by, set_at, resumes, work, work_due)
SELECT u.tenant_id, u.id, coalesce(u.account_number, 1000 + u.id), 'inactive', u.status, 0, now(), false, 'stop', now()
FROM users u
WHERE u.status <> 'active' AND u.account_opened AND u.email NOT LIKE '%@erased.invalid'
    -- A tenant without an active user was removed, and its orders with it.
    AND EXISTS (SELECT 1 FROM users a WHERE a.tenant_id = u.tenant_id AND a.status = 'active')
    AND NOT EXISTS (
        SELECT 1 FROM restrictions r
        WHERE r.tenant_id = u.tenant_id AND r.user_id = u.id AND r.kind = 'suspended' AND r.ended_at IS NULL AND r.resumes);
UPDATE tenant_numbers SET restriction_changes = restriction_changes + 1
WHERE number IN (SELECT tenant_id FROM restrictions WHERE kind = 'inactive');
