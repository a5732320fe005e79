package com.flowex.identity.store;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.util.List;

/** Deletion of expired rows, which would otherwise grow every day. */
public final class ExpiredRowCleanup {

    private static final List<String> ROWS = List.of(
            "DELETE FROM identity.attempts WHERE tenant_id = ? AND failed_at < now() - INTERVAL '1 day'",
            "DELETE FROM identity.known_places WHERE tenant_id = ? AND seen_at < now() - INTERVAL '90 days'",
            "DELETE FROM identity.email_changes WHERE tenant_id = ? AND expires_at < now()",
            "DELETE FROM identity.factor_recoveries WHERE tenant_id = ? AND changed_at < now() - INTERVAL '400 days'"
                    + " AND state IN ('done', 'canceled', 'stopped', 'expired')",
            "DELETE FROM identity.one_time_tokens WHERE tenant_id = ? AND expires_at < now() - INTERVAL '1 day'",
            "DELETE FROM identity.log_ins WHERE tenant_id = ? AND day < (now() - INTERVAL '90 days')::date",
            "DELETE FROM identity.oidc_invitations WHERE tenant_id = ? AND expires_at < now()",
            "DELETE FROM identity.oidc_logins WHERE tenant_id = ? AND expires_at < now()",
            "DELETE FROM identity.oidc_logout_tokens WHERE tenant_id = ? AND expires_at < now()",
            "DELETE FROM identity.passkey_challenges WHERE tenant_id = ? AND expires_at < now()",
            "DELETE FROM identity.payment_codes WHERE tenant_id = ? AND expires_at < now()",
            "DELETE FROM identity.phone_numbers WHERE tenant_id = ? AND changed_at < now() - INTERVAL '1 day' AND NOT confirmed",
            "DELETE FROM identity.sms_messages WHERE tenant_id = ? AND made_at < now() - INTERVAL '3 days'",
            "DELETE FROM identity.sms_budgets WHERE tenant_id = ? AND day < current_date - 2",
            "DELETE FROM identity.push_notices WHERE tenant_id = ? AND made_at < now() - INTERVAL '3 days'",
            "DELETE FROM identity.push_subscriptions WHERE tenant_id = ? AND renewed_at < now() - INTERVAL '400 days'",
            "DELETE FROM identity.webhook_deliveries WHERE tenant_id = ? AND made_at < now() - INTERVAL '3 days'",
            "DELETE FROM identity.sessions WHERE tenant_id = ? AND expires_at < now() - INTERVAL '1 day'");

    private final Database database;

    public ExpiredRowCleanup(Database database) {
        this.database = database;
    }

    /** Deletes a tenant's expired rows and returns their number. */
    public int forget(int tenant) {
        int rows = 0;
        for (String delete : ROWS) {
            rows += database.query(tenant, transaction -> Sql.execute(transaction, delete, tenant));
        }
        return rows;
    }
}
