package com.flowex.wallet.store.chain;

import com.flowex.custody.simulated.SimulatedScheme;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.settings.StartupException;
import java.util.List;

/**
 * Check of play money of the simulated chain. A balance does not show its origin, so one database has either play money
 * or real money.
 */
public record PlayMoneyGuard(Database database) {

    /** Addresses of the simulated chain are never removed, so one of them proves that play money exists. */
    private static final String IS_THERE = "SELECT 1 FROM custody.watched WHERE network = ? LIMIT 1";

    /**
     * Requires that play money cannot leave over a real network.
     *
     * @param networks codes of the networks that this process is on
     * @throws StartupException if one of them is real and this database has, or would get, play money
     */
    public void requireApart(List<String> networks) {
        boolean isReal = networks.stream().anyMatch(network -> !network.equals(SimulatedScheme.CODE));
        boolean isPlay = networks.contains(SimulatedScheme.CODE)
                || database.query(connection -> Sql.one(connection, row -> true, IS_THERE, SimulatedScheme.CODE)
                        .orElse(false));
        if (isReal && isPlay) {
            throw new StartupException(
                    "this database has play money of the simulated chain, which could be withdrawn over " + networks
                            + ": real networks need a database and an event log of their own");
        }
    }
}
