package com.flowex.launcher;

import com.flowex.cluster.settings.ClusterConfig;
import com.flowex.cluster.settings.MemberList;
import com.flowex.cluster.settings.RemoteConfig;
import com.flowex.ground.settings.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How the log is used by this process.
 *
 * @param runs what of FlowEx it is
 * @param members the nodes of the exchange
 * @param member which of them it is, where it is one of several
 * @param host where the nodes reach a process that is none of them
 * @param queueMax commands that may wait before callers hear "overloaded"; a power of two
 * @param commandsPerSnapshot a snapshot is taken after so many
 * @param timePerSnapshot and after so much time
 * @param minFreeBytes with less free space on its disk the node stops
 */
public record NodeSettings(
        Runs runs,
        MemberList members,
        int member,
        String host,
        int queueMax,
        long commandsPerSnapshot,
        Duration timePerSnapshot,
        long minFreeBytes) {

    /** What of FlowEx a process is. */
    public enum Runs {
        /** Every service; and the engine too, where no other nodes are named. */
        ALL,
        /** One node of several, and nothing else. */
        ENGINE,
        /** The door before other processes, and nothing else. */
        GATEWAY
    }

    private static final int MEGABYTE_BITS = 20;
    private static final int MEMBER_MAX = 4;

    /** Reads without throwing: a value that is wrong reads as its default. */
    static NodeSettings read(SettingsReader reader) {
        Runs runs = reader.oneOf(
                "FLOWEX_SERVICES",
                Runs.ALL,
                Runs.class,
                "what this process runs: everything, one node of several, or the gateway before other processes; services one by one are not there yet");
        MemberList members = reader.parsed(
                "FLOWEX_CLUSTER_MEMBERS",
                "",
                "empty, or " + MemberList.FORM,
                text -> text.isEmpty() ? MemberList.ALONE : MemberList.parse(text),
                "the nodes of the exchange, the same list for each and for every process that uses them; empty for one node in"
                        + " this process. Their network must be private: who reaches these ports trades as anybody");
        int member = reader.integer(
                "FLOWEX_CLUSTER_MEMBER_ID",
                0,
                0,
                MEMBER_MAX,
                "which of them this process is, with FLOWEX_SERVICES=engine");
        String host = reader.text(
                "FLOWEX_CLUSTER_HOST",
                "localhost",
                "name or address under which the nodes reach this process, where it uses nodes elsewhere");
        if (runs == Runs.ENGINE && members.isAlone()) {
            reader.refuse("FLOWEX_SERVICES=engine needs FLOWEX_CLUSTER_MEMBERS: " + MemberList.FORM);
        }
        if (runs == Runs.ENGINE && member >= members.all().size()) {
            reader.refuse("FLOWEX_CLUSTER_MEMBER_ID=" + member + " is none of FLOWEX_CLUSTER_MEMBERS");
        }
        return new NodeSettings(
                runs,
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
                        << MEGABYTE_BITS);
    }

    private static int powerOfTwo(String text) {
        int value = Integer.parseInt(text);
        if (value < 64 || value > 65_536 || Integer.bitCount(value) != 1) {
            throw new IllegalArgumentException();
        }
        return value;
    }

    /** Whether this process uses nodes that are elsewhere. */
    boolean isRemote() {
        return runs == Runs.ALL && !members.isAlone();
    }

    /** How a node in this process runs. */
    ClusterConfig node(Path data, Duration answerTimeout) {
        return new ClusterConfig(
                data.resolve("node"),
                members,
                member,
                commandsPerSnapshot,
                timePerSnapshot,
                queueMax,
                answerTimeout,
                minFreeBytes);
    }

    /** How nodes elsewhere are used. */
    RemoteConfig remote(Path data, Duration answerTimeout) {
        return new RemoteConfig(data.resolve("link"), members, host, queueMax, answerTimeout);
    }
}
