package com.flowex.identity.app.account;

import com.flowex.access.tenancy.TransferRecipients;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.app.lockout.Lockout;
import com.flowex.identity.store.user.EmailAddress;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lookup of a tenant's users by address or account number: active users with an open account. */
public final class UserTransferRecipients implements TransferRecipients {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,12}");

    private static final String SELECT = """
            SELECT coalesce(account_number, 1000 + id),
                status = 'active' AND account_opened AND (email_verified_at IS NOT NULL OR NOT ?)
            FROM identity.users WHERE tenant_id = ?\s""";
    private static final String BY_EMAIL = SELECT + "AND email = ?";
    private static final String BY_ACCOUNT = SELECT + "AND coalesce(account_number, 1000 + id) = ?";

    /** @param receives false if the user exists but cannot receive now */
    private record Found(AccountId account, boolean receives) {}

    private final Database database;
    private final Lockout lockout;
    private final boolean mustBeVerified;

    /** @param mustBeVerified true if a user must have a verified address to receive */
    public UserTransferRecipients(Database database, Lockout lockout, boolean mustBeVerified) {
        this.database = database;
        this.lockout = lockout;
        this.mustBeVerified = mustBeVerified;
    }

    @Override
    public Optional<AccountId> find(AccountId asker, String name) {
        return lockout.receiver(
                asker, () -> look(asker.tenant(), name).filter(Found::receives).map(Found::account));
    }

    @Override
    public Optional<AccountId> past(AccountId asker, String name) {
        return look(asker.tenant(), name).map(Found::account);
    }

    private Optional<Found> look(int tenant, String name) {
        if (NUMBER.matcher(name).matches()) {
            return one(tenant, BY_ACCOUNT, Long.parseLong(name));
        }
        return EmailAddress.parse(name).flatMap(email -> one(tenant, BY_EMAIL, email.value()));
    }

    private Optional<Found> one(int tenant, String sql, Object by) {
        return database.query(
                tenant,
                connection -> Sql.one(
                        connection,
                        row -> new Found(new AccountId(tenant, row.getLong(1)), row.getBoolean(2)),
                        sql,
                        mustBeVerified,
                        tenant,
                        by));
    }
}
