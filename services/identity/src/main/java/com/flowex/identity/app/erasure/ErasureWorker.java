package com.flowex.identity.app.erasure;

import com.flowex.access.http.response.Json;
import com.flowex.audit.AuditEntry;
import com.flowex.audit.AuditLog;
import com.flowex.identity.app.person.ExternalPersonData;
import com.flowex.identity.app.restriction.Restrictions;
import com.flowex.identity.app.session.Sessions;
import com.flowex.identity.store.person.ErasureLog;
import com.flowex.identity.store.person.ErasuresTable;
import com.flowex.identity.store.person.ErasuresTable.Erasure;
import com.flowex.identity.store.person.ErasuresTable.State;
import com.flowex.identity.store.person.PersonRemoval;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Worker that erases people whose waiting period is over, in two steps. First it closes all access. A minute later,
 * when pending work shows in the views, it erases the person if nothing is left. Each step is idempotent, so another
 * process can repeat a step that was interrupted.
 */
public final class ErasureWorker {

    /** Time after which requests from before the closing have been answered and show in the views. */
    static final Duration SETTLES = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(ErasureWorker.class);

    private final UsersTable users;
    private final ErasuresTable erasures;
    private final ErasureLog list;
    private final PersonRemoval removal;
    private final Sessions sessions;
    private final Restrictions restrictions;
    private final ExternalPersonData neighbours;
    private final AuditLog audit;
    private final InstantSource clock;

    public ErasureWorker(
            UsersTable users,
            ErasuresTable erasures,
            ErasureLog list,
            PersonRemoval removal,
            Sessions sessions,
            Restrictions restrictions,
            ExternalPersonData neighbours,
            AuditLog audit,
            InstantSource clock) {
        this.users = users;
        this.erasures = erasures;
        this.list = list;
        this.removal = removal;
        this.sessions = sessions;
        this.restrictions = restrictions;
        this.neighbours = neighbours;
        this.audit = audit;
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
        List<String> left = neighbours.holdings().of(user.get().account());
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
            boolean moved = ErasuresTable.move(holding, user.tenant(), due, State.REFUSED, why, now, now);
            if (moved && due.state() == State.CLOSING) {
                restrictions.reopen(holding, held);
            }
            return moved;
        });
        restrictions.carryOut(user);
        record(user, "refused");
    }

    private void close(User user, Erasure due) {
        Instant now = clock.instant();
        Instant next = now.plus(SETTLES);
        users.holding(user.tenant(), user.id(), (holding, held) -> {
                    if (!ErasuresTable.move(holding, user.tenant(), due, State.CLOSING, "", next, now)) {
                        return List.<UUID>of();
                    }
                    restrictions.closing(holding, held);
                    return sessions.endAll(holding, held, Optional.empty());
                })
                .ifPresent(sessions::ended);
        restrictions.carryOut(user);
        neighbours.work().ask(user.tenant(), next, "user " + user.id());
    }

    /**
     * Erases a person: first in the list, then in the database. If the process ends in between, the next run or the
     * next start finishes it.
     */
    private boolean erase(User user, Erasure due) {
        Instant now = clock.instant();
        forfeit(user, due);
        list.add(new ErasureLog.Erased(user.tenant(), user.ownership().owner(), now));
        record(user, "erased");
        users.holding(user.tenant(), user.id(), (holding, held) -> {
                    ErasuresTable.move(holding, user.tenant(), due, State.DONE, "", now, now);
                    return remove(holding, held);
                })
                .ifPresent(sessions::ended);
        return true;
    }

    /** Gives small amounts to the exchange: they would stay in the account for ever, without an owner. */
    private void forfeit(User user, Erasure due) {
        List<String> moved = neighbours.forfeits().take(user.account(), "erasure " + due.id());
        if (!moved.isEmpty()) {
            byte[] after = Json.bytes(Map.of("to_the_exchange", moved));
            record(user, "forfeited", new String(after, StandardCharsets.UTF_8));
        }
    }

    /**
     * Erases people again who were erased after the backup that this database comes from; runs before requests are
     * served.
     */
    public void eraseAgain() {
        for (ErasureLog.Erased erased : list.all()) {
            Optional<User> back = users.byOwner(erased.tenant(), erased.owner()).filter(user -> !user.isErased());
            if (back.isPresent()) {
                User user = back.get();
                users.holding(user.tenant(), user.id(), (holding, held) -> again(holding, held, erased.at()))
                        .ifPresent(sessions::ended);
                LOG.warn("user {} of tenant {} was erased on {}: erased again", user.id(), user.tenant(), erased.at());
            }
        }
    }

    private List<UUID> again(Connection holding, User held, Instant at) throws SQLException {
        Optional<Erasure> open =
                ErasuresTable.newest(holding, held.tenant(), held.id()).filter(Erasure::isOpen);
        if (open.isPresent()) {
            ErasuresTable.move(holding, held.tenant(), open.get(), State.DONE, "", at, at);
        }
        List<UUID> ended = remove(holding, held);
        restrictions.erased(holding, held);
        return ended;
    }

    /** Ends the person's sessions and removes the person; returns the sessions to announce after the commit. */
    private List<UUID> remove(Connection holding, User held) throws SQLException {
        List<UUID> ended = sessions.endAll(holding, held, Optional.empty());
        removal.remove(holding, held);
        return ended;
    }

    private void record(User user, String outcome) {
        record(user, outcome, "");
    }

    private void record(User user, String outcome, String after) {
        audit.record(new AuditEntry(
                user.tenant(),
                "system",
                "erasure",
                new AuditEntry.Change("user " + user.id(), "", after),
                outcome,
                "",
                "erasure"));
    }
}
