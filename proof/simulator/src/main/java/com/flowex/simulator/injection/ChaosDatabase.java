package com.flowex.simulator.injection;

import com.flowex.simulator.injection.shell.ChaosNetwork;
import com.flowex.simulator.injection.shell.ChaosProcess;
import com.flowex.simulator.injection.shell.ConditionWait;
import com.flowex.simulator.injection.shell.SystemCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PostgreSQL run by the operator, as docs/operations/database.md describes: a primary, and a replica that has each
 * commit before it is acknowledged. It is used by one thread.
 */
final class ChaosDatabase {

    static final List<String> HOSTS = List.of("database0", "database1");

    private static final int PORT = 5_432;
    private static final String OWNER = "flowex";
    private static final String MAKE_SLOT = """
            SELECT pg_create_physical_replication_slot('replica', true) WHERE NOT EXISTS (SELECT FROM pg_replication_slots)""";
    private static final String FOLLOWED =
            "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming' AND sync_state = 'sync'";
    private static final Duration START_MAX = Duration.ofSeconds(60);

    private final ChaosNetwork network;
    private final ChaosProcessFactory places;
    private final Path programs;
    private final String password;
    private final List<ChaosProcess> servers = new ArrayList<>();
    private int primary;

    /** @param programs folder of PostgreSQL's programs */
    ChaosDatabase(ChaosNetwork network, ChaosProcessFactory places, Path programs, String password) {
        this.network = network;
        this.places = places;
        this.programs = programs;
        this.password = password;
        for (String host : HOSTS) {
            servers.add(server(host));
        }
    }

    private ChaosProcess server(String host) {
        List<String> settings = List.of(
                "listen_addresses=*",
                "unix_socket_directories=",
                "max_connections=200",
                "shared_buffers=64MB",
                "huge_pages=off",
                "jit=off",
                "log_min_messages=warning");
        List<String> command = new ArrayList<>(network.on(host));
        command.addAll(List.of(
                "unshare", "--user", program("postgres"), "-D", cluster(host).toString()));
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        return new ChaosProcess(host, command, Map.of(), places.output(host));
    }

    private String program(String name) {
        return programs.resolve(name).toString();
    }

    private Path cluster(String host) {
        return places.data(host).resolve("cluster");
    }

    /** Returns both servers. */
    List<ChaosProcess> servers() {
        return servers;
    }

    /** Returns the value of FLOWEX_DATABASE_URL: both servers, of which the one that accepts writes is used. */
    String url() {
        return url(hosted(0) + "," + hosted(1), OWNER);
    }

    /** Returns the value of FLOWEX_DATABASE_READ_URL: the server that is the replica at first. */
    String readUrl() {
        return "postgresql://" + hosted(1) + "/" + OWNER;
    }

    private String hosted(int server) {
        return network.address(HOSTS.get(server)) + ":" + PORT;
    }

    private String url(String hosts, String database) {
        return "postgresql://" + OWNER + ":" + password + "@" + hosts + "/" + database;
    }

    /** Creates both servers, and returns when one follows the other. */
    void begin() throws IOException, InterruptedException {
        String host = HOSTS.get(primary);
        Path secret = Files.writeString(places.folder().resolve("run").resolve("database.password"), password);
        Files.createDirectories(places.data(host));
        SystemCommands.run(List.of(
                "unshare",
                "--user",
                program("initdb"),
                "--pgdata=" + cluster(host),
                "--username=" + OWNER,
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C"));
        Files.delete(secret);
        Files.writeString(
                cluster(host).resolve("pg_hba.conf"),
                "host all all " + network.addresses() + " scram-sha-256\nhost replication all " + network.addresses()
                        + " scram-sha-256\n",
                StandardOpenOption.APPEND);
        start(primary);
        query("postgres", "CREATE DATABASE " + OWNER);
        follow();
    }

    private void start(int server) throws IOException, InterruptedException {
        ChaosProcess process = servers.get(server);
        process.start();
        if (!ConditionWait.until(
                START_MAX, () -> query(hosted(server), "postgres", "SELECT 1").code() == 0)) {
            throw new IOException(process.name() + " takes no connection: "
                    + (process.isAlive() ? "it runs" : "it ended with " + process.end()));
        }
    }

    /** Makes the other server a new replica of the primary; commits wait for it from now on. */
    private void follow() throws IOException, InterruptedException {
        int other = 1 - primary;
        String host = HOSTS.get(other);
        FaultInjector.empty(Files.createDirectories(places.data(host)));
        query("postgres", MAKE_SLOT);
        SystemCommands.run(List.of(
                "unshare",
                "--user",
                program("pg_basebackup"),
                "--dbname=" + url(hosted(primary), "postgres"),
                "--pgdata=" + cluster(host),
                "--write-recovery-conf",
                "--wal-method=stream",
                "--slot=replica",
                "--checkpoint=fast"));
        start(other);
        query("postgres", "ALTER SYSTEM SET synchronous_standby_names = '*'");
        query("postgres", "SELECT pg_reload_conf()");
    }

    private String query(String database, String sql) throws IOException, InterruptedException {
        SystemCommands.CommandOutput output = query(hosted(primary), database, sql);
        if (output.code() != 0) {
            throw new IOException(HOSTS.get(primary) + ", asked \"" + sql + "\": " + output.text());
        }
        return output.text();
    }

    private SystemCommands.CommandOutput query(String host, String database, String sql)
            throws IOException, InterruptedException {
        String url = url(host, database) + "?connect_timeout=2";
        return SystemCommands.request(
                List.of(program("psql"), "--no-psqlrc", "--tuples-only", "--no-align", "-c", sql, url));
    }

    /** Returns a description of a fault; empty if one server follows the other and commits wait for it. */
    Optional<String> isUnwell() throws IOException, InterruptedException {
        SystemCommands.CommandOutput output = query(hosted(primary), "postgres", FOLLOWED);
        return output.code() == 0 && output.text().equals("1")
                ? Optional.empty()
                : Optional.of(HOSTS.get(primary) + " is not followed by a replica: " + output.text());
    }

    /** Simulates a loss of power of the primary's machine. @return its name */
    String killPrimary() throws IOException, InterruptedException {
        return kill(primary);
    }

    /** Simulates a loss of power of the replica's machine. @return its name */
    String killReplica() throws IOException, InterruptedException {
        return kill(1 - primary);
    }

    private String kill(int server) throws IOException, InterruptedException {
        network.killAll(HOSTS.get(server));
        servers.get(server).kill();
        return HOSTS.get(server);
    }

    /** Promotes the replica in place of a dead primary that has not been restarted. */
    void promote() throws IOException, InterruptedException {
        primary = 1 - primary;
        query("postgres", "SELECT pg_promote()");
    }

    /** Makes the former primary a new replica. */
    void replace() throws IOException, InterruptedException {
        kill(1 - primary);
        follow();
    }
}
