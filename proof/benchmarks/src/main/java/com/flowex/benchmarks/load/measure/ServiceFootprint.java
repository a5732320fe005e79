package com.flowex.benchmarks.load.measure;

import com.flowex.benchmarks.load.LoadGenerator;
import com.flowex.benchmarks.load.LoadOptions;
import com.flowex.benchmarks.load.LoadRun;
import com.flowex.benchmarks.load.client.ExchangeApi;
import com.flowex.benchmarks.load.client.LoadTestException;
import com.flowex.benchmarks.load.client.OrderOutcomes;
import com.flowex.benchmarks.load.client.ProcessStatus;
import com.flowex.benchmarks.process.LocalPorts;
import com.flowex.platform.database.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code ./flowex bench services}: start time and memory of an exchange whose services each have a process, with three
 * nodes, a gateway, PostgreSQL and Redis, on this machine. It measures the time from start to ready, with an empty
 * folder and again with the existing data. It also measures the memory at rest, and the peak while orders went through
 * the gateway.
 */
public final class ServiceFootprint {

    private static final List<String> SERVICES = List.of(
            "identity", "tenants", "trading", "marketdata", "wallet", "binance", "operations", "risk", "listings");

    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(90);
    private static final long REDIS_NANOS_MAX = TimeUnit.SECONDS.toNanos(20);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int CONNECTIONS = 16;
    private static final int NODES = 3;
    private static final int KIB_BITS = 10;
    private static final int KEY_BYTES = 32;

    private final Path root;
    private final Path folder;
    private final Map<String, String> shared;
    private final List<ServiceProcess> processes = new ArrayList<>();

    private ServiceFootprint(Path root, Path folder, Map<String, String> shared) {
        this.root = root;
        this.folder = folder;
        this.shared = shared;
    }

    /** Runs the benchmark. Arguments: the folder of FlowEx's files, an empty folder, orders, orders a second. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Path.of(args[1]).toAbsolutePath();
        int redisPort = LocalPorts.freePort();
        Process redis = redis(folder, redisPort);
        try (EmbeddedPostgres database = EmbeddedPostgres.start(folder.resolve("database"))) {
            ServiceFootprint sizes =
                    new ServiceFootprint(Path.of(args[0]).toAbsolutePath(), folder, settings(database, redisPort));
            try {
                sizes.run(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
            } finally {
                sizes.processes.forEach(ServiceProcess::close);
            }
        } finally {
            redis.destroy();
        }
    }

    private static Process redis(Path folder, int port) throws IOException {
        Process redis = new ProcessBuilder(
                        "redis-server", "--port", "" + port, "--bind", "127.0.0.1", "--save", "", "--dir", "" + folder)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("redis.out").toFile())
                .start();
        long start = System.nanoTime();
        while (!Files.readString(folder.resolve("redis.out")).contains("Ready to accept connections")) {
            if (!redis.isAlive() || System.nanoTime() - start > REDIS_NANOS_MAX) {
                throw new LoadTestException("Redis is not ready, see " + folder);
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return redis;
    }

    private static Map<String, String> settings(EmbeddedPostgres database, int redisPort) throws IOException {
        String secret = "a".repeat(KEY_BYTES);
        String key = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g";
        String address = database.url("postgres").substring("jdbc:postgresql://".length());
        Map<String, String> all = new HashMap<>();
        all.put("FLOWEX_CLUSTER_MEMBERS", LocalPorts.here(NODES));
        all.put("FLOWEX_DATABASE_URL", "postgresql://" + database.user() + ":" + database.password() + "@" + address);
        all.put("FLOWEX_DATABASE_POOL", "4");
        all.put("FLOWEX_REDIS_URL", "redis://127.0.0.1:" + redisPort + "/0");
        all.put("FLOWEX_JWT_SECRET", secret);
        all.put("FLOWEX_DATA_KEYS", "bench:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        all.put("FLOWEX_AUDIT_KEY", key);
        all.put("FLOWEX_SOLVENCY_KEY", key);
        all.put("FLOWEX_GATEWAY_KEY", secret);
        all.put("FLOWEX_SIGNER_SECRET", secret);
        all.put("FLOWEX_FEATURE_RATE_LIMITING", "off");
        all.put("FLOWEX_SERVICE_PORTS", "off");
        return all;
    }

    private void run(int orders, int rate) throws IOException, InterruptedException {
        nodes();
        signer();
        Map<String, Integer> ports = new HashMap<>();
        for (String service : SERVICES) {
            ports.put(service, LocalPorts.freePort());
            service(service, Map.of("FLOWEX_PORT", "" + ports.get(service)));
        }
        int port = LocalPorts.freePort();
        service(
                "gateway",
                Map.of(
                        "FLOWEX_PORT",
                        "" + port,
                        "FLOWEX_GATEWAY_OPERATORS",
                        "127.0.0.1:0",
                        "FLOWEX_GATEWAY_ROUTES",
                        routes(ports).toString()));
        rest();
        load(URI.create("http://localhost:" + port), orders, rate);
    }

    /** Starts all nodes at once, because one alone does not become ready; then measures the last of them alone. */
    private void nodes() throws IOException, InterruptedException {
        for (int id = 0; id < NODES; id++) {
            ServiceProcess node = process(
                    "node" + id, "Launcher", Map.of("FLOWEX_SERVICES", "engine", "FLOWEX_CLUSTER_MEMBER_ID", "" + id));
            node.start();
        }
        long first = 0;
        for (ServiceProcess node : processes) {
            first = Math.max(first, node.awaitReady());
        }
        report(processes.getLast(), first);
    }

