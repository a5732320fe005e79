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
        gauges.add("term", "Leadership term", MemberHealth::term);
        gauges.add(
                "commit_position_bytes",
                "Commit position of the log, as far as this node knows",
                MemberHealth::commitPosition);
        gauges.add("sequence", "Number of the last event", MemberHealth::sequence);
        gauges.add(
                "commands_since_snapshot",
                "Commands that a start after a crash applies again",
                MemberHealth::commandsSinceSnapshot);
        gauges.add(
                "snapshot_age_seconds",
                "Age of the last snapshot, or time since the start",
                health -> TimeUnit.NANOSECONDS.toSeconds(health.snapshotAgeNanos()));
        gauges.add("disk_free_bytes", "Free space of the log's disk", MemberHealth::freeBytes);
        gauges.add("log_begin_bytes", "Position at which the log on the disk begins", MemberHealth::logBegin);
        gauges.add(
                "event_log_begin_bytes",
                "Position at which the event log on the disk begins",
                MemberHealth::eventsBegin);
        gauges.add("archived_sequence", "Number of the last event in the archive", MemberHealth::archivedSequence);
        gauges.addDuty();
    }

    private void addDuty() {
        add(
                "engine_cycle_max_seconds",
                "Longest duty cycle of the engine's thread since the start",
                health -> health.duty().engineCycleMaxNanos() / NANOS_PER_SECOND);
        add(
                "consensus_cycle_max_seconds",
                "Longest duty cycle of the consensus thread since the start",
                health -> health.duty().consensusCycleMaxNanos() / NANOS_PER_SECOND);
        count("slow_cycles", "Duty cycles of engine or consensus that took too long", health -> health.duty()
                .slowCycles());
        add(
                "write_max_seconds",
                "Longest write to the log or the event log since the start, fsync included",
                health -> health.duty().writeMaxNanos() / NANOS_PER_SECOND);
        count("written_bytes", "Bytes written to the log and the event log", health -> health.duty()
                .writtenBytes());
        count(
                "write_seconds",
                "Time of writes to the log and the event log, fsync included",
                health -> health.duty().writeNanos() / NANOS_PER_SECOND);
        count("aeron_errors", "Errors that Aeron's components counted", health -> health.duty()
                .errors());
    }

    private void count(String name, String about, ToDoubleFunction<MemberHealth> value) {
        FunctionCounter.builder("flowex_cluster_" + name, node, health -> value.applyAsDouble(health.get()))
                .description(about)
                .register(registry);
    }

    private static boolean isLeader(MemberHealth health) {
        return health.takesPart() && health.role().equals("leader");
    }

    private void add(String name, String about, ToDoubleFunction<MemberHealth> value) {
        Gauge.builder("flowex_cluster_" + name, node, health -> value.applyAsDouble(health.get()))
                .description(about)
                .strongReference(true)
                .register(registry);
    }
}
