package com.flowex.identity.app.erasure;

import com.flowex.identity.app.person.ExternalPersonData;
import com.flowex.identity.store.person.ErasureLog;
import com.flowex.identity.store.person.ErasuresTable;
import com.flowex.identity.store.person.ErasuresTable.Erasure;
import com.flowex.identity.store.person.ErasuresTable.State;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Worker that erases people whose waiting period is over, in two steps. First it closes all access. A minute later,
 * when pending work shows in the views, it erases the person if nothing is left that the person began. Each step is
 * idempotent, so another process can repeat a step that was interrupted. {@link ErasureCompletion} follows.
 */
public final class ErasureWorker {

    /** Time after which requests from before the closing have been answered and show in the views. */
    static final Duration SETTLES = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(ErasureWorker.class);

    private final UsersTable users;
    private final ErasuresTable erasures;
    private final ErasureRecords records;
    private final AccountClosure closure;
    private final ExternalPersonData data;
    private final InstantSource clock;

    public ErasureWorker(
            UsersTable users,
            ErasuresTable erasures,
            ErasureRecords records,
            AccountClosure closure,
            ExternalPersonData data,
            InstantSource clock) {
        this.users = users;
        this.erasures = erasures;
        this.records = records;
        this.closure = closure;
        this.data = data;
        this.clock = clock;
    }

    /** Processes the due erasures of a tenant and returns the number of people erased. */
    public int eraseDue(int tenant) {
        int erased = 0;
        for (Erasure due : erasures.due(tenant, clock.instant())) {
            erased += goOn(tenant, due) ? 1 : 0;
        }
        return erased;
    }

    private boolean goOn(int tenant, Erasure due) {
        Optional<User> user = users.byId(tenant, due.userId());
        if (user.isEmpty()) {
            return false;
        }
        List<String> left = data.holdings().begun(user.get().account());
        if (!left.isEmpty()) {
            refuse(user.get(), due, "there are " + String.join(", ", left));
            return false;
        }
        if (due.state() == State.WAITING) {
            close(user.get(), due);
            return false;
        }
        return erase(user.get(), due);
    }

    /** Refuses an erasure and reopens the access that was closed for it. */
    private void refuse(User user, Erasure due, String why) {
        Instant now = clock.instant();
        users.holding(user.tenant(), user.id(), (holding, held) -> {
            boolean moved = ErasuresTable.move(holding, user.tenant(), due, due.moved(State.REFUSED, why, now, now));
            if (moved && due.state() == State.CLOSING) {
                closure.reopen(holding, held);
            }
            return moved;
        });
        closure.carryOut(user);
        records.refused(user);
    }

    private void close(User user, Erasure due) {
        Instant now = clock.instant();
        Instant next = now.plus(SETTLES);
        users.holding(user.tenant(), user.id(), (holding, held) -> {
                    if (!ErasuresTable.move(holding, user.tenant(), due, due.moved(State.CLOSING, "", next, now))) {
                        return List.<UUID>of();
                    }
                    return closure.close(holding, held);
                })
                .ifPresent(closure::announce);
        closure.carryOut(user);
        data.work().request(user.tenant(), next, "user " + user.id());
    }

    /**
     * Erases a person: first in the list, then in the database. If the process ends in between, the next run or the
     * next start finishes it.
     */
    private boolean erase(User user, Erasure due) {
        Instant now = clock.instant();
        forfeit(user, due);
        List<String> unclaimed = data.forfeits().unclaimed(user.account());
        if (!unclaimed.isEmpty()) {
            records.unclaimed(user, unclaimed);
        }
        records.erased(user, now);
        users.holding(user.tenant(), user.id(), (holding, held) -> {
                    ErasuresTable.move(holding, user.tenant(), due, due.moved(State.REMOVED, "", now, now));
                    return closure.remove(holding, held);
                })
                .ifPresent(closure::announce);
        return true;
    }

    /** Gives small amounts to the exchange: they would stay in the account for ever, without an owner. */
    private void forfeit(User user, Erasure due) {
        List<String> moved = data.forfeits().take(user.account(), "erasure " + due.id());
        if (!moved.isEmpty()) {
            records.forfeited(user, moved);
        }
    }

    /**
     * Erases people again who were erased after the backup that this database comes from; runs before requests are
     * served.
     */
    public void eraseAgain() {
        for (ErasureLog.Erased erased : records.erased()) {
            Optional<User> back = users.byOwner(erased.tenant(), erased.owner()).filter(user -> !user.isErased());
            if (back.isPresent()) {
                User user = back.get();
                users.holding(user.tenant(), user.id(), (holding, held) -> again(holding, held, erased.at()))
                        .ifPresent(closure::announce);
                LOG.warn(
                        "user {} of tenant {} was erased on {}: the erasure is repeated",
                        user.id(),
                        user.tenant(),
                        erased.at());
            }
        }
    }

    private List<UUID> again(Transaction holding, User held, Instant at) {
        Optional<Erasure> open =
                ErasuresTable.newest(holding, held.tenant(), held.id()).filter(Erasure::isOpen);
        if (open.isPresent()) {
            ErasuresTable.move(holding, held.tenant(), open.get(), open.get().moved(State.REMOVED, "", at, at));
        } else {
            ErasuresTable.again(holding, held, at);
        }
        return closure.removeAgain(holding, held);
    }
}
