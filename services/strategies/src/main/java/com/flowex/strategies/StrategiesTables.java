package com.flowex.strategies;

import com.flowex.access.Edge;
import com.flowex.platform.database.Database;
import com.flowex.platform.jobs.Workers;
import com.flowex.strategies.app.run.RunRunner;
import com.flowex.strategies.store.BacktestsTable;
import com.flowex.strategies.store.DatasetsTable;
import com.flowex.strategies.store.OpenWorkTable;
import com.flowex.strategies.store.RunRecordsTable;
import com.flowex.strategies.store.RunsTable;
import com.flowex.strategies.store.StrategiesTable;
import com.flowex.strategies.store.TrialsTable;

/** Tables of strategies, in every process that answers requests about them or runs back-tests. */
public final class StrategiesTables {

    private final Database database;
    private final StrategiesTable strategies;
    private final BacktestsTable backtests;
    private final RunsTable runs;
    private final RunRecordsTable runRecords;
    private final OpenWorkTable work;
    private final Workers workers;
    private final TrialsTable trials;
    private final DatasetsTable datasets;

    public StrategiesTables(Edge edge) {
        this.database = edge.platform().database();
        this.strategies = new StrategiesTable(database);
        this.backtests = new BacktestsTable(database);
        this.runs = new RunsTable(database);
        this.runRecords = new RunRecordsTable(database);
        this.work = new OpenWorkTable(database);
        this.workers = edge.platform().workers();
        this.trials = new TrialsTable(database);
        this.datasets = new DatasetsTable(database);
    }

    /** Brings the schema up to date. */
    public void start() {
        database.migrate("strategies");
    }

    /** Returns the states of users' back-tests and runs. */
    public OpenWorkTable work() {
        return work;
    }

    StrategiesTable strategies() {
        return strategies;
    }

    BacktestsTable backtests() {
        return backtests;
    }

    RunRunner.Tables runs() {
        return new RunRunner.Tables(runs, runRecords);
    }

    Workers workers() {
        return workers;
    }

    DatasetsTable datasets() {
        return datasets;
    }

    TrialsTable trials() {
        return trials;
    }
}
