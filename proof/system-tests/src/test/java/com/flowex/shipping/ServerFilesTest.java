package com.flowex.shipping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files with which PostgreSQL, Redis and HAProxy are to be run, read by these servers themselves. */
class ServerFilesTest {

    private static final Duration TOOL_MAX = Duration.ofMinutes(5);
    private static final long STARTING_MAX_NANOS = Duration.ofMinutes(5).toNanos();

    @TempDir
    private Path folder;

    private static ToolRun run(String... command) {
        return ToolRun.of(TOOL_MAX, Map.of("REDIS_PASSWORD", "secret"), List.of(command));
    }

    private static Path shipped(String file) {
        return Shipped.ROOT.resolve(file);
    }

    @Test
    void postgresqlKnowsEverySettingOfItsFile() throws IOException {
        assumeTrue(ToolRun.isHere("postgres"), "no postgres on the path: its file is not read");
        ToolRun read = postgres(shipped("postgres/postgresql.conf"));
        assertEquals(0, read.exitCode(), read::output);
        assertTrue(read.output().contains("1000"), read::output);

        Path wrong = folder.resolve("wrong.conf");
        Files.writeString(wrong, Shipped.text(shipped("postgres/postgresql.conf")) + "max_wall = 1\n");
        ToolRun refused = postgres(wrong);
        assertTrue(refused.exitCode() != 0 && refused.output().contains("max_wall"), refused::output);
    }

    private ToolRun postgres(Path file) {
        return run(
                "postgres",
                "-C",
                "max_connections",
                "-c",
                "config_file=" + file,
                "-c",
                "data_directory=" + folder,
                "-c",
                "hba_file=" + shipped("postgres/pg_hba.conf"),
                "-c",
                "ident_file=" + folder);
    }

