package com.flowex.marketdata.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.flowex.edge.http.Json;
import com.flowex.ground.refusal.FieldError;
import com.flowex.ground.refusal.Refusal;
import com.flowex.marketdata.market.PublicMarket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One client of the stream. Everything that is sent is sent by its one sender thread, because a session takes one writer
 * at a time; all others only leave a request or wake the sender, and never wait for it.
 */
final class StreamConnection {

    /** Close codes of RFC 6455. */
    static final int GOING_AWAY = 1001;

    static final int NOT_TEXT = 1003;
    static final int BROKE_A_RULE = 1008;
    static final int TOO_BIG = 1009;
    static final int TRY_AGAIN_LATER = 1013;

    private static final String SLOW_READER = "slow_reader";

    private static final long GOODBYE_LOOK_NANOS = 50_000_000;

    /** @param sinceNanos when it was decided */
    private record Goodbye(int code, String reason, long sinceNanos) {}

    private final StreamHub hub;
    private final int tenant;
    private final StreamFigures.OfTenant figures;
    private final StreamLimits limits;
    private final StreamClock clock;
    private final Outlet out;
    private final Queue<StreamRequest> requests;
    private final Map<StreamRequest.Topic, Channel> channels = new LinkedHashMap<>();
    private final Map<PublicMarket, Integer> watched = new HashMap<>();
    private final Runnable wake = this::wake;
    private final AtomicBoolean news = new AtomicBoolean(true);
    private final AtomicReference<@Nullable Goodbye> goodbye = new AtomicReference<>();
    private final Thread sender;
    private volatile boolean ended;
    private volatile long heardNanos;
    private volatile long sendingSinceNanos;
    private volatile boolean sending;
    private long pingDueNanos;

    StreamConnection(StreamHub hub, int tenant, StreamFigures.OfTenant figures, Outlet out) {
        this.hub = hub;
        this.tenant = tenant;
        this.figures = figures;
        this.limits = hub.limits();
        this.clock = hub.clock();
        this.out = out;
        this.requests = new ArrayBlockingQueue<>(limits.requestsWaitingMax());
        this.heardNanos = clock.nanoTime();
        this.pingDueNanos = heardNanos + limits.pingEvery().toNanos();
        // No worker: one of each connection, which it ends with; whatever it throws ends that.
        this.sender = Thread.ofVirtual().name("market-data-sender").unstarted(this::run);
    }

    void start() {
        sender.start();
    }

    StreamFigures.OfTenant figures() {
        return figures;
    }

    // Called by the connection's reader.

    /** Takes a client's message; answers come from the sender. */
    void received(StreamRequest request) {
        heard();
        if (!requests.offer(request)) {
            close(BROKE_A_RULE, "too_many_requests");
        }
        wake();
    }

    /** The client asks whether we are still here. */
    void heardPing() {
        received(new StreamRequest.Pinged());
    }

    /** The client gave a sign of life. */
    void heard() {
        heardNanos = clock.nanoTime();
    }

    // Called by anyone.

    private void wake() {
        if (!news.getAndSet(true)) {
            LockSupport.unpark(sender);
        }
    }

    /** Has the sender say goodbye; the first reason counts. */
    void close(int code, String reason) {
        goodbye.compareAndSet(null, new Goodbye(code, reason, clock.nanoTime()));
        wake();
    }

    /** Whether a goodbye of ours is decided: what the client still sends is not looked at. */
    boolean isClosing() {
        return goodbye.get() != null;
    }

    /** Ends it without another word. */
    void cut() {
        end();
        out.cut();
    }

    /** The session is over: nothing more is sent. */
    void end() {
        ended = true;
        news.set(true); // an unpark alone may be used up by a send that waits inside
        LockSupport.unpark(sender);
    }

    /** Waits until the sender is gone, so that someone else may use the session; gives up after a while. */
    void awaitSender(long timeoutMillis) throws InterruptedException {
        sender.join(timeoutMillis);
    }

    /** Whether the sender is gone. */
    boolean isEnded() {
        return sender.getState() == Thread.State.TERMINATED;
    }

    /** Looks after a connection that cannot look after itself; called every second or so. */
    void inspect() {
        long now = clock.nanoTime();
        if (!hub.mayServe(tenant)) {
            close(BROKE_A_RULE, "tenant_suspended");
        }
        if (!out.isOpen()) {
            end(); // the client went without a word
        } else if (sending) {
            inspectSending(now);
        } else if (now - heardNanos > limits.silenceMax().toNanos()) {
            close(BROKE_A_RULE, "silent");
        }
    }

    /** A goodbye has no room before what is stuck: who takes that in time hears it all the same. */
    private void inspectSending(long now) {
        Goodbye decided = goodbye.get();
        if (decided == null) {
            if (now - sendingSinceNanos > limits.stallMax().toNanos()) {
                figures.stalled();
                close(BROKE_A_RULE, SLOW_READER);
            }
        } else if (now - Math.max(decided.sinceNanos, sendingSinceNanos)
                > limits.goodbyeMax().toNanos()) {
            out.cut();
        }
    }

    // The sender.

