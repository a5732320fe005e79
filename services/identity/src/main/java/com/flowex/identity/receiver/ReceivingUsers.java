package com.flowex.identity.receiver;

import com.flowex.domain.AccountId;
import com.flowex.edge.tenancy.Receivers;
import com.flowex.ground.database.Database;
import com.flowex.ground.database.Sql;
import com.flowex.identity.lockout.Lockout;
import com.flowex.identity.user.EmailAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Users of a tenant by their address or the number of their account: those who are active, with an account that is open. */
public final class ReceivingUsers implements Receivers {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,12}");

    private static final String BY_EMAIL = """
            SELECT coalesce(account_number, 1000 + id) FROM identity.users WHERE tenant_id = ? AND email = ?""";
    private static final String BY_ACCOUNT = """
            SELECT coalesce(account_number, 1000 + id) FROM identity.users
            WHERE tenant_id = ? AND coalesce(account_number, 1000 + id) = ?""";
    private static final String RECEIVES =
            " AND status = 'active' AND account_opened AND (email_verified_at IS NOT NULL OR NOT ?)";

    private final Database database;
    private final Lockout lockout;
    private final boolean mustBeVerified;

    /** @param mustBeVerified whether somebody has to have shown that they read mail there */
    public ReceivingUsers(Database database, Lockout lockout, boolean mustBeVerified) {
        this.database = database;
        this.lockout = lockout;
        this.mustBeVerified = mustBeVerified;
    }

    @Override
    public Optional<AccountId> find(AccountId asker, String name) {
        return lockout.receiver(asker, () -> look(asker.tenant(), name, RECEIVES, mustBeVerified));
    }

    @Override
    public Optional<AccountId> past(AccountId asker, String name) {
        return look(asker.tenant(), name, "");
    }

    private Optional<AccountId> look(int tenant, String name, String rule, Object... values) {
        if (NUMBER.matcher(name).matches()) {
            return account(tenant, BY_ACCOUNT + rule, Long.parseLong(name), values);
        }
        return EmailAddress.parse(name).flatMap(email -> account(tenant, BY_EMAIL + rule, email.value(), values));
    }

    private Optional<AccountId> account(int tenant, String sql, Object by, Object... values) {
        Object[] all =
                Stream.concat(Stream.of(tenant, by), Arrays.stream(values)).toArray();
        return database.query(
                tenant, connection -> Sql.one(connection, row -> new AccountId(tenant, row.getLong(1)), sql, all));
    }
}
