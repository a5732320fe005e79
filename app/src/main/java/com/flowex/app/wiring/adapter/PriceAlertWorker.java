package com.flowex.app.wiring.adapter;

import com.flowex.operations.app.TaskKindNames;
import com.flowex.operations.app.TaskQueue;
import com.flowex.operations.app.TaskSubmitter;
import com.flowex.operations.store.Task;
import com.flowex.operations.store.TaskRequest;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import com.flowex.risk.app.watch.PriceAlertFollower;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Worker that lets price alerts follow the trades, tenant by tenant, once a second. Fired alerts are delivered by the task
 * of alerts, which it orders at once; while one is under way, the order waits for its end.
 */
public final class PriceAlertWorker implements AutoCloseable {

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    private final PriceAlertFollower alerts;
    private final TaskQueue.Tenants tenants;
    private final TaskSubmitter tasks;
    private final Set<Integer> fired = new HashSet<>();
    private final Worker worker;

    public PriceAlertWorker(
            PriceAlertFollower alerts, TaskQueue.Tenants tenants, TaskSubmitter tasks, Workers workers) {
        this.alerts = alerts;
        this.tenants = tenants;
        this.tasks = tasks;
        this.worker = workers.every("price-alerts", CHECK_INTERVAL, this::check);
    }

    public void start() {
        worker.start();
    }

    private void check() {
        for (int tenant : tenants.open()) {
            if (alerts.follow(tenant) > 0) {
                fired.add(tenant);
            }
        }
        fired.removeIf(this::deliver);
    }

    private boolean deliver(int tenant) {
        return tasks.submitUnlessRunning(new TaskRequest(
                tenant, TaskKindNames.RISK_ALERTS, Task.PRIORITY_DEFAULT, null, tasks.now(), "price alerts"));
    }

    @Override
    public void close() {
        worker.close();
    }
}