    private void run() {
        try {
            while (!ended && goodbye.get() == null) {
                sendAll();
            }
            sayGoodbye(goodbye.get());
        } catch (RuntimeException e) {
            // The socket is gone, or will not be used again: there is nobody to tell.
            hub.lost(e);
            out.cut();
        } finally {
            watched.keySet().forEach(market -> market.unsubscribe(wake));
            hub.ended(this);
        }
    }

    private void sendAll() {
        news.set(false);
        for (StreamRequest request = requests.poll(); request != null; request = requests.poll()) {
            answer(request);
        }
        long due = sendNews(pingWhenDue());
        if (!news.get()) {
            LockSupport.parkNanos(this, Math.max(1, due - clock.nanoTime()));
        }
    }

    /** Returns when to look again if nothing wakes the sender before. */
    private long pingWhenDue() {
        if (clock.nanoTime() - pingDueNanos >= 0) {
            sending(out::ping);
            pingDueNanos = clock.nanoTime() + limits.pingEvery().toNanos();
        }
        return pingDueNanos;
    }

    private long sendNews(long dueNanos) {
        long due = dueNanos;
        for (Channel channel : channels.values()) {
            switch (channel.send(this::send)) {
                case Channel.Progress.Done _ -> {}
                case Channel.Progress.NotBefore(long nanoTime) -> due = nanoTime - due < 0 ? nanoTime : due;
                case Channel.Progress.Overtaken _ -> {
                    figures.overtaken();
                    close(BROKE_A_RULE, SLOW_READER);
                }
            }
        }
        return due;
    }

    private void sayGoodbye(@Nullable Goodbye last) {
        if (last == null) {
            return; // the client said it first
        }
        sending(() -> out.close(last.code, last.reason));
        long giveUp = clock.nanoTime() + limits.goodbyeMax().toNanos();
        while (!ended && out.isOpen() && clock.nanoTime() - giveUp < 0) { // the client's answer ends the session
            LockSupport.parkNanos(this, GOODBYE_LOOK_NANOS);
        }
        if (!ended) {
            out.cut();
        }
    }

    private void send(String text) {
        sending(() -> out.send(text));
        figures.sent();
    }

    /** Everything that may block goes through here, so that {@link #inspect} sees for how long. */
    private void sending(Runnable blocking) {
        sendingSinceNanos = clock.nanoTime();
        sending = true;
        blocking.run();
        sending = false;
    }

    private void answer(StreamRequest request) {
        switch (request) {
            case StreamRequest.Subscribe(StreamRequest.Topic topic, @Nullable String id) -> subscribe(topic, id);
            case StreamRequest.Unsubscribe(StreamRequest.Topic topic, @Nullable String id) -> unsubscribe(topic, id);
            case StreamRequest.Ping(@Nullable String id) -> send(json(new Pong("pong", id)));
            case StreamRequest.Pinged _ -> sending(out::pong);
            case StreamRequest.Malformed(Refusal why, @Nullable String id) ->
                send(json(new Refused("error", id, why.code().code(), why.detail(), why.errors())));
        }
    }

    private void subscribe(StreamRequest.Topic topic, @Nullable String id) {
        Optional<PublicMarket> market = hub.market(tenant, topic.symbol());
        if (market.isEmpty()) {
            send(json(new Refused(
                    "error",
                    id,
                    "unknown_instrument",
                    "there is no market " + topic.symbol(),
                    List.of(new FieldError("symbol", "a listed market")))));
            return;
        }
        if (!channels.containsKey(topic) && channels.size() == limits.subscriptionsMax()) {
            String detail = "a connection has at most " + limits.subscriptionsMax() + " subscriptions";
            send(json(new Refused("error", id, "rate_limited", detail, List.of())));
            return;
        }
        forget(topic);
        // It begins before it is acknowledged: what happens from then on is sent, after the acknowledgement.
        channels.put(topic, hub.channel(topic.kind(), market.get()));
        if (watched.merge(market.get(), 1, Integer::sum) == 1) {
            market.get().subscribe(wake);
        }
        send(acknowledged("subscribed", topic, id));
    }

    private void unsubscribe(StreamRequest.Topic topic, @Nullable String id) {
        forget(topic);
        send(acknowledged("unsubscribed", topic, id));
    }

    private void forget(StreamRequest.Topic topic) {
        Channel channel = channels.remove(topic);
        if (channel != null && watched.merge(channel.market(), -1, Integer::sum) == 0) {
            watched.remove(channel.market());
            channel.market().unsubscribe(wake);
        }
    }

    /** Answers carry the {@code id} of what they answer, where it had one. */
    private record Pong(
            String type,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String id) {}

    private record Acknowledged(
            String type,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String id,

            String channel,
            String symbol) {}

    private static String acknowledged(String type, StreamRequest.Topic topic, @Nullable String id) {
        return json(new Acknowledged(type, id, topic.kind().name().toLowerCase(Locale.ROOT), topic.symbol()));
    }

    private record Refused(
            String type,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String id,

            String code,
            String detail,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {}

    private static String json(Object message) {
        return new String(Json.bytes(message), StandardCharsets.UTF_8);
    }
}
