package com.flowex.wallet.store.deposit;

import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.wallet.store.chain.AddressDirectory;
import java.util.Optional;
import java.util.regex.Pattern;

/** Classification of payments to the hot address: from the tenant itself, or for an account that the memo names. */
public record HotAddressReceipts(Database database, AddressDirectory addresses) {

    /** Memo of payments by which the exchange brings in its own money. */
    static final String OPENING_BALANCE = "endowment";

    /** Reason for the tenant's own transfers. Reconciliation counts these once, at their first arrival. */
    public static final String SWEPT = "swept";

    /**
     * Reason for returns from cold storage. Reconciliation counts such a return as incoming, and the transfer to cold
     * storage as outgoing.
     */
    public static final String TOP_UP = "refill";

    private static final Pattern ACCOUNT = Pattern.compile("[1-9][0-9]{3,11}");

    private static final String PAID = "SELECT 1 FROM custody.attempts WHERE tenant_id = ? AND chain_transaction = ?";

    private static final String MOVED = """
            SELECT 1 FROM custody.attempts a JOIN custody.payments p ON p.tenant_id = a.tenant_id AND p.id = a.payment
            WHERE a.tenant_id = ? AND a.chain_transaction = ? AND p.purpose IN ('sweep', 'gas')""";

    /** Returns true if the tenant itself paid this to a deposit address: gas for moving tokens, or change. */
    public boolean isMoved(Arrival arrival) {
        int tenant = arrival.owner().tenant();
        return database.query(
                tenant, connection -> Sql.one(connection, row -> true, MOVED, tenant, arrival.transaction())
                        .orElse(false));
    }

    /**
     * Returns the reason why a payment of the tenant itself is not a deposit: {@code swept}, or its own money that it
     * brought in.
     */
    public Optional<String> own(Arrival arrival) {
        int tenant = arrival.owner().tenant();
        if (arrival.sender().isEmpty() && arrival.memo().equals(OPENING_BALANCE)) {
            return Optional.of(OPENING_BALANCE);
        }
        return database.query(
                tenant, connection -> Sql.one(connection, row -> SWEPT, PAID, tenant, arrival.transaction()));
    }

    /** Returns the account that the memo names, if it may receive payments there. */
    public Optional<AccountId> named(Arrival arrival) {
        if (!ACCOUNT.matcher(arrival.memo()).matches()) {
            return Optional.empty();
        }
        AccountId account = new AccountId(arrival.owner().tenant(), Long.parseLong(arrival.memo()));
        return addresses.has(arrival.network(), account) ? Optional.of(account) : Optional.empty();
    }
}
