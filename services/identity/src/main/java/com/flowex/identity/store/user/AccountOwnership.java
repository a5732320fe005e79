package com.flowex.identity.store.user;

import com.flowex.domain.value.OwnerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Account on the exchange that belongs to a user, and the owner id that proves it to the exchange.
 *
 * @param number number of the account within the tenant
 * @param owner owner id that the log stores with the account
 * @param isBound true if the account is opened for this owner; false for an account from before accounts had owners
 */
public record AccountOwnership(long number, UUID owner, boolean isBound) {

    /** Columns in the order in which {@code read} reads them. */
    static final String COLUMNS = "coalesce(account_number, 1000 + id), owner, account_bound";

    static AccountOwnership read(ResultSet row, int first) throws SQLException {
        return new AccountOwnership(
                row.getLong(first), row.getObject(first + 1, UUID.class), row.getBoolean(first + 2));
    }

    public static OwnerId idOf(UUID owner) {
        return new OwnerId(owner.getMostSignificantBits(), owner.getLeastSignificantBits());
    }

    public OwnerId ownerId() {
        return idOf(owner);
    }

    /** Keeps the owner out of every log. */
    @Override
    public String toString() {
        return "Ownership[" + number + "]";
    }
}