    @Test
    void theDoctorLooksWhereTheFileOfSettingsSays() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = "FLOWEX_SERVICE_PORTS=off\r\nFLOWEX_PORT='" + busy.getLocalPort() + "'\n";
            ToolRun found = doctor(port);
            assertEquals(1, found.exitCode(), found::output);
            assertTrue(found.output().contains("answers on " + busy.getLocalPort()), found::output);
        }
        for (String wrong : List.of("export FLOWEX_PORT=1", "\uFEFFFLOWEX_PORT=1", "FLOWEX_PORT: 1", "flowex_port=1")) {
            ToolRun found = doctor("# settings\n" + wrong + "\n");
            assertEquals(1, found.exitCode(), () -> wrong + " is no setting: " + found.output());
            assertTrue(found.output().contains("line 2 of "), found::output);
        }
        ToolRun text = doctor("FLOWEX_PORT=8124 # mine\n");
        assertTrue(text.output().contains("FLOWEX_PORT is no port: 8124 # mine"), text::output);
    }

    @Test
    void theDoctorNamesALittleDiskAndRefusesOneThatIsTooSmall() throws IOException {
        Map<Integer, String> states = Map.of(1, "lacks", 2, "little", 19, "little", 20, "ok");
        for (Map.Entry<Integer, String> each : states.entrySet()) {
            Path programs = Files.createDirectories(folder.resolve("programs"));
            Path df = Files.writeString(
                    programs.resolve("df"), "#!/bin/sh\necho d 0 0 $((" + each.getKey() + " * 1048576)) 0 d\n");
            Files.setPosixFilePermissions(df, PosixFilePermissions.fromString("rwxr-xr-x"));

            ToolRun found = doctor("", Map.of("PATH", programs + ":" + System.getenv("PATH")));

            String line = each.getValue() + " +" + each.getKey() + " GB free where";
            assertTrue(Pattern.compile("(?m)^" + line).matcher(found.output()).find(), found::output);
        }
    }

    private ToolRun doctor(String settings) throws IOException {
        return doctor(settings, Map.of());
    }

    private ToolRun doctor(String settings, Map<String, String> others) throws IOException {
        Path file = Files.writeString(folder.resolve("settings"), settings);
        Map<String, String> environment = new HashMap<>(others);
        environment.put("FLOWEX_ENV_FILE", file.toString());
        environment.put("FLOWEX_DATA_DIR", folder.toString());
        return ToolRun.of(TOOL_MAX, environment, List.of("./flowex", "doctor"));
    }

    @Test
    void theImageHasTheVerbsThatRunbooksType() {
        Set<String> typed = Pattern.compile("(?m)^([a-z-]+) +(?:[0-9]+m|[0-9]+%) ")
                .matcher(Shipped.text(shipped("build/verbs")))
                .results()
                .map(verb -> verb.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        typed.removeAll(Set.of("cluster", "completion", "health", "help")); // for a checkout, or the script's own
        String script = Shipped.text(shipped("deploy/container/flowex.sh"));
        String listed = script.substring(script.indexOf("VERB  "), script.indexOf("VERB --help"));

        assertEquals(
                typed,
                Pattern.compile("[a-z]+(?:-[a-z]+)?")
                        .matcher(listed.replace(" or ", " "))
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertTrue(script.contains("*) tool \"$verb\" \"$@\" ;;"), "any verb of the program");
    }

    @Test
    void foldersWithKeysAreNeitherCommittedNorCopiedIntoAnImage() {
        Set<String> committed = lines(".gitignore");
        Set<String> copied = lines(".dockerignore");
        for (String each : List.of("data", "secrets", "backups", "recovered")) {
            assertTrue(committed.contains("/" + each + "/"), each);
            assertTrue(copied.contains(each), each);
        }
    }

    private static Set<String> lines(String file) {
        return Shipped.text(shipped(file)).lines().collect(Collectors.toSet());
    }

    @Test
    void haproxyTakesItsFile() {
        assumeTrue(ToolRun.isHere("haproxy"), "no haproxy here: its file is not read");
        ToolRun read = run("haproxy", "-c", "-f", shipped("redis/haproxy.cfg").toString());

        assertEquals(0, read.exitCode(), read::output);
    }

    @Test
    void redisStartsWithItsFileAndSentinelWatchesIt() throws IOException {
        assumeTrue(ToolRun.isHere("redis-server"), "no redis-server here: its files are not read");
        int port = freePort();
        Path sentinel = folder.resolve("sentinel.conf");
        int watching = freePort();
        Files.writeString(
                sentinel,
                Shipped.text(shipped("redis/sentinel.conf"))
                                .replace("redis-0 6379", "127.0.0.1 " + port)
                                .replaceAll("(?m)^port .*$", "port " + watching)
                                .replaceAll("(?m)^dir .*$", "dir " + folder)
                        + "sentinel auth-pass flowex secret\n");
        Process redis = started(List.of(
                "redis-server",
                shipped("redis/redis.conf").toString(),
                "--port",
                Integer.toString(port),
                "--dir",
                folder.toString(),
                "--requirepass",
                "secret"));
        Process watcher = started(List.of("redis-server", sentinel.toString(), "--sentinel"));
        try {
            assertEquals("maxmemory-policy noeviction", request(port, "CONFIG", "GET", "maxmemory-policy"));
            assertTrue(request(port, "FLUSHALL").contains("unknown command"));
            assertEquals("127.0.0.1 " + port, request(watching, "SENTINEL", "get-master-addr-by-name", "flowex"));
            ToolRun stranger = run("redis-cli", "-p", Integer.toString(port), "PING");
            assertTrue(stranger.output().contains("NOAUTH"), stranger::output);
        } finally {
            watcher.destroyForcibly();
            redis.destroyForcibly();
        }
    }

    private static Process started(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Answer of a server, once it listens. */
    private static String request(int port, String... words) {
        List<String> command = new ArrayList<>(
                List.of("redis-cli", "-p", Integer.toString(port), "-a", "secret", "--no-auth-warning"));
        command.addAll(List.of(words));
        long deadline = System.nanoTime() + STARTING_MAX_NANOS;
        while (true) {
            ToolRun run = ToolRun.of(TOOL_MAX, Map.of(), command);
            if (run.exitCode() == 0 && !run.output().contains("refused")) {
                return run.output()
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("AUTH failed"))
                        .collect(Collectors.joining(" "));
            }
            assertTrue(System.nanoTime() < deadline, run::output);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Kubernetes' own rule, and who is held to it. */
    @Test
    void kubernetesKnowsThePolicies() {
        List<KubeObject> policies = Chart.objects(shipped("security/policies"));

        assertEquals(
                List.of("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"),
                policies.stream().map(KubeObject::kind).toList());
        policies.forEach(KubeObject::validate);
    }

    @Test
    void nftablesTakesItsRules() {
        assumeTrue(
                Stream.of("/usr/sbin/nft").map(Path::of).anyMatch(Files::isExecutable),
                "no nft here: its rules are not read");
        ToolRun read = run(
                "/usr/sbin/nft",
                "-c",
                "-f",
                shipped("security/ddos/nftables.conf").toString());
        assumeTrue(!read.output().contains("Operation not permitted"), "rules are read by root alone");

        assertEquals(0, read.exitCode(), read::output);
    }
}
