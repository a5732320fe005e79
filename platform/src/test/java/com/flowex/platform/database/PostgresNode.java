package com.flowex.platform.database;

import com.flowex.platform.database.embedded.PostgresFiles;
import com.flowex.platform.database.embedded.PostgresUser;
import com.flowex.platform.database.embedded.Postmaster;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.PreparedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * A server of a test's own that no supervisor restarts: a primary, or a streaming replica of one, which may be
 * promoted.
 */
public final class PostgresNode implements AutoCloseable {

    private static final String SLOT = "SELECT pg_create_physical_replication_slot('replica', true)";

    private final PostgresFiles files;
    private final int port;
    private Process process;

    private PostgresNode(Path directory) throws IOException, InterruptedException {
        this.files = PostgresFiles.open(directory, PostgresUser::of);
        this.port = freePort();
        this.process = new Postmaster(files, port).start();
    }

    /** A primary with an empty database. */
    public static PostgresNode primary(Path directory) throws IOException, InterruptedException, SQLException {
        PreparedPostgres.copyTo(directory);
        PostgresNode primary = new PostgresNode(directory);
        try (Connection connection = primary.connection("postgres")) {
            Sql.execute(connection, "CREATE DATABASE " + Database.EMBEDDED_NAME);
        }
        return primary;
    }

    /** A copy of this one, which follows it. */
    public PostgresNode replica(Path directory) throws IOException, InterruptedException, SQLException {
        try (Connection connection = connection()) {
            Sql.all(connection, row -> row.getString(1), SLOT);
        }
        DatabaseBackup.copy(new DatabaseChoice.Embedded(files.directory()), directory);
        Path cluster = directory.resolve("cluster");
        Files.copy(
                cluster.resolve("PG_VERSION"), cluster.resolve("standby.signal"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(
                cluster.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + port + " user=" + PostgresFiles.OWNER + " password="
                        + files.password() + "'\nprimary_slot_name = 'replica'\n",
                StandardOpenOption.APPEND);
        return new PostgresNode(directory);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** From now on a commit that waits for the disk waits for the replica's, too. */
    public void commitOnReplica() throws SQLException {
        try (Connection connection = connection()) {
            Sql.execute(connection, "ALTER SYSTEM SET synchronous_standby_names = '*'");
            Sql.all(connection, row -> row.getBoolean(1), "SELECT pg_reload_conf()");
            Await.until(() -> one("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") == 1);
        }
    }

    /** A connection of the owner. */
    public Connection connection() throws SQLException {
        return connection(Database.EMBEDDED_NAME);
    }

    private Connection connection(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + host() + "/" + database, PostgresFiles.OWNER, files.password());
    }

    /** A number. */
    public long one(String sql) throws SQLException {
        try (Connection connection = connection()) {
            return Sql.one(connection, row -> row.getLong(1), sql).orElseThrow();
        }
    }

    /** Address and port. */
    public String host() {
        return "127.0.0.1:" + port;
    }

    /** As it is given to FlowEx, with others behind it. */
    public DatabaseChoice.Server with(PostgresNode... others) {
        return new DatabaseChoice.Server(
                "jdbc:postgresql://" + hosts(others) + "/" + Database.EMBEDDED_NAME, user(), password());
    }

    /** The value of FLOWEX_DATABASE_URL for it and others. */
    public String url(PostgresNode... others) {
        return "postgresql://" + user() + ":" + password() + "@" + hosts(others) + "/" + Database.EMBEDDED_NAME;
    }

    private String hosts(PostgresNode... others) {
        StringBuilder all = new StringBuilder(host());
        List.of(others).forEach(other -> all.append(',').append(other.host()));
        return all.toString();
    }

    public String user() {
        return PostgresFiles.OWNER;
    }

    public String password() {
        return files.password();
    }

    /** Kill -9 of the server; what worked for it ends when it notices. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Ends it in order. */
    public void stop() throws IOException, InterruptedException {
        Postmaster.stop(files);
        process.waitFor();
    }

    /** On the same port. */
    public void startAgain() throws IOException, InterruptedException {
        Postmaster.stopLeftOver(files);
        process = new Postmaster(files, port).start();
    }

    /** Makes a replica a primary. */
    public void promote() throws IOException, InterruptedException {
        files.run(List.of(
                files.program("pg_ctl"),
                "promote",
                "--pgdata=" + files.cluster(),
                "--wait",
                "--timeout=60",
                "--silent"));
    }

    @Override
    public void close() throws IOException {
        if (!process.isAlive()) {
            return;
        }
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a server was stopped", e);
        }
    }
}
