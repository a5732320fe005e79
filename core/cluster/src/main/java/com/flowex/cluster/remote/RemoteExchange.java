package com.flowex.cluster.remote;

import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.client.Outcome;
import com.flowex.cluster.client.QueueingClient;
import com.flowex.cluster.disk.DataDirectory;
import com.flowex.cluster.link.ExchangeLog;
import com.flowex.cluster.link.MemberHealth;
import com.flowex.cluster.pace.IdlePolicy;
import com.flowex.cluster.settings.RemoteConfig;
import com.flowex.cluster.settings.RemoteSettings;
import com.flowex.cluster.settings.ThreadIdleStrategies;
import com.flowex.cluster.stop.CloseableStack;
import com.flowex.cluster.stop.NodeRefusedException;
import com.flowex.cluster.stop.StopReason;
import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.EventTail;
import com.flowex.cluster.tail.EventTails;
import com.flowex.cluster.tail.RemoteEvents;
import com.flowex.domain.command.AdvanceTime;
import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log whose nodes are other processes. It follows the current leader and reads events from any node that has them.
 * While there is no leader, commands are overloaded or unknown and views stand still; both recover by themselves.
 */
public final class RemoteExchange implements ExchangeLog {
    private static final Logger LOGGER = LoggerFactory.getLogger(RemoteExchange.class);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Interval for logging the wait while there is no leader. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final CloseableStack parts = new CloseableStack();
    private final RemoteConfig config;
    private final StopReason stopReason;
    private final BooleanSupplier givenUp;
    private final QueueingClient client;
    private final EventTails tails;
    private final long recovered;

    private RemoteExchange(RemoteConfig config, BooleanSupplier givenUp) {
        this.config = config;
        this.givenUp = givenUp;
        try {
            DataDirectory directory = parts.push(DataDirectory.open(config.directory()));
            stopReason = new StopReason(directory.root());
            IdlePolicy pace = new IdlePolicy(true);
            ThreadIdleStrategies threads = new ThreadIdleStrategies(pace);
            RemoteSettings settings =
                    new RemoteSettings(config.members(), config.host(), directory, stopReason, threads);
            parts.push(MediaDriver.launch(settings.driver()));
            Aeron aeron = parts.push(Aeron.connect(settings.client()));
            client = parts.push(new QueueingClient(
                    () -> settings.clusterClient(aeron),
                    threads.client(),
                    pace,
                    config.queueMax(),
                    config.answerTimeout(),
                    stopReason.errorHandler("client")));
            tails = parts.push(new EventTails(
                    new RemoteEvents(settings.eventClients(aeron), settings.replayChannel(), firstToRead()),
                    config.archive(),
                    threads::tail));
            recovered = lastSequence();
        } catch (RuntimeException e) {
            parts.close();
            throw e instanceof NodeRefusedException
                    ? e
                    : new NodeRefusedException("the cluster cannot be used: " + e, e);
        }
    }

    /**
     * Connects, and returns when a leader has answered.
     *
     * @param givenUp called while it waits for a leader; true ends the start
     * @throws NodeRefusedException if the caller gave up, or the directory cannot be used
     */
    public static RemoteExchange connect(RemoteConfig config, BooleanSupplier givenUp) {
        return new RemoteExchange(config, givenUp);
    }

    /** Returns the node to read first. Edges of one cluster begin at different nodes. */
    private int firstToRead() {
        return Math.floorMod(
                ProcessHandle.current().pid(), config.members().all().size());
    }

    /**
     * Repeats a command until it is answered, to learn the end of the log. Advancing time that has already passed
     * changes nothing.
     */
    private long lastSequence() {
        long delivered = System.nanoTime();
        while (true) {
            CompletableFuture<Outcome> requested = client.submit(AdvanceTime.ADVANCE_TIME);
            while (!requested.isDone()) {
                requireNotStopped();
                if (System.nanoTime() - delivered > QUIET_NANOS) {
                    delivered = System.nanoTime();
                    LOGGER.warn(
                            "no leader of the cluster answers yet: {}",
                            config.members().all());
                }
                LockSupport.parkNanos(STEP_NANOS);
            }
            if (requested.join() instanceof Outcome.Accepted answer) {
                return answer.lastSequence();
            }
        }
    }

    private void requireNotStopped() {
        if (stopReason.line().isDone()) {
            throw stopReason.refusal();
        }
        if (givenUp.getAsBoolean() || Thread.currentThread().isInterrupted()) {
            throw new NodeRefusedException("asked to stop while it waited for a leader of the cluster");
        }
    }

    /** Returns the id of the node that commands go to, as far as it is known; -1 while there is none. */
    public int leader() {
        return client.leader();
    }

    @Override
    public ExchangeClient client() {
        return client;
    }

    @Override
    public EventTail openTail(Checkpoint from, BatchConsumer consumer) {
        return tails.open(from, consumer);
    }

    @Override
    public long recoveredSequence() {
        return recovered;
    }

    @Override
    public int rulesVersion() {
        return 0;
    }

    @Override
    public Optional<String> impairment() {
        return client.leader() >= 0
                ? Optional.empty()
                : Optional.of(
                        "no node leads: orders wait, reads show what is known; ./flowex cluster status says which nodes are there");
    }

    @Override
    public Optional<MemberHealth> member() {
        return Optional.empty();
    }

    @Override
    public Optional<String> takeSnapshot() {
        return Optional.of("the nodes are elsewhere: ask them (./flowex cluster snapshot)");
    }

    @Override
    public CompletableFuture<String> stopped() {
        return stopReason.line().copy();
    }

    @Override
    public void close() {
        stopReason.closing();
        parts.close();
    }
}
