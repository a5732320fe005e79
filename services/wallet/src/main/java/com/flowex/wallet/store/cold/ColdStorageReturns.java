package com.flowex.wallet.store.cold;

import com.flowex.domain.market.Asset;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import java.math.BigInteger;
import java.util.UUID;

/** Recognition of payments from cold storage to the hot address: the tenant's own money, not a deposit. */
public record ColdStorageReturns(Database database) {

    /**
     * A payment to the hot address.
     *
     * @param sender sender's address; empty where the network does not name it
     */
    public record Paid(UUID arrival, String network, String sender, Asset asset, BigInteger chainUnits, String memo) {}

    /**
     * Returns true if the payment comes from a cold address. Where the network names no sender, it is one if it has no
     * memo and its amount equals the open request, to the last unit. The hot address is not published, so others do not
     * pay to it.
     */
    public boolean isOwn(Paid paid) {
        int tenant = paid.asset().tenant();
        return database.query(tenant, connection -> {
            if (!paid.sender().isEmpty()) {
                return ColdAddressesTable.isCold(connection, tenant, paid.network(), paid.sender());
            }
            return paid.memo().isEmpty()
                    && TopUpRequestsTable.open(connection, tenant, paid.asset().id(), paid.network())
                            .filter(open -> open.chainUnits().equals(paid.chainUnits()))
                            .isPresent();
        });
    }

    /** Counts the payment for the open top-up request. */
    public void came(Transaction connection, Paid paid) {
        TopUpRequestsTable.came(
                connection,
                paid.asset().tenant(),
                paid.arrival(),
                paid.asset().id(),
                paid.network(),
                paid.chainUnits());
    }
}
