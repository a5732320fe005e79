package com.flowex.simulator.injection;

import com.flowex.simulator.injection.shell.ChaosNetwork;
import com.flowex.simulator.injection.shell.ChaosProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Services in processes of their own, the signer beside the wallet, and two gateways in front of them, as
 * docs/operations/services.md starts them. It is used by one thread.
 */
final class ChaosServices {

    /** Names of the machines, each with one process. */
    static final List<String> SERVICES = List.of("identity", "trading", "marketdata", "wallet");

    static final List<String> GATEWAYS = List.of("gateway0", "gateway1");

    /** Port on which each of them listens. */
    static final int PORT = 8_000;

    private static final String IDENTITY = "identity";
    private static final String WALLET = "wallet";

    /** Service that runs in the same process as identity. */
    private static final String TENANTS = "tenants";

    /** Upstream that means "any service", for routes that each of them serves. */
    private static final String ANY = "any";

    private static final String SIGNER = "signer";
    private static final int SIGNER_PORT = 8_018;
    private static final int SECRET_BYTES = 32;

    private final ChaosNetwork network;
    private final ChaosProcessFactory places;
    private final Map<String, String> shared;
    private final Map<String, ChaosProcess> processes = new TreeMap<>();

    /** @param members value of FLOWEX_CLUSTER_MEMBERS */
    ChaosServices(
            ChaosNetwork network,
            ChaosProcessFactory places,
            String members,
            ChaosDatabase database,
            ChaosRedis redis) {
        this.network = network;
        this.places = places;
        Map<String, String> all = new HashMap<>(secrets());
        all.put("FLOWEX_CLUSTER_MEMBERS", members);
        all.put("FLOWEX_DATABASE_URL", database.url());
        all.put("FLOWEX_DATABASE_READ_URL", database.readUrl());
        all.put("FLOWEX_REDIS_URL", redis.url());
        shared = Map.copyOf(all);
        for (String name : SERVICES) {
            processes.put(name, service(name));
        }
        for (String name : GATEWAYS) {
            processes.put(
                    name,
                    places.launcher(
                            name,
                            "256m",
                            Map.of(
                                    "FLOWEX_SERVICES",
                                    "gateway",
                                    "FLOWEX_GATEWAY_ROUTES",
                                    routes().toString(),
                                    "FLOWEX_GATEWAY_KEY",
                                    Objects.requireNonNull(shared.get("FLOWEX_GATEWAY_KEY")))));
        }
        processes.put(
                SIGNER,
                places.process(
                        WALLET,
                        SIGNER,
                        "256m",
                        "com.flowex.app.process.SignerProcess",
                        Map.of(
                                "FLOWEX_SIGNER_PORT",
                                Integer.toString(SIGNER_PORT),
                                "FLOWEX_SIGNER_LIMITS",
                                "simulated:USDT:100:100000",
                                "FLOWEX_SIGNER_SECRET",
                                Objects.requireNonNull(shared.get("FLOWEX_SIGNER_SECRET"))),
                        Map.of()));
    }

    /** Returns secrets shared by all processes of a run. */
    private static Map<String, String> secrets() {
        Map<String, String> secrets = new HashMap<>();
        for (String name : List.of("FLOWEX_JWT_SECRET", "FLOWEX_GATEWAY_KEY", "FLOWEX_SIGNER_SECRET")) {
            secrets.put(name, secret());
        }
        secrets.put("FLOWEX_DATA_KEYS", "chaos:" + Base64.getEncoder().encodeToString(chance()));
        try {
            String key = Base64.getEncoder()
                    .encodeToString(KeyPairGenerator.getInstance("Ed25519")
                            .generateKeyPair()
                            .getPrivate()
                            .getEncoded());
            secrets.put("FLOWEX_AUDIT_KEY", key);
            secrets.put("FLOWEX_SOLVENCY_KEY", key);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
        return secrets;
    }

    /** Returns a secret that may be part of a URL. */
    static String secret() {
        return HexFormat.of().formatHex(chance());
    }

    private static byte[] chance() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private ChaosProcess service(String name) {
        Map<String, String> settings = new HashMap<>(shared);
        settings.put("FLOWEX_SERVICES", name.equals(IDENTITY) ? IDENTITY + "," + TENANTS : name);
        settings.put("FLOWEX_CLUSTER_HOST", network.address(name));
        settings.put("FLOWEX_SERVICE_PORTS", "off");
        settings.put("FLOWEX_DATABASE_POOL", "8");
        settings.put("FLOWEX_ORDERS_FREE_MB_MIN", "64"); // one of the nodes has a small disk
        settings.put("FLOWEX_PASSWORD_HASH", "bcrypt");
        settings.put("FLOWEX_BCRYPT_COST", "4");
        // The rates are counted and never used up.
        for (String who : List.of("ANONYMOUS", "PUBLIC", "USER", "TRADER", "TENANT")) {
            settings.put("FLOWEX_RATE_" + who, "10000000");
        }
        settings.put(
                "FLOWEX_TRUSTED_PROXIES",
                GATEWAYS.stream().map(network::address).collect(Collectors.joining(",")));
        settings.put("FLOWEX_SIGNER_URL", "http://127.0.0.1:" + SIGNER_PORT);
        return places.launcher(name, "384m", settings);
    }

    private Path routes() {
        return places.folder().resolve("run").resolve("routes");
    }

    /** Starts all of them; they wait for each other. */
    void begin() throws IOException {
        List<String> shipped = Files.readAllLines(places.root().resolve("docs/operations/services.routes"));
        Files.createDirectories(places.data(SIGNER));
        Files.write(routes(), routes(shipped, host -> network.address(host) + ":" + PORT));
        for (ChaosProcess process : processes.values()) {
            process.start();
        }
    }

    /**
     * Returns the shipped file of routes with these machines' addresses, without routes to services that do not run.
     *
     * @param addresses address of a service by its name
     */
    static List<String> routes(List<String> shipped, UnaryOperator<String> addresses) {
        Set<String> known =
                Stream.concat(SERVICES.stream(), Stream.of(ANY, TENANTS)).collect(Collectors.toSet());
        List<String> lines = new ArrayList<>();
        SERVICES.forEach(name -> lines.add("upstream " + ANY + " " + addresses.apply(name)));
        SERVICES.forEach(name -> lines.add("upstream " + name + " " + addresses.apply(name)));
        lines.add("upstream " + TENANTS + " " + addresses.apply(IDENTITY));
        shipped.stream()
                .map(String::strip)
                .filter(line -> line.startsWith("route ") && known.contains(line.split(" +", -1)[2]))
                .forEach(lines::add);
        return lines;
    }

    /** Returns the settings that a tool needs to connect to them. */
    Map<String, String> shared() {
        return shared;
    }

    ChaosProcess named(String name) {
        return Objects.requireNonNull(processes.get(name), name);
    }

    /** Returns all processes, the gateways last. */
    List<ChaosProcess> processes() {
        List<ChaosProcess> all = new ArrayList<>(List.of(named(SIGNER)));
        SERVICES.forEach(name -> all.add(named(name)));
        GATEWAYS.forEach(name -> all.add(named(name)));
        return all;
    }

    /** Returns the addresses for clients: all gateways. */
    List<URI> endpoints() {
        return GATEWAYS.stream().map(this::address).toList();
    }

    /** Returns the addresses of all processes that report their readiness. */
    List<URI> all() {
        List<URI> all = new ArrayList<>(endpoints());
        SERVICES.forEach(name -> all.add(address(name)));
        return all;
    }

    private URI address(String host) {
        return URI.create("http://" + network.address(host) + ":" + PORT);
    }
}