    /** Starts the signer. All other processes get its address, so its port is fixed. */
    private void signer() throws IOException, InterruptedException {
        ServiceProcess signer = process(
                "signer",
                "SignerProcess",
                Map.of(
                        "FLOWEX_SIGNER_PORT",
                        "" + LocalPorts.freePort(),
                        "FLOWEX_SIGNER_LIMITS",
                        "simulated:USDT:100:100000"));
        measured(signer);
        shared.put("FLOWEX_SIGNER_URL", signer.address());
    }

    private ServiceProcess process(String name, String main, Map<String, String> own) {
        Map<String, String> settings = new HashMap<>(shared);
        settings.putAll(own);
        ServiceProcess process = new ServiceProcess(name, main, root, folder, "256m", settings);
        processes.add(process);
        return process;
    }

    private void service(String name, Map<String, String> own) throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(own);
        settings.put("FLOWEX_SERVICES", name);
        measured(process(name, "Launcher", settings));
    }

    /** Measures the start with an empty folder, and then a second start; the second process keeps running. */
    private static void measured(ServiceProcess process) throws IOException, InterruptedException {
        process.start();
        report(process, process.awaitReady());
    }

    private static void report(ServiceProcess process, long first) throws IOException, InterruptedException {
        process.stop();
        process.start();
        System.out.printf(
                Locale.ROOT, "service=%s ready_ms=%d again_ms=%d%n", process.name(), first, process.awaitReady());
    }

    /** Prints the memory of each process, after a time without requests. */
    private void rest() throws IOException {
        LockSupport.parkNanos(REST_NANOS);
        memory("rest");
    }

    private void memory(String when) throws IOException {
        for (ServiceProcess process : processes) {
            ProcessStatus status = process.status();
            System.out.printf(
                    Locale.ROOT,
                    "%s service=%s rss_mb=%d of_files_mb=%d most_mb=%d threads=%d%n",
                    when,
                    process.name(),
                    status.residentKib() >> KIB_BITS,
                    status.filesKib() >> KIB_BITS,
                    status.mostResidentKib() >> KIB_BITS,
                    status.threads());
        }
    }

    /** Writes the shipped routes with the ports of this run. */
    private Path routes(Map<String, Integer> ports) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(root.resolve("docs/operations/services.routes"))) {
            String[] words = line.split("\\s+", -1);
            if (!words[0].equals("upstream")) {
                lines.add(line);
            } else if (ports.containsKey(words[1])) {
                lines.add("upstream " + words[1] + " 127.0.0.1:" + ports.get(words[1]));
            }
        }
        lines.add("upstream any 127.0.0.1:" + ports.get("identity"));
        return Files.write(folder.resolve("routes"), lines);
    }

    private void load(URI address, int orders, int rate) throws IOException {
        List<String> words = new ArrayList<>(List.of("--url", "" + address, "--orders", "" + orders));
        words.addAll(List.of("--connections", "" + CONNECTIONS, "--rate", "" + rate));
        try (ExchangeApi api = new ExchangeApi(address)) {
            LoadRun run = new LoadGenerator(LoadOptions.parse(words), api).loaded(() -> {});
            OrderOutcomes answers = run.answers();
            System.out.printf(
                    Locale.ROOT,
                    "load orders=%d rate=%d acknowledged=%d rejected=%d unknown=%d p50_ms=%.2f p99_ms=%.2f%n",
                    answers.size(),
                    rate,
                    answers.acknowledged(),
                    answers.rejected(),
                    answers.unknown(),
                    run.latencies().getValueAtPercentile(50) / 1e6,
                    run.latencies().getValueAtPercentile(99) / 1e6);
        }
        memory("load");
    }
}
