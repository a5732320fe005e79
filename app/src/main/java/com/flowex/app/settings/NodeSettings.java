package com.flowex.app.settings;

import com.flowex.cluster.settings.ArchiveStore;
import com.flowex.cluster.settings.ClusterConfig;
import com.flowex.cluster.settings.MemberList;
import com.flowex.cluster.settings.RemoteConfig;
import com.flowex.cluster.settings.RetentionSettings;
import com.flowex.domain.value.WholeNumber;
import com.flowex.platform.settings.SettingFormat;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.platform.storage.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Use of the log by this process.
 *
 * @param runs role of the process
 * @param services services that run in it; none in a node or a gateway
 * @param members nodes of the exchange
 * @param member index of this node, in a cluster
 * @param host address at which the nodes reach a process that is not one of them
 * @param queueMax number of commands that may wait before callers get "overloaded"; a power of two
 * @param commandsPerSnapshot number of commands after which a snapshot is taken
 * @param timePerSnapshot time after which a snapshot is taken
 * @param minFreeBytes free disk space below which the node stops
 * @param minFreeBytesForOrders free disk space below which new orders are refused
 * @param archive URL of the store that events go to before they leave the disk; empty if none leave it
 * @param eventBytes least size of the event log that stays on the disk
 */
public record NodeSettings(
        ProcessRole runs,
        Set<ServiceName> services,
        MemberList members,
        int member,
        String host,
        int queueMax,
        long commandsPerSnapshot,
        Duration timePerSnapshot,
        long minFreeBytes,
        long minFreeBytesForOrders,
        String archive,
        long eventBytes) {

    /** Role of a process. */
    public enum ProcessRole {
        /** Every service, and the engine too where no cluster is named. */
        ALL,
        /** Some services. */
        SOME,
        /** One node of a cluster, and nothing else. */
        ENGINE,
        /** The reverse proxy before other processes, and nothing else. */
        GATEWAY
    }

    private static final String SERVICES =
            Arrays.stream(ServiceName.values()).map(Part::word).collect(Collectors.joining(", "));

    /** Value of FLOWEX_SERVICES. */
    private record Part(ProcessRole runs, Set<ServiceName> services) {

        static Part parse(String text) {
            return switch (text) {
                case "all" -> new Part(ProcessRole.ALL, EnumSet.allOf(ServiceName.class));
                case "engine" -> new Part(ProcessRole.ENGINE, Set.of());
                case "gateway" -> new Part(ProcessRole.GATEWAY, Set.of());
                default -> {
                    Set<ServiceName> some = EnumSet.noneOf(ServiceName.class);
                    for (String word : text.split(",", -1)) {
                        some.add(ServiceName.valueOf(word.strip().toUpperCase(Locale.ROOT)));
                    }
                    yield new Part(ProcessRole.SOME, some);
                }
            };
        }

        static String word(ServiceName service) {
            return service.name().toLowerCase(Locale.ROOT);
        }

        String words() {
            return services.stream().map(Part::word).collect(Collectors.joining(","));
        }
    }

    private static final int MEGABYTE_BITS = 20;
    private static final int MEMBER_MAX = 4;
    private static final String OFF = "off";

    /** Reads the settings without throwing: a wrong value reads as its default. */
    static NodeSettings read(SettingsReader reader, Path data) {
        Part part = reader.parsed(
                "FLOWEX_SERVICES",
                "all",
                "all, engine, gateway, or some of " + SERVICES + " between commas",
                Part::parse,
                "what this process runs: everything, one node of several, the gateway before other processes, or some services, each"
                        + " on its own port (docs/operations/services.md)");
        ProcessRole runs = part.runs();
        MemberList members = reader.parsed(
                "FLOWEX_CLUSTER_MEMBERS",
                "",
                "empty, or " + MemberList.FORM,
                text -> text.isEmpty() ? MemberList.ALONE : MemberList.parse(text),
                "the nodes of the exchange, the same list for each and for every process that uses them; empty for one node in"
                        + " this process. Their network must be private: a program that reaches these ports can trade as any user");
        int member = reader.integer(
                "FLOWEX_CLUSTER_MEMBER_ID",
                0,
                0,
                MEMBER_MAX,
                "which of them this process is, with FLOWEX_SERVICES=engine");
        String host = reader.parsed(
                "FLOWEX_CLUSTER_HOST",
                "localhost",
                SettingFormat.HOST.rule(),
                SettingFormat.HOST::parse,
                "name or address under which the nodes reach this process, where it uses nodes elsewhere");
        if (runs == ProcessRole.ENGINE && members.isAlone()) {
            reader.refuse("FLOWEX_SERVICES=engine needs FLOWEX_CLUSTER_MEMBERS: " + MemberList.FORM);
        }
        if (runs == ProcessRole.SOME && members.isAlone()) {
            reader.refuse("FLOWEX_SERVICES=" + part.words() + " needs FLOWEX_CLUSTER_MEMBERS: " + MemberList.FORM);
        }
        if (runs == ProcessRole.ENGINE && member >= members.all().size()) {
            reader.refuse("FLOWEX_CLUSTER_MEMBER_ID=" + member + " is none of FLOWEX_CLUSTER_MEMBERS");
        }
        return new NodeSettings(
                runs,
                part.services(),
                members,
                member < members.all().size() ? member : 0,
                host,
                reader.parsed(
                        "FLOWEX_NODE_QUEUE_MAX",
                        "4096",
                        "a power of two within 64..65536",
                        NodeSettings::powerOfTwo,
                        "commands that may wait in front of the log before callers hear overloaded"),
                reader.number(
                        "FLOWEX_NODE_COMMANDS_PER_SNAPSHOT",
                        250_000,
                        1_000,
                        1_000_000_000,
                        "a snapshot is taken after so many commands, and on a clean stop; a start after a crash applies"
                                + " what came since again"),
                reader.duration(
                        "FLOWEX_NODE_SNAPSHOT_SECONDS",
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(1),
                        86_400,
                        "and after so much time, if there were 10,000 commands since"),
                (long) reader.integer(
                                "FLOWEX_NODE_FREE_MB_MIN",
                                256,
                                16,
                                1_000_000,
                                "with less free space on its disk the node stops, or does not start")
                        << MEGABYTE_BITS,
                (long)
                                reader.integer(
                                        "FLOWEX_ORDERS_FREE_MB_MIN",
                                        1_024,
                                        16,
                                        1_000_000,
                                        "with less free space on the log's disk new orders are refused; cancels and withdrawals go on")
                        << MEGABYTE_BITS,
                archive(reader, data, members.isAlone()),
                (long)
                                reader.integer(
                                        "FLOWEX_EVENTS_KEEP_MB",
                                        1_024,
                                        0,
                                        1_000_000,
                                        "so much of the event log stays on a node's disk at least; what is older is in the archive alone")
                        << MEGABYTE_BITS);
    }

    /**
     * Returns the archive's URL. A single node has a folder of its own; a cluster and its users have to name a store
     * that all can reach.
     */
    private static String archive(SettingsReader reader, Path data, boolean isAlone) {
        String given = reader.parsed(
                "FLOWEX_ARCHIVE_TO",
                "",
                "off, a folder, file:/folder or s3://bucket/prefix",
                text -> text.equals(OFF) ? text : StoreSettings.url(reader, "FLOWEX_ARCHIVE_TO", text),
                "where events are archived before they leave a node's disk, and read from when they have: the folder archive of the"
                        + " data directory, but off where there are several nodes; with off nothing leaves the disk");
        if (given.isEmpty()) {
            return isAlone ? data.resolve("archive").toString() : "";
        }
        return given.equals(OFF) ? "" : given;
    }

    private static int powerOfTwo(String text) {
        long value = WholeNumber.parse(text).orElseThrow(IllegalArgumentException::new);
        if (value < 64 || value > 65_536 || Long.bitCount(value) != 1) {
            throw new IllegalArgumentException();
        }
        return (int) value;
    }

    public NodeSettings {
        services = Set.copyOf(services);
    }

    /** Returns the role of this process as a label for log lines. */
    public String label() {
        return switch (runs) {
            case ALL, GATEWAY -> runs.name().toLowerCase(Locale.ROOT);
            case ENGINE -> "engine-" + member;
            case SOME -> services.stream().sorted().map(Part::word).collect(Collectors.joining("-"));
        };
    }

    /** Returns true if this service runs in this process. */
    public boolean has(ServiceName service) {
        return services.contains(service);
    }

    /** Returns the leases for which this process competes. */
    public Set<String> leases() {
        return services.stream().flatMap(service -> service.leases().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns true if this process uses nodes in other processes. */
    public boolean isRemote() {
        return !services.isEmpty() && !members.isAlone();
    }

    /** Returns the configuration of a node in this process. */
    ClusterConfig node(Path data, Duration answerTimeout, StoreSettings stores) {
        return new ClusterConfig(
                data.resolve("node"),
                members,
                member,
                commandsPerSnapshot,
                timePerSnapshot,
                queueMax,
                answerTimeout,
                minFreeBytes,
                new RetentionSettings(archiveStore(stores), eventBytes));
    }

    /** Returns the configuration for nodes in other processes. */
    public RemoteConfig remote(Path data, Duration answerTimeout, StoreSettings stores) {
        return new RemoteConfig(data.resolve("link"), members, host, queueMax, answerTimeout, archiveStore(stores));
    }

    /** Returns the archive of events that have left the disk. */
    public Optional<ArchiveStore> archiveStore(StoreSettings stores) {
        return archive.isEmpty() ? Optional.empty() : Optional.of(new ObjectStoreArchive(stores, archive));
    }
}
