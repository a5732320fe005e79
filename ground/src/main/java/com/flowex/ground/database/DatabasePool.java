package com.flowex.ground.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A pool as FlowEx has them: connections live for an hour at most, are tried before they are lent, and those to a server that refuses
 * writes are given up.
 *
 * @param waitMax how long somebody waits for a connection
 * @param silenceMax a server that says nothing for so long has gone
 * @param options what each session is begun with
 */
record DatabasePool(String name, String role, int size, Duration waitMax, Duration silenceMax, String options) {

    private static final Duration LIFE_MAX = Duration.ofHours(1);

    /**
     * Decides which connections leave the pool after a fault. A connection to a server that was the primary is of no use, however well it
     * answers. Where one connection was lost, the server or the way to it was gone for a moment, and all others are as dead: Hikari tests
     * a connection only after half a second of idling, and would lend each of them once.
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
     * Connections that write.
     *
     * @param server the only one that they may be to
     * @param onLost called where a connection that was lent turns out to be lost
     */
    HikariDataSource open(
            String url, String ownerPassword, KnownServer server, MeterRegistry registry, Runnable onLost) {
        HikariConfig config = config(url, ownerPassword, new KnownSource(server), registry);
        config.setExceptionOverride(new Eviction(onLost));
        return new HikariDataSource(config);
    }

    /** Connections that read only; it opens although nobody answers. */
    HikariDataSource openReading(String url, String ownerPassword, MeterRegistry registry) {
        HikariConfig config = config(url, ownerPassword, new PGSimpleDataSource(), registry);
        config.setReadOnly(true);
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
        source.setPassword(Roles.password(role, ownerPassword));
        source.setApplicationName("flowex-" + name);
        source.setOptions(options);
        source.setReWriteBatchedInserts(true);
        source.setPrepareThreshold(1);
        source.setTcpKeepAlive(true);
        // The values that a constraint refused would stand in the fault's message, and so in the log.
        source.setLogServerErrorDetail(false);
        source.setSocketTimeout(Math.toIntExact(silenceMax.toSeconds()));
        return source;
    }
}
