package com.flowex.app.cli;

import com.flowex.app.node.MemberStatus;
import com.flowex.app.process.DetachedProcess;
import com.flowex.cluster.settings.MemberList;
import com.flowex.cluster.settings.MemberList.Member;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code ./flowex cluster start|status|stop}: several nodes and one process with every service, all on this machine.
 * Another start starts only processes that are not running.
 *
 * <p>Exits with 0 if it is done, 1 if it cannot be, 2 on wrong arguments.
 */
public final class ClusterTool {

    private static final int REFUSED = 1;
    private static final int MISUSED = 2;
    private static final int NODES_DEFAULT = 3;
    private static final int PORT_DEFAULT = 9_100;
    private static final int PORTS_APART = 10;
    private static final Duration START_MAX = Duration.ofMinutes(3);
    private static final Duration STOP_MAX = Duration.ofSeconds(140);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String USAGE = """
            usage: ./flowex cluster start [--nodes 3|5] [--dir DIR] [--port FIRST]
                   ./flowex cluster status [--json] [--dir DIR]
                   ./flowex cluster snapshot [--dir DIR]
                   ./flowex cluster stop [--node ID] [--dir DIR]
                   ./flowex cluster backup --to FILE [--dir DIR | --members LIST]
                   ./flowex cluster restore --from FILE --into DATA""";

    /** Thrown if the arguments are wrong. */
    private static final class Misuse extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Path directory;
    private final ClusterFolder folder;
    private final Map<String, String> environment;
    private final PrintStream out;

    private ClusterTool(Path directory, Map<String, String> environment, PrintStream out) {
        this.directory = directory;
        this.folder = new ClusterFolder(directory);
        this.environment = environment;
        this.out = out;
    }

    public static void main(String[] args) {
        System.exit(run(List.of(args), System.getenv(), System.out, System.err));
    }

