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

    /** Of what came back from cold: reconciliation counts it as any that comes in, and what went there as any that left. */
    static final String REFILL = "refill";

    private static final Pattern ACCOUNT = Pattern.compile("[1-9][0-9]{3,11}");

    private static final String PAID = "SELECT 1 FROM custody.attempts WHERE tenant_id = ? AND chain_transaction = ?";

    private static final String MOVED = """
            SELECT 1 FROM custody.attempts a JOIN custody.payments p ON p.tenant_id = a.tenant_id AND p.id = a.payment
            WHERE a.tenant_id = ? AND a.chain_transaction = ? AND p.purpose IN ('sweep', 'gas')""";

    /** Whether the tenant brought it itself to an address that receives deposits: what moving tokens costs, or change. */
    boolean isMoved(Arrival arrival) {
        int tenant = arrival.owner().tenant();
        return database.query(
                tenant, connection -> Sql.one(connection, row -> true, MOVED, tenant, arrival.transaction())
                        .orElse(false));
    }

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
