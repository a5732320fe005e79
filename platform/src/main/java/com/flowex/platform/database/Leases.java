package com.flowex.platform.database;

import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.failure.TransientFault;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.settings.StartupException;
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
 * Leases: work that only one of several processes does at a time. Each lease is an advisory lock of PostgreSQL, held by
 * a connection of this process. A process that ends leaves its locks to the next one that asks; all ask twice a second.
 *
 * <p>A process whose connection broke learns later than others that it has lost a lease. A lease therefore saves work
 * and noise. Work that must never happen twice is protected by the rows themselves, as by a view's checkpoint.
 */
public final class Leases implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(500);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

    /**
     * Time for which all leases are offered to other processes; after it, this process continues work that no other has
     * taken.
     */
    private static final Duration HANDOVER = Duration.ofSeconds(2);

    /** Longest wait for another process that starts; a longer one is a case for the operator. */
    private static final Duration START_MAX = Duration.ofMinutes(2);

    /** "flow" in letters, so that other users of locks in this database do not collide. */
    private static final int SPACE = 0x66_6C_6F_77;

    private static final String TRY = "SELECT pg_try_advisory_lock(?, hashtext(?))";
    private static final String GIVE = "SELECT pg_advisory_unlock(?, hashtext(?))";
    private static final String WAIT = "SELECT pg_advisory_lock(?, hashtext(?))";
    private static final String PING = "SELECT true";

    private final Optional<DatabaseAccess> access;
    private final Set<String> names;
    private final Optional<Worker> worker;
    private volatile Set<String> held = Set.of();
    private @Nullable Connection connection;

    /** Locks of this connection; those of an earlier one are gone with it. */
    private Set<String> locked = Set.of();

    /** Moment at which this process began to leave, by {@link System#nanoTime}; null while it stays. */
    private volatile @Nullable Long leftNanos;

    private Leases(Optional<DatabaseAccess> access, Set<String> names, Optional<Workers> workers) {
        this.access = access;
        this.names = Set.copyOf(names);
        this.worker = workers.map(place -> place.every("leases", CHECK_INTERVAL, this::check));
    }

    /** Creates the leases of a single process, which owns everything. */
    public static Leases alone() {
        return new Leases(Optional.empty(), Set.of(), Optional.empty());
    }

    /**
     * Creates the leases of one process of several. Free leases are taken before this returns.
     *
     * @param names work that this process does while no other process does it; it leaves all other work to others
     * @throws StartupException if the database cannot be asked
     */
    public static Leases shared(DatabaseChoice choice, Set<String> names, Workers workers) {
        Leases leases = new Leases(Optional.of(DatabaseAccess.open(choice)), names, Optional.of(workers));
        try {
            leases.check();
        } catch (RuntimeException e) {
            leases.close();
            throw new StartupException(
                    "the database cannot be asked for the leases of processes: " + e.getMessage(), e);
        }
        leases.worker.ifPresent(Worker::start);
        return leases;
    }

    /** The database does not answer, so nothing changes until it does. */
    private static final class Away extends RuntimeException implements TransientFault {

        private static final long serialVersionUID = 1L;

        Away(SQLException why) {
            super("the holders of leases are unknown: " + why.getMessage(), why);
        }
    }

    /** Returns the lease of a name, for as long as this process runs. */
    public Lease of(String name) {
        return isShared() ? () -> held.contains(name) : Lease.ALONE;
    }

    /** Returns true if there may be other processes. */
    public boolean isShared() {
        return access.isPresent();
    }

    /** Runs work that two processes must not do at the same time when they start. */
    public <T> T whileOthersWait(Supplier<T> work) {
        if (access.isEmpty()) {
            return work.get();
        }
        try (Connection own = access.get().app()) {
            own.setNetworkTimeout(Runnable::run, Math.toIntExact(START_MAX.toMillis()));
            Sql.all(own, row -> 0, WAIT, SPACE, "start");
            return work.get();
        } catch (SQLException e) {
            throw new StartupException("another process that is starting did not finish in time: " + e.getMessage(), e);
        }
    }

    private void check() {
        try {
            Connection connection = connected();
            boolean gives = isHandingOver();
            if (gives) {
                give(connection);
            }
            Set<String> now = new TreeSet<>();
            for (String name : names) {
                if (!gives && isOurs(connection, name)) {
                    now.add(name);
                }
            }
            Sql.all(connection, row -> 0, PING);
            report(now);
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

    private void give(Connection connection) throws SQLException {
        for (String name : locked) {
            Sql.one(connection, row -> row.getBoolean(1), GIVE, SPACE, name);
        }
        locked = Set.of();
    }

    /**
     * Returns the connection. Leases of a broken connection have to be won again; until then no other process is known
     * to hold them.
     */
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

    private boolean isOurs(Connection connection, String name) throws SQLException {
        if (locked.contains(name)) {
            return true;
        }
        boolean isTaken =
                Sql.one(connection, row -> row.getBoolean(1), TRY, SPACE, name).orElseThrow();
        if (isTaken) {
            Set<String> more = new TreeSet<>(locked);
            more.add(name);
            locked = more;
        }
        return isTaken;
    }

    private void report(Set<String> now) {
        for (String name : names) {
            if (now.contains(name) && !held.contains(name)) {
                LOG.info("this process holds the lease of {} from now on", name);
            } else if (!now.contains(name) && held.contains(name)) {
                logLost(name);
            }
        }
    }

    private void logLost(String lost) {
        if (isHandingOver()) {
            LOG.info("another process may hold the lease of {} from now on: this one ends", lost);
        } else {
            LOG.warn("another process holds the lease of {} from now on: this one is on standby", lost);
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

    /** Offers the leases to other processes before this one ends; it continues all work that no other process takes. */
    public void leave() {
        leftNanos = System.nanoTime();
    }

    /** Releases the leases. */
    @Override
    public void close() {
        worker.ifPresent(Worker::close);
        disconnect();
        access.ifPresent(DatabaseAccess::close);
    }
}
