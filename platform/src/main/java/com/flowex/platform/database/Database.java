package com.flowex.platform.database;

import com.flowex.platform.database.embedded.EmbeddedPostgres;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.server.DatabaseLimits;
import com.flowex.platform.database.server.DatabaseMetrics;
import com.flowex.platform.database.server.DatabasePool;
import com.flowex.platform.database.server.DatabaseProbe;
import com.flowex.platform.database.server.DatabaseRoles;
import com.flowex.platform.database.server.ForeignSchemaException;
import com.flowex.platform.database.server.Replica;
import com.flowex.platform.database.server.ReplicaSettings;
import com.flowex.platform.database.server.RequestConnections;
import com.flowex.platform.database.server.ServerCheck;
import com.flowex.platform.database.server.ServerIdentityGuard;
import com.flowex.platform.database.server.SlowStatements;
import com.flowex.platform.database.sql.RowSource;
import com.flowex.platform.database.sql.StatementWatch;
import com.flowex.platform.database.sql.TenantRows;
import com.flowex.platform.database.transaction.SqlWork;
import com.flowex.platform.database.transaction.TransactionWork;
import com.flowex.platform.failure.DatabaseUnavailableException;
import com.flowex.platform.failure.SqlException;
import com.flowex.platform.failure.SqlFaults;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.settings.StartupException;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * PostgreSQL database with the two connection pools of FlowEx: {@link #app} for requests, as {@code flowex_app}, and
 * {@link #views} for projections, as {@code flowex_views}. Commits of projections need not wait for the disk, because
 * views are rebuilt from the log. Only migrations run as the owner.
 */
public final class Database implements RowSource, AutoCloseable {

    /** The database inside the embedded server. */
    public static final String EMBEDDED_NAME = "flowex";

    private static final String READING_OPTIONS = "-c statement_timeout=";
    private static final String APP_OPTIONS = "-c synchronous_commit=on " + READING_OPTIONS;
    private static final String VIEWS_OPTIONS = "-c synchronous_commit=off -c plan_cache_mode=force_generic_plan";

    /** Time after which a server that is still silent, although a statement had to end, is regarded as lost. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** Longer than any statement of a view works without an answer. */
    private static final Duration VIEWS_SILENCE = Duration.ofMinutes(2);

    private final Optional<EmbeddedPostgres> embedded;
    private final PGSimpleDataSource owner;
    private final HikariDataSource owners;
    private final Schemas schemas;
    private final HikariDataSource app;
    private final HikariDataSource views;
    private final DatabaseMetrics figures;
    private final DatabaseProbe probe;
    private final SlowStatements slow;
    private final RequestConnections requests;
    private final Optional<Replica> replica;

    private Database(
            Optional<EmbeddedPostgres> embedded,
            String url,
            PGSimpleDataSource owner,
            DatabaseLimits limits,
            ReplicaSettings copy,
            Workers workers) {
        this.embedded = embedded;
        this.owner = owner;
        String password = String.valueOf(owner.getPassword());
        ServerIdentityGuard server = new ServerIdentityGuard();
        this.app = new DatabasePool(
                        "app",
                        DatabaseRoles.APP,
                        limits.pool(),
                        limits.connectionWait(),
                        limits.statementMax().plus(SILENCE),
                        APP_OPTIONS + limits.statementMax().toMillis())
                .open(url, password, server, workers.registry(), this::giveUpConnections);
        this.views = new DatabasePool(
                        "views",
                        DatabaseRoles.VIEWS,
                        limits.viewsPool(),
                        limits.connectionWait(),
                        VIEWS_SILENCE,
                        VIEWS_OPTIONS)
                .open(url, password, server, workers.registry(), this::giveUpConnections);
        this.owners = DatabasePool.ofOwner(owner);
        this.schemas = new Schemas(url, owner, owners);
        this.figures = new DatabaseMetrics(workers.registry());
        this.probe = new DatabaseProbe(app, server, figures, this::giveUpConnections, workers);
        this.slow = new SlowStatements(limits.statementSlow(), this::plainConnection, workers);
        this.requests = new RequestConnections(app, slow, figures);
        this.replica = copy.url().map(at -> {
            DatabasePool reading = new DatabasePool(
                    "history",
                    DatabaseRoles.APP,
                    copy.pool(),
                    Replica.waitMax(limits),
                    limits.statementMax().plus(SILENCE),
                    READING_OPTIONS + limits.statementMax().toMillis());
            return new Replica(reading.openReading(at, password, workers.registry()), app, copy.lagMax(), workers);
        });
    }

    /**
     * Starts or reaches the server, creates the roles and the platform's own tables, and fills the pools.
     *
     * @param limits limits on the use of the server
     * @throws StartupException if the server does not start or cannot be reached
     */
    public static Database open(DatabaseChoice choice, DatabaseLimits limits, Workers workers) {
        return open(choice, limits, ReplicaSettings.NONE, workers);
    }

    /**
     * Opens the database with a replica that history is read from.
     *
     * @param copy the replica; it need not be reachable
     * @throws StartupException if the server does not start or cannot be reached
     */
    public static Database open(DatabaseChoice choice, DatabaseLimits limits, ReplicaSettings copy, Workers workers) {
        Database database =
                switch (choice) {
                    case DatabaseChoice.Embedded(java.nio.file.Path directory) -> {
                        EmbeddedPostgres server = EmbeddedPostgres.start(directory, workers);
                        yield open(server, limits, workers);
                    }
                    case DatabaseChoice.Server(String url, String user, String password) ->
                        open(Optional.empty(), url, DatabasePool.source(url, user, password), limits, copy, workers);
                };
        workers.health().register("database", database::state);
        return database;
    }

    private static Database open(EmbeddedPostgres server, DatabaseLimits limits, Workers workers) {
        try {
            create(server, EMBEDDED_NAME);
            String url = server.url(EMBEDDED_NAME);
            return open(
                    Optional.of(server),
                    url,
                    DatabasePool.source(url, server.user(), server.password()),
                    limits,
                    ReplicaSettings.NONE,
                    workers);
        } catch (StartupException e) {
            server.close();
            throw e;
        }
    }

    private static Database open(
            Optional<EmbeddedPostgres> embedded,
            String url,
            PGSimpleDataSource owner,
            DatabaseLimits limits,
            ReplicaSettings copy,
            Workers workers) {
        try (Connection connection = owner.getConnection()) {
            ServerCheck.requireVersion(connection);
            // The turn ends with the connection.
            Schemas.takeTurn(connection);
            DatabaseRoles.ensure(connection, String.valueOf(owner.getPassword()));
        } catch (SQLException e) {
            throw ServerCheck.refused(owner, e);
        }
        Database database = new Database(embedded, url, owner, limits, copy, workers);
        try {
            database.migrate("platform");
            database.migrate("outbox");
            return database;
        } catch (StartupException e) {
            database.closePools();
            throw e;
        }
    }

    /**
     * Brings a service's schema up to date. The scripts in the class path folder {@code db/<service>} run as the owner
     * in the schema {@code <service>}, which is created if it does not exist.
     *
     * @throws StartupException if a script fails, or one that already ran has changed
     */
    public void migrate(String service) {
        migrate(service, service);
    }

    /**
     * Brings a schema of any name up to date with a service's scripts.
     *
     * @throws ForeignSchemaException if one of the scripts that made the schema is not today's
     * @throws StartupException if a script fails
     */
    public void migrate(String service, String schema) {
        schemas.migrate(service, schema);
    }

    /** Revokes all access to a schema except the owner's. */
    public static void withdraw(Connection owner, String schema) throws SQLException {
        Schemas.withdraw(owner, schema);
    }

    /** Returns the connections for requests. */
    public DataSource app() {
        return app;
    }

    /** Returns the connections for projections; nothing that serves a request takes one. */
    public DataSource views() {
        return views;
    }

    /** Runs a request's statement with autocommit; a read is repeated once if its connection turns out to be lost. */
    @Override
    public <T> T query(TransactionWork<T> work) {
        return requests.run(work.onConnection(), StatementWatch::hasOnlyRead);
    }

    /** Runs one statement of a request that sees only one tenant's rows; row-level security enforces that. */
    @Override
    public <T> T query(int tenant, TransactionWork<T> work) {
        return transaction(tenant, work);
    }

    /** This source is the primary, so it has every event. */
    @Override
    public RowSource reaching(long sequence) {
        return this;
    }

    /** Returns true if there is a replica that history may be read from. */
    public boolean hasReplica() {
        return replica.isPresent();
    }

    /**
     * Reads data that may be a moment old: from the replica if it is healthy and recent enough, otherwise from the
     * primary.
     *
     * @param isEnough checks on a connection to the replica that it is recent enough
     * @param otherwise reads from the primary
     */
    public <T> T history(SqlWork<Boolean> isEnough, SqlWork<T> reading, Supplier<T> otherwise) {
        return replica.isPresent()
                ? replica.get().read(isEnough, at -> slow.watch().over(() -> reading.run(at)), otherwise)
                : otherwise.get();
    }

    /** Runs a request's statements, all or none, on one tenant's rows; a lost connection is replaced before work begins. */
    public <T> T transaction(int tenant, TransactionWork<T> work) {
        return begun(work, noted -> TenantRows.within(tenant, noted));
    }

    /** Runs several reads, as of one moment, that see only one tenant's rows. */
    public <T> T snapshot(int tenant, TransactionWork<T> work) {
        return begun(work, noted -> TenantRows.within(tenant, noted).asOfOneMoment());
    }

    private <T> T begun(TransactionWork<T> transaction, UnaryOperator<SqlWork<T>> within) {
        AtomicBoolean hasBegun = new AtomicBoolean();
        SqlWork<T> work = transaction.onConnection();
        SqlWork<T> noted = connection -> {
            hasBegun.set(true);
            return work.run(connection);
        };
        SqlWork<T> whole = within.apply(noted);
        return requests.run(connection -> inTransaction(connection, whole), _ -> !hasBegun.get());
    }

    /**
     * Runs several statements of a request, all or none.
     *
     * @throws DatabaseUnavailableException if the database is away
     * @throws SqlException if the database refuses a statement
     */
    public <T> T transaction(TransactionWork<T> work) {
        // The pool turns autocommit on again when the connection comes back.
        return requests.run(connection -> inTransaction(connection, work.onConnection()), _ -> false);
    }

    /** Runs a transaction as the owner, who alone may change schemas; it never serves a request. */
    public <T> T asOwner(SqlWork<T> work) {
        try (Connection connection = owners.getConnection()) {
            return inTransaction(connection, work);
        } catch (SQLException e) {
            throw SqlFaults.translated(e);
        }
    }

    /**
     * Runs statements of the owner on a connection of their own, which may set what it likes. Each is committed by itself:
     * some cannot be part of a transaction.
     */
    public <T> T asOwnerSingly(SqlWork<T> work) {
        try (Connection connection = owner.getConnection()) {
            return work.run(connection);
        } catch (SQLException e) {
            throw SqlFaults.translated(e);
        }
    }

    /** Runs statements of the owner that see only one tenant's rows. */
    public <T> T asOwner(int tenant, SqlWork<T> work) {
        return asOwner(TenantRows.within(tenant, work));
    }

    /** Runs work on a connection, commits or rolls back if it throws; autocommit is off afterwards. */
    public static <T> T inTransaction(Connection connection, SqlWork<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.run(connection);
            connection.clearWarnings();
            connection.commit();
            SqlFaults.requireCopied(connection);
            return result;
        } catch (SQLException | RuntimeException e) {
            rollback(connection, e);
            throw e;
        }
    }

    private static void rollback(Connection connection, Exception why) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    /** Returns true if the database did not answer the last probe, at most some seconds ago. */
    public boolean isAway() {
        return state() instanceof Health.State.Away;
    }

    private Health.State state() {
        Health.State server = embedded.map(EmbeddedPostgres::state).orElse(Health.UP);
        return server instanceof Health.State.Away ? server : probe.state();
    }

    /** Gives up all connections of the pools; connections in use are closed when they come back. */
    private void giveUpConnections() {
        app.getHikariPoolMXBean().softEvictConnections();
        views.getHikariPoolMXBean().softEvictConnections();
        owners.getHikariPoolMXBean().softEvictConnections();
    }

    private void closePools() {
        slow.close();
        replica.ifPresent(Replica::close);
        probe.close();
        owners.close();
        app.close();
        views.close();
    }

    @Override
    public void close() {
        closePools();
        embedded.ifPresent(EmbeddedPostgres::close);
    }

    /** Creates a database inside an embedded server if it does not exist. */
    static void create(EmbeddedPostgres server, String name) {
        PGSimpleDataSource root = DatabasePool.source(server.url("postgres"), server.user(), server.password());
        try (Connection connection = root.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + name + "'")) {
            if (!found.next()) {
                statement.execute("CREATE DATABASE " + name);
            }
        } catch (SQLException e) {
            throw new StartupException("cannot use the embedded PostgreSQL: " + e.getMessage(), e);
        }
    }

    /** Opens a connection like those of requests, without prepared statements: a plan is requested by the text alone. */
    private Connection plainConnection() throws SQLException {
        String password = DatabaseRoles.password(DatabaseRoles.APP, String.valueOf(owner.getPassword()));
        PGSimpleDataSource source = DatabasePool.source(owner.getURL(), DatabaseRoles.APP, password);
        source.setPreferQueryMode(PreferQueryMode.SIMPLE);
        source.setApplicationName("flowex-plans");
        return source.getConnection();
    }
}
