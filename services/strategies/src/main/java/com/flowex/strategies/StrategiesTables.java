package com.flowex.strategies;

import com.flowex.access.Edge;
import com.flowex.platform.database.Database;
import com.flowex.strategies.store.BacktestsTable;
import com.flowex.strategies.store.StrategiesTable;

/** Tables of strategies, in every process that answers requests about them or runs back-tests. */
public final class StrategiesTables {

    private final Database database;
    private final StrategiesTable strategies;
    private final BacktestsTable backtests;

    public StrategiesTables(Edge edge) {
        this.database = edge.ground().database();
        this.strategies = new StrategiesTable(database);
        this.backtests = new BacktestsTable(database);
    }

    /** Brings the schema up to date. */
    public void start() {
        database.migrate("strategies");
    }

    StrategiesTable strategies() {
        return strategies;
    }

    BacktestsTable backtests() {
        return backtests;
    }
}
