package com.flowex.app.node;

import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.settings.NodeSettings;
import com.flowex.app.settings.ServiceName;
import com.flowex.cluster.link.ExchangeLog;
import com.flowex.cluster.link.MemberHealth;
import com.flowex.orderentry.queue.LoadShedder;
import com.flowex.platform.Platform;
import com.flowex.platform.monitor.ClockCheck;
import com.flowex.platform.monitor.HealthHistoryTable;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.monitor.MachineChecks;
import com.flowex.platform.monitor.ProbeResult;
import com.flowex.platform.redis.Redis;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Monitoring of a process of the exchange, besides the checks that its components register themselves. */
public final class ProcessMonitor implements StartedComponents.Part {

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MEGABYTE_BITS = 20;

    private final HealthMonitor monitor;
    private final ClockCheck clock = new ClockCheck();
    private final Optional<ClusterMonitor> nodes;
    private final ExchangeLog log;

    private ProcessMonitor(HealthMonitor monitor, ExchangeLog log, Optional<ClusterMonitor> nodes) {
        this.monitor = monitor;
        this.log = log;
        this.nodes = nodes;
    }

    /**
     * Starts the checks.
     *
     * @param shedder receives the free space of the log's disk
     */
    public static ProcessMonitor start(NodeSettings node, ExchangeLog log, LoadShedder shedder, Platform platform) {
        HealthMonitor monitor = new HealthMonitor(
                platform.workers(), new HealthHistoryTable(platform.database(), nameOf(node) + " " + pid()));
        Optional<ClusterMonitor> nodes =
                node.isRemote() ? Optional.of(new ClusterMonitor(node.members())) : Optional.empty();
        ProcessMonitor watch = new ProcessMonitor(monitor, log, nodes);
        platform.health()
                .register("clock", watch.clock.register(platform.telemetry().registry()));
        MachineChecks.register(
                monitor,
                platform.settings().dataDirectory(),
                node.minFreeBytesForOrders(),
                platform.telemetry().registry());
        monitor.watch("engine", EVERY, LONGEST, () -> watch.engine(shedder, node.minFreeBytesForOrders()));
        platform.redis().ifPresent(redis -> monitor.watch("redis", EVERY, LONGEST, () -> redis(redis)));
        if (nodes.isEmpty()) {
            NodeGauges.register(
                    platform.telemetry().registry(), () -> log.member().orElseThrow());
        }
        monitor.start();
        return watch;
    }

    /** Returns the name of a process for people and metrics: all, engine, gateway, or its services between dots. */
    public static String nameOf(NodeSettings node) {
        return switch (node.runs()) {
            case ALL, ENGINE, GATEWAY -> node.runs().name().toLowerCase(Locale.ROOT);
            case SOME ->
                node.services().stream().sorted().map(ServiceName::label).collect(Collectors.joining("."));
        };
    }

    private static String pid() {
        return Long.toString(ProcessHandle.current().pid());
    }

    public HealthMonitor monitor() {
        return monitor;
    }

    /** Returns the number of the last event, as far as this process knows. */
    public long sequence() {
        return nodes.map(ClusterMonitor::sequence)
                .orElseGet(() -> log.member().map(MemberHealth::sequence).orElse(0L));
    }

    private ProbeResult engine(LoadShedder shedder, long minFreeBytes) {
        if (nodes.isPresent()) {
            ProbeResult result = nodes.get().check(clock);
            shedder.disk(nodes.get().freeBytes(), minFreeBytes);
            return result;
        }
        MemberHealth member = log.member().orElseThrow();
        shedder.disk(member.freeBytes(), minFreeBytes);
        return engine(member);
    }

    /** Returns the health of a node in this process. */
    static ProbeResult engine(MemberHealth member) {
        Map<String, Number> figures = new TreeMap<>(Map.of(
                "leads", member.takesPart() && member.role().equals("leader") ? 1 : 0,
                "term", member.term(),
                "commit_position_bytes", member.commitPosition(),
                "sequence", member.sequence(),
                "commands_since_snapshot", member.commandsSinceSnapshot(),
                "snapshot_age_s", TimeUnit.NANOSECONDS.toSeconds(member.snapshotAgeNanos()),
                "disk_free_mb", member.freeBytes() >> MEGABYTE_BITS));
        return member.takesPart()
                ? ProbeResult.up(figures)
                : ProbeResult.down("the node neither leads nor follows: it looks for the others", figures);
    }

    private static ProbeResult redis(Redis redis) {
        long start = System.nanoTime();
        Optional<String> answer = redis.execute(RedisCommands::ping);
        Map<String, Number> figures = Map.of("answer_ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        Optional<String> trouble = redis.trouble();
        return answer.isPresent() && trouble.isEmpty()
                ? ProbeResult.up(figures)
                : ProbeResult.impaired(
                        trouble.orElse("Redis does not answer") + ": each process counts for itself", figures);
    }

    @Override
    public void close() {
        monitor.close();
    }
}
