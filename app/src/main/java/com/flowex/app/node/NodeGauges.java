package com.flowex.app.node;

import com.flowex.cluster.link.MemberHealth;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Metrics of one node, in its exchange's process or in a cluster. */
final class NodeGauges {
    private static final double NANOS_PER_SECOND = 1e9;

    private final MeterRegistry registry;
    private final Supplier<MemberHealth> node;

    private NodeGauges(MeterRegistry registry, Supplier<MemberHealth> node) {
        this.registry = registry;
        this.node = node;
    }

    static void register(MeterRegistry registry, Supplier<MemberHealth> node) {
        NodeGauges gauges = new NodeGauges(registry, node);
        gauges.add("leader", "1 while this node leads", health -> isLeader(health) ? 1 : 0);
        gauges.add("ready", "1 while this node leads or follows", health -> health.takesPart() ? 1 : 0);
        gauges.add("term", "of the leadership", MemberHealth::term);
        gauges.add("commit_position_bytes", "of the log, as far as this node knows", MemberHealth::commitPosition);
        gauges.add("sequence", "number of the last event", MemberHealth::sequence);
        gauges.add(
                "commands_since_snapshot",
                "that a start after a crash applies again",
                MemberHealth::commandsSinceSnapshot);
        gauges.add(
                "snapshot_age_seconds",
                "since the last snapshot, or since the start",
                health -> TimeUnit.NANOSECONDS.toSeconds(health.snapshotAgeNanos()));
        gauges.add("disk_free_bytes", "of the disk that the log is on", MemberHealth::freeBytes);
        gauges.add("log_begin_bytes", "where the log on the disk begins", MemberHealth::logBegin);
        gauges.add("events_begin_bytes", "where the event log on the disk begins", MemberHealth::eventsBegin);
        gauges.add("archived_sequence", "number of the last event in the archive", MemberHealth::archivedSequence);
        gauges.addDuty();
    }

    private void addDuty() {
        add(
                "engine_cycle_max_seconds",
                "longest that the engine's thread worked without looking for more, since the start",
                health -> health.duty().engineCycleMaxNanos() / NANOS_PER_SECOND);
        add(
                "consensus_cycle_max_seconds",
                "the same of the thread that agrees with other nodes",
                health -> health.duty().consensusCycleMaxNanos() / NANOS_PER_SECOND);
        count("slow_cycles", "times that either thread took longer than it should", health -> health.duty()
                .slowCycles());
        add(
                "write_max_seconds",
                "longest write to the log or the event log, fsync included, since the start",
                health -> health.duty().writeMaxNanos() / NANOS_PER_SECOND);
        count("written_bytes", "written to the log and the event log", health -> health.duty()
                .writtenBytes());
        count(
                "write_seconds",
                "time that writes to the log and the event log took, fsync included",
                health -> health.duty().writeNanos() / NANOS_PER_SECOND);
        count("aeron_errors", "errors that Aeron's parts counted", health -> health.duty()
                .errors());
    }

    private void count(String name, String about, ToDoubleFunction<MemberHealth> value) {
        FunctionCounter.builder("flowex_cluster_" + name, node, asked -> value.applyAsDouble(asked.get()))
                .description(about)
                .register(registry);
    }

    private static boolean isLeader(MemberHealth health) {
        return health.takesPart() && health.role().equals("leader");
    }

    private void add(String name, String about, ToDoubleFunction<MemberHealth> value) {
        Gauge.builder("flowex_cluster_" + name, node, asked -> value.applyAsDouble(asked.get()))
                .description(about)
                .strongReference(true)
                .register(registry);
    }
}
