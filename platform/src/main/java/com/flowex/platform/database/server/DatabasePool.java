package com.flowex.platform.database.server;

import com.flowex.platform.failure.SqlFaults;
import com.flowex.platform.settings.StartupException;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import com.zaxxer.hikari.pool.HikariPool;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Settings of a connection pool. Connections live at most an hour, are tested before use, and are given up if their
 * server refuses writes.
 *
 * @param waitMax longest wait for a connection
 * @param silenceMax time after which a silent server is regarded as lost
 * @param options options of each session
 */
public record DatabasePool(String name, String role, int size, Duration waitMax, Duration silenceMax, String options) {

    private static final Duration LIFE_MAX = Duration.ofHours(1);

    private static final int CONNECT_SECONDS_MAX = 10;
    private static final int OWNERS_MAX = 4;
    private static final Duration OWNER_WAIT_MAX = Duration.ofSeconds(10);
    private static final Duration OWNER_IDLE_MAX = Duration.ofSeconds(10);

    /** Time in which a server that the owner has just reached must accept this role; a busy server starts sessions late. */
    private static final Duration START_MAX = Duration.ofMinutes(1);

    /**
     * Eviction rule for connections after a fault. A connection to a server that was the primary is useless, however
     * well it answers. If one connection was lost, the server or the network was gone for a moment, and all others are
     * dead, too. Hikari tests a connection only after half a second of idling and would lend each of them once.
     *
     * @param onLost gives up all connections to the server
     */
    private record Eviction(Runnable onLost) implements SQLExceptionOverride {
        @java.lang.Override
        public SQLExceptionOverride.Override adjudicate(SQLException e) {
            if (SqlFaults.isLostConnection(e)) {
                onLost.run();
            }
            return SqlFaults.isReadOnly(e)
                    ? SQLExceptionOverride.Override.MUST_EVICT
                    : SQLExceptionOverride.Override.CONTINUE_EVICT;
        }
    }

    /**
     * Opens connections that write.
     *
     * @param server the only server that they may lead to
     * @param onLost called when a connection in use turns out to be lost
     * @throws StartupException if the server accepts no connection of this role within a minute
     */
    public HikariDataSource open(
            String url, String ownerPassword, ServerIdentityGuard server, MeterRegistry registry, Runnable onLost) {
        HikariConfig config = config(url, ownerPassword, new GuardedDataSource(server), registry);
        config.setExceptionOverride(new Eviction(onLost));
        config.setInitializationFailTimeout(START_MAX.toMillis());
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw new StartupException(
                    "the database gives " + role + " no connection: " + e.getMessage() + "; see FLOWEX_DATABASE_URL",
                    e);
        }
    }

    /** Opens connections that only read; the pool opens although no server answers. */
    public HikariDataSource openReading(String url, String ownerPassword, MeterRegistry registry) {
        HikariConfig config = config(url, ownerPassword, new PGSimpleDataSource(), registry);
        config.setReadOnly(true);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /** Returns connections that no pool keeps; the application is named as the owner's. */
    public static PGSimpleDataSource source(String url, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        source.setUser(user);
        source.setPassword(password);
        source.setConnectTimeout(CONNECT_SECONDS_MAX);
        source.setApplicationName("flowex-owner");
        // No plan outlives a change of the schemas.
        source.setPrepareThreshold(0);
        return source;
    }

    /**
     * Opens connections of the owner when they are needed. A start needs fifty of them, one after the other, and a new one
     * costs the server 40 ms of a core; one that nothing has used for some seconds is closed.
     */
    public static HikariDataSource ofOwner(PGSimpleDataSource owner) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("owner");
        config.setDataSource(owner);
        config.setMaximumPoolSize(OWNERS_MAX);
        config.setMinimumIdle(0);
        config.setIdleTimeout(OWNER_IDLE_MAX.toMillis());
        config.setConnectionTimeout(OWNER_WAIT_MAX.toMillis());
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private HikariConfig config(String url, String ownerPassword, PGSimpleDataSource source, MeterRegistry registry) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(prepared(source, url, ownerPassword));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(waitMax.toMillis());
        config.setMaxLifetime(LIFE_MAX.toMillis());
        config.setMetricRegistry(registry);
        return config;
    }

    private PGSimpleDataSource prepared(PGSimpleDataSource source, String url, String ownerPassword) {
        source.setURL(url);
        source.setUser(role);
        source.setPassword(DatabaseRoles.password(role, ownerPassword));
        source.setApplicationName("flowex-" + name);
        source.setOptions(options);
        source.setReWriteBatchedInserts(true);
        source.setPrepareThreshold(1);
        source.setTcpKeepAlive(true);
        // The fault's message would otherwise contain the values that a constraint refused, and so would the log.
        source.setLogServerErrorDetail(false);
        source.setSocketTimeout(Math.toIntExact(silenceMax.toSeconds()));
        return source;
    }
}