    /**
     * Runs the command.
     *
     * @return the exit code
     */
    public static int run(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            Map<String, String> options = options(args);
            Path directory = Path.of(options.getOrDefault("--dir", "data/cluster"))
                    .toAbsolutePath()
                    .normalize();
            return new ClusterTool(directory, environment, out).obey(args.getFirst(), options);
        } catch (Misuse | IllegalArgumentException wrong) {
            err.println(wrong.getMessage() == null ? USAGE : wrong.getMessage() + "\n" + USAGE);
            return MISUSED;
        } catch (StartupException refused) {
            refused.lines().forEach(line -> err.println("flowex: " + line));
        }
        return REFUSED;
    }

    private int obey(String verb, Map<String, String> options) {
        try {
            return switch (verb) {
                case "start" -> start(options);
                case "status" -> status(options.containsKey("--json"));
                case "stop" -> stop(options);
                case "snapshot" -> snapshot();
                case "backup" -> backup(options);
                case "restore" -> restore(options);
                default -> throw new Misuse();
            };
        } catch (IOException e) {
            throw new StartupException(verb + " in " + directory + " failed: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> options(List<String> args) {
        if (args.isEmpty()) {
            throw new Misuse();
        }
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < args.size(); i++) {
            switch (args.get(i)) {
                case "--json" -> options.put("--json", "");
                case "--nodes", "--dir", "--port", "--node", "--to", "--from", "--into", "--members" -> {
                    if (i + 1 == args.size()) {
                        throw new Misuse();
                    }
                    options.put(args.get(i), args.get(++i));
                }
                default -> throw new Misuse();
            }
        }
        return options;
    }

    // --- start

    private int start(Map<String, String> options) throws IOException {
        Files.createDirectories(directory);
        MemberList members = members(options);
        List<DetachedProcess> all = processes(members);
        for (DetachedProcess process : all) {
            process.launchIfGone();
        }
        for (DetachedProcess process : all) {
            await(process);
        }
        out.println("cluster ready " + all.getLast().address() + " leader=" + leader(members));
        return 0;
    }

    /** Returns the members of the folder; a new folder gets the requested ones. */
    private MemberList members(Map<String, String> options) throws IOException {
        if (folder.isBegun()) {
            MemberList known = folder.known();
            int asked = number(options.getOrDefault("--nodes", "" + known.all().size()));
            if (asked != known.all().size()) {
                throw new StartupException(directory + " is a cluster of "
                        + known.all().size() + " nodes: their number stays, or begin in another folder (--dir)");
            }
            return known;
        }
        int count = number(options.getOrDefault("--nodes", "" + NODES_DEFAULT));
        int port = number(options.getOrDefault("--port", "" + PORT_DEFAULT));
        String list = IntStream.range(0, count)
                .mapToObj(id -> id + "=localhost:" + (port + id * PORTS_APART))
                .collect(Collectors.joining(","));
        MemberList members = MemberList.parse(list);
        folder.begin(list);
        return members;
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException(text + " is not a number");
        }
        return Integer.parseInt(text);
    }

    /** Returns the nodes, and last the process that has every service. */
    private List<DetachedProcess> processes(MemberList members) throws IOException {
        String list = folder.list();
        List<DetachedProcess> all = new ArrayList<>();
        for (Member member : members.all()) {
            all.add(process(
                    "node" + member.id(),
                    Map.of(
                            "FLOWEX_SERVICES",
                            "engine",
                            "FLOWEX_CLUSTER_MEMBERS",
                            list,
                            "FLOWEX_CLUSTER_MEMBER_ID",
                            Integer.toString(member.id()))));
        }
        all.add(process("services", Map.of("FLOWEX_SERVICES", "all", "FLOWEX_CLUSTER_MEMBERS", list)));
        return all;
    }

    private DetachedProcess process(String name, Map<String, String> own) {
        Map<String, String> settings = new HashMap<>(environment);
        settings.putAll(own);
        settings.put("FLOWEX_DATA_DIR", directory.resolve(name).toString());
        return new DetachedProcess(directory, name, settings);
    }

    private static void await(DetachedProcess process) throws IOException {
        long deadline = System.nanoTime() + START_MAX.toNanos();
        while (!process.isReady()) {
            if (!process.isAlive()) {
                throw new StartupException(process.name() + " did not start: " + process.lastLine());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new StartupException(process.name() + " is not ready yet, see " + process.log());
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private static String leader(MemberList members) {
        return members.all().stream()
                .map(MemberStatus::ask)
                .filter(status -> status.role().equals("leader"))
                .max(Comparator.comparingLong(MemberStatus::term))
                .map(status -> Integer.toString(status.member()))
                .orElse("none");
    }

    // --- status

    private int status(boolean json) throws IOException {
        MemberList members = folder.known();
        List<MemberStatus> nodes = members.all().stream().map(MemberStatus::ask).toList();
        long furthest =
                nodes.stream().mapToLong(MemberStatus::commitPosition).max().orElse(0);
        DetachedProcess services = processes(members).getLast();
        boolean serves = services.isAlive() && services.isReady();
        if (json) {
            out.println("{\"nodes\":["
                    + nodes.stream().map(node -> node.json(furthest)).collect(Collectors.joining(","))
                    + "],\"services\":{\"url\":\"" + services.address() + "\",\"ready\":" + serves + ",\"pid\":"
                    + services.pid() + "}}");
        } else {
            out.println(
                    "member role      pid      term  commit position  lag  last event  snapshot age   disk free    archived");
            nodes.forEach(node -> out.println(node.line(furthest)));
            out.println("services "
                    + (serves ? "ready at " + services.address() + ", pid " + services.pid() : "not ready"));
        }
        return nodes.stream().anyMatch(node -> node.role().equals("leader")) && serves ? 0 : REFUSED;
    }

    // --- snapshot

    /**
     * Takes a snapshot. All nodes take it at the same position of the log; the leading node answers when its own is on
     * disk.
     */
    private int snapshot() throws IOException {
        Member leader = folder.known().all().stream()
                .filter(member -> MemberStatus.ask(member).role().equals("leader"))
                .findFirst()
                .orElseThrow(() -> new StartupException("no node leads: ./flowex cluster status says which are there"));
        MemberStatus.Answer answer = MemberStatus.askForSnapshot(leader);
        out.println("node " + leader.id() + ": " + answer.text());
        return answer.isDone() ? 0 : REFUSED;
    }

    // --- backup, restore

    /** Copies the nodes of the folder, or those that are named. */
    private int backup(Map<String, String> options) throws IOException {
        ClusterBackupFile copy = new ClusterBackupFile(path(options, "--to"));
        out.println(copy.save(
                options.containsKey("--members") ? MemberList.parse(options.get("--members")) : folder.known()));
        return 0;
    }

    private int restore(Map<String, String> options) throws IOException {
        out.println(new ClusterBackupFile(path(options, "--from")).restore(path(options, "--into")));
        return 0;
    }

    private static Path path(Map<String, String> options, String name) {
        String given = options.get(name);
        if (given == null) {
            throw new Misuse();
        }
        return Path.of(given).toAbsolutePath().normalize();
    }

    // --- stop

    /** Stops the services first and the leader last: it has less to hand over then. */
    private int stop(Map<String, String> options) throws IOException {
        MemberList members = folder.known();
        List<DetachedProcess> all = processes(members);
        if (options.containsKey("--node")) {
            int id = number(options.get("--node"));
            if (id >= members.all().size()) {
                throw new IllegalArgumentException(
                        "node " + id + " is none of " + members.all().size());
            }
            end(all.get(id));
            out.println("node " + id + " stopped; ./flowex cluster start starts it again");
            return 0;
        }
        String leader = leader(members);
        end(all.getLast());
        for (Member member : members.all()) {
            if (!leader.equals(Integer.toString(member.id()))) {
                end(all.get(member.id()));
            }
        }
        for (DetachedProcess process : all) {
            end(process);
        }
        out.println("cluster stopped");
        return 0;
    }

    private static void end(DetachedProcess process) throws IOException {
        process.tellToStop();
        long deadline = System.nanoTime() + STOP_MAX.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() - deadline > 0) {
                throw new StartupException(String.format(
                        Locale.ROOT,
                        "%s (pid %d) does not stop, see %s",
                        process.name(),
                        process.pid(),
                        process.log()));
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }
}
