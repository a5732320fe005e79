package com.flowex.ground.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;

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

    /** A connection to a server that was the primary is of no use, however well it answers. */
    private static final class NoReadOnly implements SQLExceptionOverride {
        @java.lang.Override
        public SQLExceptionOverride.Override adjudicate(SQLException e) {
            return SqlFaults.isReadOnly(e)
                    ? SQLExceptionOverride.Override.MUST_EVICT
                    : SQLExceptionOverride.Override.CONTINUE_EVICT;
        }
    }

    /** Connections that write. */
    HikariDataSource open(String url, String ownerPassword, MeterRegistry registry) {
        HikariConfig config = config(url, ownerPassword, registry);
        config.setExceptionOverride(new NoReadOnly());
        return new HikariDataSource(config);
    }

    /** Connections that read only; it opens although nobody answers. */
    HikariDataSource openReading(String url, String ownerPassword, MeterRegistry registry) {
        HikariConfig config = config(url, ownerPassword, registry);
        config.setReadOnly(true);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private HikariConfig config(String url, String ownerPassword, MeterRegistry registry) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(role);
        config.setPassword(Roles.password(role, ownerPassword));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(waitMax.toMillis());
        config.setMaxLifetime(LIFE_MAX.toMillis());
        config.setMetricRegistry(registry);
        config.addDataSourceProperty("ApplicationName", "flowex-" + name);
        config.addDataSourceProperty("options", options);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // What a constraint refused would stand in the fault's message, and with it in the log.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        config.addDataSourceProperty("socketTimeout", Long.toString(silenceMax.toSeconds()));
        return config;
    }
}
