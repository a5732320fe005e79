package com.flowex.app.wiring;

import com.flowex.access.tenancy.Tenant;
import com.flowex.cluster.link.ExchangeLog;
import com.flowex.cluster.link.MemberHealth;
import com.flowex.platform.operator.OperatorCommand;
import com.flowex.platform.operator.OperatorCommand.Reply;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Commands of {@code ./flowex log} for the running exchange: the position of its node, and a snapshot. */
final class LogCommands {
    private static final int MEGABYTE_BITS = 20;

    private final ExchangeLog log;

    LogCommands(ExchangeLog log) {
        this.log = log;
    }

    Map<String, OperatorCommand> commands() {
        return new TreeMap<>(Map.of("log status", (_, _) -> status(), "log snapshot", (tenant, _) -> snapshot(tenant)));
    }

    private Reply status() {
        return log.member()
                .map(LogCommands::line)
                .map(Reply::done)
                .orElseGet(
                        () -> Reply.refused("the nodes are elsewhere: ./flowex cluster status says where they stand"));
    }

    private static String line(MemberHealth node) {
        return "event " + node.sequence() + ", snapshot "
                + TimeUnit.NANOSECONDS.toSeconds(node.snapshotAgeNanos()) + " s ago, "
                + node.commandsSinceSnapshot() + " commands since; archived up to event " + node.archivedSequence()
                + "; on the disk the event log from byte " + node.eventsBegin() + ", the log from byte "
                + node.logBegin()
                + " to " + node.commitPosition() + "; " + (node.freeBytes() >> MEGABYTE_BITS) + " MB free";
    }

    /**
     * Takes a snapshot. All tenants wait while it is written, so only the operator of the whole exchange may request
     * it.
     */
    private Reply snapshot(int tenant) {
        if (tenant != Tenant.DEFAULT) {
            return Reply.refused("the log is of all tenants: ask without --tenant");
        }
        return log.takeSnapshot()
                .map(Reply::refused)
                .orElseGet(() -> Reply.done("a snapshot is on the disk; the next start goes on from it"));
    }
}
