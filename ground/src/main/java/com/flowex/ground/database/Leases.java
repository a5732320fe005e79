package com.flowex.ground.database;

import com.flowex.ground.settings.StartupException;
import com.flowex.ground.work.Passing;
import com.flowex.ground.work.Worker;
import com.flowex.ground.work.Workers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What only one of several processes does at a time. Each thing has a lock of PostgreSQL's, held by a connection of this process
 * for as long as that lasts: a process that ends leaves its locks to whoever asks next, which all do twice a second.
 *
 * <p>A process whose connection broke learns later than others that it has lost something. So a lease saves work and noise; what
 * must never happen twice is kept apart by the rows themselves, as a view's checkpoint does.
 */
public final class Leases implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

    /** So long everything waits for another process to take it; what nobody wants goes on here. */
    private static final Duration HANDOVER = Duration.ofSeconds(2);

    /** Another wait than this one for a process that starts is the operator's to see. */
    private static final Duration START_MAX = Duration.ofMinutes(2);

    /** "flow" in letters: what else uses locks of this database uses others. */
    private static final int SPACE = 0x66_6C_6F_77;

    private static final String TRY = "SELECT pg_try_advisory_lock(?, hashtext(?))";
    private static final String GIVE = "SELECT pg_advisory_unlock(?, hashtext(?))";
    private static final String WAIT = "SELECT pg_advisory_lock(?, hashtext(?))";
    private static final String PING = "SELECT true";

    private final Optional<DatabaseAccess> access;
    private final Set<String> wanted;
    private final Optional<Worker> worker;
    private volatile Set<String> held = Set.of();
    private @Nullable Connection connection;

    /** Locks of this connection; those of one before are gone with it. */
    private Set<String> locked = Set.of();

    /** When this process was told to leave, by {@link System#nanoTime}; none while it stays. */
    private volatile @Nullable Long leftNanos;

    private Leases(Optional<DatabaseAccess> access, Set<String> wanted, Optional<Workers> workers) {
        this.access = access;
        this.wanted = Set.copyOf(wanted);
        this.worker = workers.map(place -> place.every("leases", LOOK_EVERY, this::look));
    }

    /** Of the only process there is: everything is its own. */
    public static Leases alone() {
        return new Leases(Optional.empty(), Set.of(), Optional.empty());
    }

    /**
     * Of one process of several. What is free is taken before this returns.
     *
     * @param wanted what this process does while nobody else does; everything else it leaves to others
     * @throws StartupException if the database cannot be asked
     */
    public static Leases shared(DatabaseChoice choice, Set<String> wanted, Workers workers) {
        Leases leases = new Leases(Optional.of(DatabaseAccess.open(choice)), wanted, Optional.of(workers));
        try {
            leases.look();
        } catch (RuntimeException e) {
            leases.close();
            throw new StartupException("the database cannot be asked who does what: " + e.getMessage(), e);
        }
        leases.worker.ifPresent(Worker::start);
        return leases;
    }

    /** The database does not say who has what: nothing changes until it does. */
    private static final class Away extends RuntimeException implements Passing {

        private static final long serialVersionUID = 1L;

        Away(SQLException why) {
            super("nobody knows who does what: " + why.getMessage(), why);
        }
    }

    /** The right to do something, for as long as this process runs. */
    public Lease of(String name) {
        return isShared() ? () -> held.contains(name) : Lease.ALONE;
    }

    /** Whether there may be other processes. */
    public boolean isShared() {
        return access.isPresent();
    }

    /** Does what two processes must not do at the same time when they start. */
    public <T> T whileOthersWait(Supplier<T> work) {
        if (access.isEmpty()) {
            return work.get();
        }
        try (Connection own = access.get().app()) {
            own.setNetworkTimeout(Runnable::run, Math.toIntExact(START_MAX.toMillis()));
            Sql.all(own, row -> 0, WAIT, SPACE, "start");
            return work.get();
        } catch (SQLException e) {
            throw new StartupException("another process that starts is waited for in vain: " + e.getMessage(), e);
        }
    }

    private void look() {
        try {
            Connection asked = connected();
            boolean gives = isHandingOver();
            if (gives) {
                give(asked);
            }
            Set<String> now = new TreeSet<>();
            for (String name : wanted) {
                if (!gives && isOurs(asked, name)) {
                    now.add(name);
                }
            }
            Sql.all(asked, row -> 0, PING);
            tell(now);
            held = Set.copyOf(now);
        } catch (SQLException e) {
            disconnect();
            throw new Away(e);
        }
    }

    private boolean isHandingOver() {
        Long left = leftNanos;
        return left != null && System.nanoTime() - left < HANDOVER.toNanos();
    }

    private void give(Connection asked) throws SQLException {
        for (String name : locked) {
            Sql.one(asked, row -> row.getBoolean(1), GIVE, SPACE, name);
        }
        locked = Set.of();
    }

    /** What was held by a connection that broke has to be won again; until then nobody else is known to have it. */
    private Connection connected() throws SQLException {
        Connection now = connection;
        if (now == null) {
            now = access.orElseThrow().app();
            now.setNetworkTimeout(Runnable::run, Math.toIntExact(ANSWER_MAX.toMillis()));
            connection = now;
            locked = Set.of();
        }
        return now;
    }

    private boolean isOurs(Connection asked, String name) throws SQLException {
        if (locked.contains(name)) {
            return true;
        }
        boolean isTaken =
                Sql.one(asked, row -> row.getBoolean(1), TRY, SPACE, name).orElseThrow();
        if (isTaken) {
            Set<String> more = new TreeSet<>(locked);
            more.add(name);
            locked = more;
        }
        return isTaken;
    }

    private void tell(Set<String> now) {
        for (String name : wanted) {
            if (now.contains(name) && !held.contains(name)) {
                LOG.info("this process keeps the {} from now on", name);
            } else if (!now.contains(name) && held.contains(name)) {
                told(name);
            }
        }
    }

    private void told(String lost) {
        if (isHandingOver()) {
            LOG.info("another process may keep the {} from now on: this one is to end", lost);
        } else {
            LOG.warn("another process keeps the {} from now on: this one stands by", lost);
        }
    }

    private void disconnect() {
        Connection broken = connection;
        connection = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (SQLException e) {
                LOG.debug("the connection of the leases was broken already", e);
            }
        }
    }

    /** Lets others have what is held here before this process ends; for now it goes on with what nobody takes. */
    public void leave() {
        leftNanos = System.nanoTime();
    }

    /** Leaves to others what was held here. */
    @Override
    public void close() {
        worker.ifPresent(Worker::close);
        disconnect();
        access.ifPresent(DatabaseAccess::close);
    }
}
