package com.flowex.wallet.deposit;

import com.flowex.domain.AccountId;
import com.flowex.ground.database.Database;
import com.flowex.ground.database.Sql;
import com.flowex.wallet.chain.Addresses;
import java.util.Optional;
import java.util.regex.Pattern;

/** What comes to the address from which a tenant pays, that is: from itself, or for an account that the memo names. */
record OwnMoney(Database database, Addresses addresses) {

    /** Of payments by which the exchange brings its own money there. */
    static final String ENDOWMENT = "endowment";

    /** Reconciliation counts these once: where they came in first. */
    static final String SWEPT = "swept";

    private static final Pattern ACCOUNT = Pattern.compile("[1-9][0-9]{3,11}");

    private static final String PAID = "SELECT 1 FROM custody.attempts WHERE tenant_id = ? AND chain_transaction = ?";

    /** Why it is nobody's deposit, if the tenant paid it itself: {@code swept}, or its own money that it brought. */
    Optional<String> own(Arrival arrival) {
        int tenant = arrival.owner().tenant();
        if (arrival.sender().isEmpty() && arrival.memo().equals(ENDOWMENT)) {
            return Optional.of(ENDOWMENT);
        }
        return database.query(
                tenant, connection -> Sql.one(connection, row -> SWEPT, PAID, tenant, arrival.transaction()));
    }

    /** The account that the memo names, if it is one that may receive there. */
    Optional<AccountId> named(Arrival arrival) {
        if (!ACCOUNT.matcher(arrival.memo()).matches()) {
            return Optional.empty();
        }
        AccountId account = new AccountId(arrival.owner().tenant(), Long.parseLong(arrival.memo()));
        return addresses.has(arrival.network(), account) ? Optional.of(account) : Optional.empty();
    }
}
