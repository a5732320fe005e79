package com.flowex.cluster.node;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.flowex.cluster.client.Outcome;
import com.flowex.cluster.link.ExchangeLog;
import com.flowex.domain.command.Command;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Submits commands and waits for their outcomes. */
final class Asking {
    private Asking() {}

    static Outcome outcome(ExchangeLog node, Command command) {
        return node.client().submit(command).orTimeout(2, TimeUnit.MINUTES).join();
    }

    /** Lists the market and funds its accounts. */
    static void begin(ExchangeLog node) {
        for (Command command : TestMarket.beginning()) {
            assertInstanceOf(Outcome.Accepted.class, outcome(node, command));
        }
    }

    /**
     * Pays so many times, all at once.
     *
     * @return the number of the last event
     */
    static long payments(ExchangeLog node, long first, int count) {
        return all(
                node,
                LongStream.range(first, first + count)
                        .mapToObj(TestMarket::payment)
                        .toList());
    }

    /** As {@link #payments}, with orders. */
    static long orders(ExchangeLog node, long first, int count) {
        return all(
                node,
                LongStream.range(first, first + count)
                        .mapToObj(TestMarket::order)
                        .toList());
    }

    private static long all(ExchangeLog node, List<Command> commands) {
        List<CompletableFuture<Outcome>> promises =
                commands.stream().map(node.client()::submit).toList();
        long last = 0;
        for (CompletableFuture<Outcome> promise : promises) {
            Outcome outcome = promise.orTimeout(2, TimeUnit.MINUTES).join();
            last = assertInstanceOf(Outcome.Accepted.class, outcome).lastSequence();
        }
        return last;
    }
}
