package com.flowex.benchmarks.engine;

import com.flowex.benchmarks.book.Workload;
import com.flowex.domain.command.Command;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;

/** Commands of a recorded workload, from a thousand accounts. The engine numbers orders as the workload did. */
final class WorkloadCommands {

    private static final int ACCOUNTS = 1_000;

    private final Workload workload;
    private final EngineUnderTest engine;

    /** Quantities of orders by number, after reductions. */
    private final long[] sizes;

    /** @param rules version of the engine's rules */
    WorkloadCommands(Workload workload, int rules) {
        this.workload = workload;
        this.engine = new EngineUnderTest(ACCOUNTS, rules);
        this.sizes = new long[workload.kinds.length + 1];
    }

    /** Makes the commands from an index on; returns their number. */
    int fill(Command[] chunk, int from) {
        int count = Math.min(chunk.length, workload.kinds.length - from);
        for (int i = 0; i < count; i++) {
            chunk[i] = command(from + i);
        }
        return count;
    }

    private Command command(int i) {
        long id = workload.ids[i];
        long size = workload.sizes[i];
        return switch (workload.kinds[i]) {
            case Workload.NEW -> {
                sizes[(int) id] = Math.abs(size);
                yield engine.order(id, side(size), workload.prices[i], Math.abs(size), TimeInForce.GTC);
            }
            case Workload.IMMEDIATE ->
                engine.order(id, side(size), workload.prices[i], Math.abs(size), TimeInForce.IOC);
            case Workload.CANCEL -> engine.cancellation(id);
            default -> engine.reduction(id, --sizes[(int) id]);
        };
    }

    private static Side side(long size) {
        return size > 0 ? Side.BUY : Side.SELL;
    }

    void apply(Command[] chunk, int count) {
        for (int i = 0; i < count; i++) {
            engine.apply(chunk[i]);
        }
    }

    void apply(Command command) {
        engine.apply(command);
    }

    /** Checks that no command was refused or repeated; otherwise the figures are invalid. */
    void check() {
        if (engine.misses() != 0) {
            throw new IllegalStateException(engine.misses() + " commands were refused or repeated");
        }
    }
}
