package com.flowex.cluster.client;

import com.flowex.domain.command.Command;
import java.util.concurrent.CompletableFuture;

/** Turns a command into a promise of an outcome. Any number of threads may submit. */
public interface ExchangeClient extends AutoCloseable {

    /**
     * Sends a command; never blocks. The promise is always kept, at the latest after the client's time-out, and never
     * exceptionally by a fault of the exchange: that is {@link Outcome.Unknown}.
     */
    CompletableFuture<Outcome> submit(Command command);

    /** What still waits for an answer ends as {@link Outcome.Unknown}. */
    @Override
    void close();
}
