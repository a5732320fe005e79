package com.flowex.cluster.client;

import com.flowex.domain.command.Command;
import java.util.concurrent.CompletableFuture;

/** Client of the exchange that turns a command into a promise of an outcome. Any number of threads may submit. */
public interface ExchangeClient extends AutoCloseable {

    /**
     * Sends a command; never blocks. The promise is always completed, at the latest after the client's time-out, and
     * never exceptionally by a fault of the exchange: that is {@link Outcome.Unknown}.
     */
    CompletableFuture<Outcome> submit(Command command);

    /** Closes the client. Commands that still wait for an answer end as {@link Outcome.Unknown}. */
    @Override
    void close();
}
