package com.flowex.identity.restriction;

import com.flowex.desk.RestrictedAccounts;
import com.flowex.domain.AccountId;
import com.flowex.ground.work.Worker;
import com.flowex.ground.work.Workers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps what the desk of this process obeys as the database has it; while that is away, as it was. */
final class RestrictionFollower implements AutoCloseable {

    /** How long another process takes orders that are refused elsewhere; {@link RestrictionWorker} takes out what came in. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final RestrictionsTable table;
    private final RestrictedAccounts accounts;
    private final Worker worker;
    private final ReentrantLock looking = new ReentrantLock();
    private final Map<Integer, Long> seen = new HashMap<>();

    RestrictionFollower(RestrictionsTable table, RestrictedAccounts accounts, Workers workers) {
        this.table = table;
        this.accounts = accounts;
        this.worker = workers.every("identity-restrictions", LOOK_EVERY, this::look);
    }

    /** Nobody is served before it is known who is restricted. */
    void start() {
        look();
        worker.start();
    }

    /** Takes what changed; another number is a change, a smaller one too: a database may be put back. */
    void look() {
        looking.lock();
        try {
            for (RestrictionsTable.Changes now : table.changes()) {
                if (!Long.valueOf(now.count()).equals(seen.get(now.tenant()))) {
                    accounts.become(now.tenant(), extents(now.tenant()));
                    seen.put(now.tenant(), now.count());
                }
            }
        } finally {
            looking.unlock();
        }
    }

    private Map<AccountId, RestrictedAccounts.Extent> extents(int tenant) {
        Map<AccountId, RestrictedAccounts.Extent> extents = new HashMap<>();
        for (Restriction each : table.allInForce(tenant)) {
            RestrictedAccounts.Extent left = each.kind() == RestrictionKind.SUSPENDED
                    ? RestrictedAccounts.Extent.CANCELS
                    : RestrictedAccounts.Extent.REDUCES;
            extents.merge(each.account(), left, (one, other) -> one.compareTo(other) > 0 ? one : other);
        }
        return extents;
    }

    @Override
    public void close() {
        worker.close();
    }
}
