package com.flowex.identity.view;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.event.AccountBound;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.event.Event;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OwnerId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.projection.Projection;
import com.flowex.platform.projection.rows.RowCounts;
import com.flowex.platform.projection.tenant.EventSequencer;
import com.flowex.platform.projection.tenant.SkippedEvents;
import com.flowex.protocol.event.EventBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Projection of accounts and their owners into PostgreSQL, one statement each: accounts are opened rarely. */
final class AccountsProjection implements Projection {

    private static final String TENANT = "INSERT INTO tenant_numbers (number) VALUES (?) ON CONFLICT DO NOTHING";
    private static final String OPENED =
            "INSERT INTO accounts (tenant, number, opened_sequence, opened_nanos) VALUES (?, ?, ?, ?)";
    private static final String BOUND = "UPDATE accounts SET owner = ? WHERE tenant = ? AND number = ?";

    private static final String NAME = "accounts";

    private final EventSequencer events = new EventSequencer(this::on);
    /** Changes that are applied and not committed yet. */
    private final List<Change> changes = new ArrayList<>();

    private Set<Long> skipped = Set.of();

    /** Statement about one account. */
    @FunctionalInterface
    private interface Change {
        void write(Connection views) throws SQLException;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void load(Connection views, Checkpoint at) throws SQLException {
        events.startFrom(at.sequence());
        skipped = SkippedEvents.of(views, NAME);
    }

    @Override
    public void apply(Connection views, List<EventBatch> batches) throws SQLException {
        events.on(batches);
        for (Change change : changes) {
            change.write(views);
        }
    }

    @Override
    public void committed(List<EventBatch> batches) {
        changes.clear();
    }

    private void on(Event event, long sequence, long timeNanos) {
        if (skipped.contains(sequence)) {
            return;
        }
        if (event instanceof AccountOpened opened) {
            changes.add(views -> opened(views, opened.account(), sequence, timeNanos));
        } else if (event instanceof AccountBound bound) {
            changes.add(views -> bound(views, bound.account(), bound.owner()));
        }
    }

    private static void opened(Connection views, AccountId account, long sequence, long timeNanos) throws SQLException {
        Sql.execute(views, TENANT, account.tenant());
        Sql.execute(views, OPENED, account.tenant(), account.number(), sequence, timeNanos);
    }

    private static void bound(Connection views, AccountId account, OwnerId owner) throws SQLException {
        int bound = Sql.execute(views, BOUND, new UUID(owner.high(), owner.low()), account.tenant(), account.number());
        RowCounts.require(bound, 1, "account");
    }
}
