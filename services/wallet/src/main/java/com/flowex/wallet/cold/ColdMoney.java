package com.flowex.wallet.cold;

import com.flowex.domain.Asset;
import com.flowex.ground.database.Database;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** What comes back from cold to where a tenant pays from: its own money, and nobody's deposit. */
public record ColdMoney(Database database) {

    /**
     * Something that was paid to where a tenant pays from.
     *
     * @param sender empty where the network does not say
     */
    public record Paid(UUID arrival, String network, String sender, Asset asset, BigInteger chainUnits, String memo) {}

    /**
     * Whether it comes from a cold address. Where the network does not say who paid, it does if it is what was asked for, to the last
     * unit: where a tenant pays from is told to nobody else.
     */
    public boolean isOwn(Paid paid) {
        int tenant = paid.asset().tenant();
        return database.query(tenant, connection -> {
            if (!paid.sender().isEmpty()) {
                return ColdAddressesTable.isCold(connection, tenant, paid.network(), paid.sender());
            }
            return paid.memo().isEmpty()
                    && RefillsTable.open(connection, tenant, paid.asset().id(), paid.network())
                            .filter(open -> open.chainUnits().equals(paid.chainUnits()))
                            .isPresent();
        });
    }

    /** It counts for the request that is open. */
    public void came(Connection connection, Paid paid) throws SQLException {
        RefillsTable.came(
                connection,
                paid.asset().tenant(),
                paid.arrival(),
                paid.asset().id(),
                paid.network(),
                paid.chainUnits());
    }
}
