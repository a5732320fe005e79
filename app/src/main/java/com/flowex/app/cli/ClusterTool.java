package com.flowex.app.cli;

import com.flowex.app.cli.command.CallerPath;
import com.flowex.app.cli.command.CommandContext;
import com.flowex.app.cli.command.CommandRunner;
import com.flowex.app.cli.command.FailureText;
import com.flowex.app.cli.folder.ClusterBackupFile;
import com.flowex.app.cli.folder.ClusterFolder;
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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * {@code ./flowex cluster start|status|stop}: several nodes and one process with every service, all on this machine.
 * Another start starts only processes that are not running.
 *
 * <p>Exits with 0 if it is done, 1 if it cannot be, 2 on wrong arguments.
 */
@Command
@FailureText("the cluster's folder cannot be used")
public final class ClusterTool {

    private static final int NODES_DEFAULT = 3;
    private static final int PORTS_APART = 10;
    private static final Duration START_MAX = Duration.ofMinutes(3);
    private static final Duration STOP_MAX = Duration.ofSeconds(140);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final CommandContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            converter = CallerPath.class,
            description = "folder of the cluster (default: data/cluster)")
    private Path directory = Path.of("data/cluster").toAbsolutePath().normalize();

    ClusterTool(CommandContext context) {
        this.context = context;
    }

    public static void main(String[] args) {
        FlowexCommand.main("cluster", args);
    }

    /**
     * Runs the command.
     *
     * @return the exit code
     */
    public static int run(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
        return FlowexCommand.run("cluster", args, new CommandContext(environment, out, err));
    }

    private ClusterFolder folder() {
        return new ClusterFolder(directory);
    }

    /** Returns the members of a list in an argument, or of a number of nodes. */
    private MemberList parsed(String list) {
        try {
            return MemberList.parse(list);
        } catch (IllegalArgumentException e) {
            throw misuse(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException misuse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    // --- start

    @Command(description = "Start the nodes and services that do not run yet.")
    int start(
            @Option(
                            names = "--nodes",
                            paramLabel = "3|5",
                            description = "number of nodes of a new cluster (default: 3)")
                    Optional<Integer> nodes,
            @Option(
                            names = "--port",
                            paramLabel = "FIRST",
                            defaultValue = "9100",
                            description = "first port of a new cluster (default: 9100)")
                    int port)
            throws IOException {
        Files.createDirectories(directory);
        MemberList members = members(nodes, port);
        List<DetachedProcess> all = processes(members);
        for (DetachedProcess process : all) {
            process.launchIfGone();
        }
        for (DetachedProcess process : all) {
            await(process);
        }
        context.out().println("cluster ready " + all.getLast().address() + " leader=" + leader(members));
        return 0;
    }

    /** Returns the members of the folder; a new folder gets the requested ones. */
    private MemberList members(Optional<Integer> nodes, int port) throws IOException {
        if (folder().isBegun()) {
            MemberList known = folder().known();
            if (nodes.orElse(known.all().size()) != known.all().size()) {
                throw new StartupException(directory + " is a cluster of "
                        + known.all().size() + " nodes: their number stays, or begin in another folder (--dir)");
            }
            return known;
        }
        String list = IntStream.range(0, nodes.orElse(NODES_DEFAULT))
                .mapToObj(id -> id + "=localhost:" + (port + id * PORTS_APART))
                .collect(Collectors.joining(","));
        MemberList members = parsed(list);
        folder().begin(list);
        return members;
    }

    /** Returns the nodes, and last the process that has every service. */
    private List<DetachedProcess> processes(MemberList members) throws IOException {
        String list = folder().list();
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
        Map<String, String> settings = new HashMap<>(context.environment());
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
                .map(MemberStatus::request)
                .filter(status -> status.role().equals("leader"))
                .max(Comparator.comparingLong(MemberStatus::term))
                .map(status -> Integer.toString(status.member()))
                .orElse("none");
    }

    // --- status

    @Command(description = "Show each node and the services.")
    int status(@Option(names = "--json", description = "print JSON") boolean json) throws IOException {
        MemberList members = folder().known();
        List<MemberStatus> nodes =
                members.all().stream().map(MemberStatus::request).toList();
        long furthest =
                nodes.stream().mapToLong(MemberStatus::commitPosition).max().orElse(0);
        DetachedProcess services = processes(members).getLast();
        boolean serves = services.isAlive() && services.isReady();
        if (json) {
            context.out()
                    .println("{\"nodes\":["
                            + nodes.stream().map(node -> node.json(furthest)).collect(Collectors.joining(","))
                            + "],\"services\":{\"url\":\"" + services.address() + "\",\"ready\":" + serves + ",\"pid\":"
                            + services.pid() + "}}");
        } else {
            context.out()
                    .println(
                            "member role      pid      term  commit position  lag  last event  snapshot age   disk free    archived");
            nodes.forEach(node -> context.out().println(node.line(furthest)));
            context.out()
                    .println("services "
                            + (serves ? "ready at " + services.address() + ", pid " + services.pid() : "not ready"));
        }
        return nodes.stream().anyMatch(node -> node.role().equals("leader")) && serves ? 0 : CommandRunner.REFUSED;
    }

    // --- snapshot

    /**
     * Takes a snapshot. All nodes take it at the same position of the log; the leading node answers when its own is on
     * disk.
     */
    @Command(description = "Take a snapshot on all nodes.")
    int snapshot() throws IOException {
        Member leader = folder().known().all().stream()
                .filter(member -> MemberStatus.request(member).role().equals("leader"))
                .findFirst()
                .orElseThrow(() -> new StartupException("no node leads: ./flowex cluster status says which are there"));
        MemberStatus.Answer answer = MemberStatus.requestSnapshot(leader);
        context.out().println("node " + leader.id() + ": " + answer.text());
        return answer.isDone() ? 0 : CommandRunner.REFUSED;
    }

    // --- backup, restore

    /** Copies the nodes of the folder, or those that are named. */
    @Command(description = "Copy the nodes' log and snapshots into a file.")
    int backup(
            @Option(
                            names = "--to",
                            paramLabel = "FILE",
                            required = true,
                            converter = CallerPath.class,
                            description = "new file")
                    Path file,
            @Option(
                            names = "--members",
                            paramLabel = "LIST",
                            description = "nodes as FLOWEX_CLUSTER_MEMBERS has them; those of the folder unless given")
                    Optional<String> members)
            throws IOException {
        context.out()
                .println(new ClusterBackupFile(file)
                        .save(members.isPresent() ? parsed(members.get()) : folder().known()));
        return 0;
    }

    @Command(description = "Restore a data directory of a node from such a file.")
    int restore(
            @Option(
                            names = "--from",
                            paramLabel = "FILE",
                            required = true,
                            converter = CallerPath.class,
                            description = "file of ./flowex cluster backup")
                    Path file,
            @Option(
                            names = "--into",
                            paramLabel = "DATA",
                            required = true,
                            converter = CallerPath.class,
                            description = "new data directory")
                    Path data)
            throws IOException {
        context.out().println(new ClusterBackupFile(file).restore(data));
        return 0;
    }

    // --- stop

    /** Stops the services first, then all nodes at once: one that runs longer would report the others as lost. */
    @Command(description = "Stop one node, or all nodes and the services.")
    int stop(
            @Option(names = "--node", paramLabel = "ID", description = "node to stop; all unless it is given")
                    Optional<Integer> node)
            throws IOException {
        MemberList members = folder().known();
        List<DetachedProcess> all = processes(members);
        if (node.isPresent()) {
            int id = node.get();
            if (id < 0 || id >= members.all().size()) {
                throw misuse("--node must be within 0.." + (members.all().size() - 1) + ", was " + id);
            }
            end(all.get(id));
            context.out().println("node " + id + " stopped; ./flowex cluster start starts it again");
            return 0;
        }
        end(all.getLast());
        for (DetachedProcess process : all) {
            process.requestStop();
        }
        for (DetachedProcess process : all) {
            end(process);
        }
        context.out().println("cluster stopped");
        return 0;
    }

    private static void end(DetachedProcess process) throws IOException {
        process.requestStop();
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
