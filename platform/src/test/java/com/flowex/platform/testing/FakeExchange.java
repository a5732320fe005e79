package com.flowex.platform.testing;

import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.command.Command;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** An exchange that answers as a test has it answer; by default every command is accepted with no event. */
public final class FakeExchange implements ExchangeClient {

    private final List<Command> commands = new CopyOnWriteArrayList<>();
    private final AtomicLong sequence = new AtomicLong();
    private volatile Function<Command, Outcome> answer =
            _ -> new Outcome.Accepted(sequence.incrementAndGet(), 1_000_000_000L, List.of());

    /** Answers to the next commands. */
    public void answer(Function<Command, Outcome> next) {
        answer = next;
    }

    /** Every command so far. */
    public List<Command> commands() {
        return List.copyOf(commands);
    }

    @Override
    public CompletableFuture<Outcome> submit(Command command) {
        commands.add(command);
        return CompletableFuture.completedFuture(answer.apply(command));
    }

    @Override
    public void close() {}
}
