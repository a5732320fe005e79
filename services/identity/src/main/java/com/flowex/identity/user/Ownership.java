package com.flowex.identity.user;

import com.flowex.domain.OwnerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Which account on the exchange a user says is theirs, and by what the exchange believes it.
 *
 * @param number of the account, within the tenant
 * @param owner stands in the log beside the account
 * @param isBound whether the account is opened for this owner; one of before there were owners is not yet
 */
public record Ownership(long number, UUID owner, boolean isBound) {

    /** The columns, in the order in which they are read. */
    static final String COLUMNS = "coalesce(account_number, 1000 + id), owner, account_bound";

    static Ownership read(ResultSet row, int first) throws SQLException {
        return new Ownership(row.getLong(first), row.getObject(first + 1, UUID.class), row.getBoolean(first + 2));
    }

    static OwnerId idOf(UUID owner) {
        return new OwnerId(owner.getMostSignificantBits(), owner.getLeastSignificantBits());
    }

    OwnerId ownerId() {
        return idOf(owner);
    }

    /** No owner in any log. */
    @Override
    public String toString() {
        return "Ownership[" + number + "]";
    }
}
