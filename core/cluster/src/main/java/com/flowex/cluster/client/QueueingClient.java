package com.flowex.cluster.client;

import com.flowex.cluster.pace.IdlePolicy;
import com.flowex.cluster.pace.ParkingIdleStrategy;
import com.flowex.domain.command.Command;
import io.aeron.cluster.client.AeronCluster;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

/**
 * Client with one bounded queue: any number of threads add commands, and one thread carries them to the cluster and the
 * answers back.
 */
public final class QueueingClient implements ExchangeClient {
    private final ManyToOneConcurrentArrayQueue<OutcomePromise> queue;
    private final ParkingIdleStrategy waiter;
    private final IdlePolicy pace;
    private final long answerNanos;
    private final ClusterSessionAgent link;
    private final AgentRunner runner;
    private volatile boolean closed;
    private volatile boolean ended;

    /**
     * Starts connecting.
     *
     * @param contexts supplier of the settings of one connection; called again after each lost one
     * @param waiter idle strategy of the carrying thread
     * @param queueMax highest number of commands that wait to be sent, a power of two
     * @param answerTimeout time after {@link #submit} until an outcome is Unknown
     */
    public QueueingClient(
            Supplier<AeronCluster.Context> contexts,
            ParkingIdleStrategy waiter,
            IdlePolicy pace,
            int queueMax,
            Duration answerTimeout,
            ErrorHandler errorHandler) {
        this.waiter = waiter;
        this.pace = pace;
        answerNanos = answerTimeout.toNanos();
        queue = new ManyToOneConcurrentArrayQueue<>(queueMax);
        link = new ClusterSessionAgent(contexts, queue, waiter);
        runner = new AgentRunner(waiter, errorHandler, null, link);
        AgentRunner.startOnThread(
                runner,
                task -> Thread.ofPlatform().name("flowex-client").daemon().unstarted(task));
    }

    /** Returns a promise that completes at the first connection. */
    public CompletableFuture<Void> connected() {
        return link.connected();
    }

    /** Returns the id of the node that commands go to, as far as it is known; -1 while there is none. */
    public int leader() {
        return link.leader();
    }

    @Override
    public CompletableFuture<Outcome> submit(Command command) {
        OutcomePromise promise = new OutcomePromise(command, System.nanoTime() + answerNanos);
        if (closed || !queue.offer(promise)) {
            promise.complete(new Outcome.Overloaded());
            return promise;
        }
        if (ended) {
            link.refuseWaiting();
        }
        pace.command();
        waiter.wakeResting();
        return promise;
    }

    @Override
    public void close() {
        closed = true;
        pace.command();
        CloseHelper.quietClose(runner);
        ended = true;
        link.refuseWaiting();
    }
}
