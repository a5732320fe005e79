package com.flowex.cluster.client;

import com.flowex.cluster.pace.ParkingIdleStrategy;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.PreviewAnswer;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.command.Request;
import com.flowex.protocol.command.RequestCodec;
import com.flowex.protocol.event.EventBatch;
import com.flowex.protocol.reply.Reply;
import com.flowex.protocol.reply.ReplyCodec;
import io.aeron.Publication;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.cluster.codecs.EventCode;
import io.aeron.exceptions.AeronException;
import io.aeron.logbuffer.Header;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Agent that carries commands from the queue to the cluster and answers back. It reconnects when the session is lost.
 *
 * <p>A command leaves at once if none is unanswered. Otherwise it is collected with those that follow, until the
 * answers are there or a millisecond has passed: what is sent together is forced to the disk once and wakes each thread
 * on its way once.
 *
 * @see <a href="../../../../../../../../../docs/adr/0359-collect-commands-while-answers-are-due.md">ADR 0359</a>
 */
final class ClusterSessionAgent implements Agent, EgressListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(ClusterSessionAgent.class);

    /**
     * Highest number of unanswered commands. The answers to all of them fit the egress, so the engine never waits for
     * this client.
     */
    private static final int IN_FLIGHT_MAX = 8_192;

    static final int NONE = -1;

    /** Highest number of commands that are sent at once; as many that wait are not held back. */
    private static final int SENDS_MAX = 256;

    /** Longest time since the last sent command for which others are held back. */
    private static final long COLLECT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final int POLLS_MAX = 32;
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** The cluster drops a session that is silent for ten seconds. */
    private static final long KEEP_ALIVE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<AeronCluster.Context> contexts;
    private final Queue<OutcomePromise> queue;
    private final ParkingIdleStrategy waiter;
    private final ReentrantLock reading = new ReentrantLock();
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final InFlight inFlight = new InFlight(IN_FLIGHT_MAX);
    private final CommandResendQueue unanswered = new CommandResendQueue();
    private final RequestCodec requests = new RequestCodec();
    private final ReplyCodec replies = new ReplyCodec();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[RequestCodec.LENGTH_MAX]);
    private AeronCluster.@Nullable AsyncConnect connecting;
    private @Nullable AeronCluster cluster;
    private boolean sessionLost;
    private boolean followsLeader;
    private volatile int leader = NONE;
    private long retryNanos = System.nanoTime();
    private long tickNanos = retryNanos;
    private long sentNanos = retryNanos;
    private long keepAliveNanos = retryNanos;

    ClusterSessionAgent(
            Supplier<AeronCluster.Context> contexts, Queue<OutcomePromise> queue, ParkingIdleStrategy waiter) {
        this.contexts = contexts;
        this.queue = queue;
        this.waiter = waiter;
    }

    /** Returns the id of the node that commands go to; {@link #NONE} while there is none. */
    int leader() {
        return leader;
    }

    CompletableFuture<Void> connected() {
        return connected;
    }

    @Override
    public String roleName() {
        return "flowex-client";
    }

    @Override
    public int doWork() {
        long now = System.nanoTime();
        int work = 0;
        try {
            AeronCluster present = cluster;
            work += present == null ? connect(now) : exchange(present, now);
        } catch (AeronException e) {
            lose(e.getMessage(), now);
        }
        if (now - tickNanos > 0) {
            tickNanos = now + TICK_NANOS;
            leader = leaderNow();
            inFlight.giveUpLate(now);
            unanswered.giveUpLate(now);
            refuseLate(now);
        }
        waiter.expects(connecting != null || !inFlight.isEmpty() || !unanswered.isEmpty() || !queue.isEmpty());
        return work;
    }

    private int leaderNow() {
        AeronCluster present = cluster;
        return present == null || isCutOff(present) ? NONE : present.leaderMemberId();
    }

    private int connect(long now) {
        if (retryNanos - now > 0) {
            return 0;
        }
        if (connecting == null) {
            AeronCluster.Context context = contexts.get().egressListener(this);
            followsLeader = context.ingressEndpoints() != null;
            connecting = AeronCluster.asyncConnect(context);
        }
        cluster = connecting.poll();
        if (cluster != null) {
            connecting = null;
            sessionLost = false;
            keepAliveNanos = now + KEEP_ALIVE_NANOS;
            connected.complete(null);
            return 1;
        }
        return 0;
    }

    private int exchange(AeronCluster present, long now) {
        int work = 0;
        for (int i = 0; i < POLLS_MAX; i++) {
            int polled = present.pollEgress();
            if (polled == 0) {
                break;
            }
            work += polled;
        }
        boolean holdsBack = unanswered.isEmpty() && isCollecting(!inFlight.isEmpty(), queue.size(), now - sentNanos);
        work += holdsBack ? 0 : send(present, now);
        if (now - keepAliveNanos > 0 && present.sendKeepAlive()) {
            keepAliveNanos = now + KEEP_ALIVE_NANOS;
        }
        if (sessionLost || present.isClosed() || work == 0 && !followsLeader && isCutOff(present)) {
            lose("the cluster closed the session", now);
        }
        return work;
    }

    private static boolean isCutOff(AeronCluster present) {
        return !present.egressSubscription().isConnected();
    }

    /**
     * Returns true if commands are held back, to be sent together with those that follow.
     *
     * @param isAwaiting true if an answer is due
     * @param waiting number of commands that wait
     * @param sinceSentNanos time since a command was sent
     */
    static boolean isCollecting(boolean isAwaiting, int waiting, long sinceSentNanos) {
        return isAwaiting && waiting < SENDS_MAX && sinceSentNanos < COLLECT_NANOS;
    }

    private int send(AeronCluster present, long now) {
        int sent = 0;
        while (sent < SENDS_MAX && !inFlight.isFull()) {
            boolean isAgain = !unanswered.isEmpty();
            OutcomePromise promise = isAgain ? unanswered.peek() : queue.peek();
            if (promise == null) {
                break;
            }
            int length = requests.encode(new Request(inFlight.nextId(), promise.command()), buffer, 0);
            long result = present.offer(buffer, 0, length);
            if (result > 0) {
                if (isAgain) {
                    unanswered.remove();
                } else {
                    queue.remove();
                }
                inFlight.add(promise);
                sentNanos = now;
                sent++;
            } else {
                sessionLost |= !isWaiting(result);
                break;
            }
        }
        return sent;
    }

    /**
     * Returns true if the session is to be kept. With several nodes, a session outlives its leader: it waits for the
     * next, and is closed if none comes.
     */
    private boolean isWaiting(long result) {
        return result == Publication.BACK_PRESSURED
                || result == Publication.ADMIN_ACTION
                || followsLeader && result == Publication.NOT_CONNECTED;
    }

    private void lose(@Nullable String why, long now) {
        if (cluster != null) {
            LOGGER.warn("the connection to the exchange is lost: {}", why);
        }
        CloseHelper.quietCloseAll(cluster, connecting);
        cluster = null;
        connecting = null;
        retryNanos = now + RETRY_NANOS;
        inFlight.takeAll(unanswered::take);
    }

    @Override
    public void onMessage(
            long clusterSessionId, long timestamp, DirectBuffer message, int offset, int length, Header header) {
        switch (replies.decode(message, offset, length)) {
            case Decoded.Understood(Reply reply) -> {
                OutcomePromise promise = inFlight.remove(reply.correlationId());
                if (promise != null) {
                    complete(promise, reply);
                }
            }
            case Decoded.Garbled(String why) -> LOGGER.error("an answer of the exchange cannot be decoded: {}", why);
        }
    }

    private static void complete(OutcomePromise promise, Reply reply) {
        switch (reply) {
            case Reply.Applied(long _, EventBatch batch) -> complete(promise, outcomeOf(batch));
            case Reply.Repeated(long _, FirstAnswer.Refused(var reason)) ->
                complete(promise, new Outcome.Rejected(reason, 0));
            case Reply.Repeated(long _, FirstAnswer answer) -> complete(promise, new Outcome.Repeated(answer));
            case Reply.Tried(long _, long sequence, long timeNanos, PreviewAnswer trial) ->
                complete(promise, new Outcome.Previewed(sequence, timeNanos, trial));
            case Reply.NotUnderstood(long _, String why) ->
                promise.completeExceptionally(new IllegalStateException("the exchange does not understand "
                        + promise.command() + ": " + why + ": are client and node of one version?"));
        }
    }

    private static void complete(OutcomePromise promise, Outcome answer) {
        promise.complete(promise.isSentAgain() ? CommandResendQueue.meant(promise.command(), answer) : answer);
    }

    private static Outcome outcomeOf(EventBatch batch) {
        List<Event> events = batch.events();
        return events.size() == 1 && events.getFirst() instanceof Rejection rejection
                ? new Outcome.Rejected(rejection.reason(), batch.firstSequence())
                : new Outcome.Accepted(batch.firstSequence(), batch.timeNanos(), events);
    }

    @Override
    public void onSessionEvent(
            long correlationId,
            long clusterSessionId,
            long leadershipTermId,
            int leaderMemberId,
            EventCode code,
            String detail) {
        if (code != EventCode.OK && code != EventCode.REDIRECT) {
            sessionLost = true;
        }
    }

    /**
     * Takes back unanswered commands. The old leader no longer answers, and only the log knows whether it contains
     * them.
     */
    @Override
    public void onNewLeader(long clusterSessionId, long leadershipTermId, int leaderMemberId, String ingressEndpoints) {
        LOGGER.warn(
                "node {} leads now; commands that its predecessor left unanswered are sent again or"
                        + " reported as unknown",
                leaderMemberId);
        inFlight.takeAll(unanswered::take);
    }

    /** Refuses commands that waited too long to be sent; they were not sent. */
    private void refuseLate(long now) {
        OutcomePromise promise = queue.peek();
        while (promise != null && promise.isLate(now)) {
            queue.remove();
            promise.complete(new Outcome.Overloaded());
            promise = queue.peek();
        }
    }

    /**
     * Refuses all waiting commands. Any thread may call it, but only after the agent has ended, because the queue has
     * one reader at a time.
     */
    void refuseWaiting() {
        reading.lock();
        try {
            OutcomePromise promise = queue.poll();
            while (promise != null) {
                promise.complete(new Outcome.Overloaded());
                promise = queue.poll();
            }
        } finally {
            reading.unlock();
        }
    }

    @Override
    public void onClose() {
        CloseHelper.quietCloseAll(cluster, connecting);
        inFlight.takeAll(unanswered::take);
        unanswered.giveUpAll();
    }
}
