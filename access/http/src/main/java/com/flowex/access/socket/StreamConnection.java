package com.flowex.access.socket;

import com.flowex.platform.errors.Refusal;
import com.flowex.platform.jobs.AsyncTask;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Connection of one client of a stream. All messages are sent by its single sender thread, because a session permits
 * only one writer at a time. Other threads only queue a message or wake the sender, and never wait for it.
 */
public final class StreamConnection implements StreamLink {

    private static final String SLOW_READER = "slow_reader";
    private static final String TOO_MANY_REQUESTS = "too_many_requests";

    private static final long CLOSE_CHECK_NANOS = 50_000_000;

    /** No work is due by the clock. */
    private static final long NEVER = Long.MAX_VALUE;

    /** @param sinceNanos time of the decision */
    private record Goodbye(int code, String reason, long sinceNanos) {}

    private final StreamHub hub;
    private final StreamMetrics.OfTenant figures;
    private final StreamLimits limits;
    private final StreamClock clock;
    private final ClientOutput out;
    private final Writing writing;
    private final Inbox inbox;
    private final Queue<Supplier<String>> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answersAwaited = new AtomicInteger();
    private final Map<Object, Channel> channels = new LinkedHashMap<>();
    private final Map<News, Integer> watched = new HashMap<>();
    private final Runnable wake = this::wake;
    private final AtomicBoolean news = new AtomicBoolean(true);
    private final AtomicReference<@Nullable Goodbye> goodbye = new AtomicReference<>();
    private final Thread sender;
    private @Nullable StreamProtocol conversation;
    private volatile boolean ended;
    private volatile long heardNanos;
    private final Instant openedAt;
    private volatile long pingDueNanos;
    private long received;

    StreamConnection(StreamHub hub, StreamMetrics.OfTenant figures, ClientOutput out) {
        this.hub = hub;
        this.figures = figures;
        this.limits = hub.limits();
        this.clock = hub.clock();
        this.out = out;
        this.writing = new Writing(out, clock);
        this.inbox = new Inbox(limits);
        this.heardNanos = clock.nanoTime();
        this.openedAt = Instant.ofEpochSecond(clock.seconds());
        this.pingDueNanos = heardNanos + limits.pingEvery().toNanos();
        // This is no worker: each connection has one and ends with it, and any exception ends the connection.
        this.sender = Thread.ofVirtual().name(hub.name() + "-sender").unstarted(this::run);
    }

    /** Sets the protocol, before {@link #start} and before another thread has this object. */
    void speak(StreamProtocol with) {
        conversation = with;
    }

    void start() {
        sender.start();
    }

    private StreamProtocol conversation() {
        return Objects.requireNonNull(conversation, "a connection has its conversation before it starts");
    }

    StreamMetrics.OfTenant counted() {
        return figures;
    }

    // Methods for the connection's reader.

    /** Queues a client's message; the sender answers it. */
    public void received(String text) {
        take(new Inbox.Item.Message(text));
    }

    /** Queues the refusal of a message that was too much to be read. */
    void refused(Refusal why) {
        take(new Inbox.Item.TooMuch(why));
    }

    /** Queues a ping of the client. */
    void heardPing() {
        take(new Inbox.Item.Pinged());
    }

    private void take(Inbox.Item item) {
        heard();
        if (!inbox.put(item)) {
            close(CloseCode.BROKE_A_RULE, TOO_MANY_REQUESTS);
        }
        wake();
    }

    /** Notes a sign of life of the client. */
    void heard() {
        heardNanos = clock.nanoTime();
    }

    // Methods for any thread.

    private void wake() {
        if (!news.getAndSet(true)) {
            LockSupport.unpark(sender);
        }
    }

    /** Makes the sender close the connection; the first reason counts. */
    void close(int code, String reason) {
        goodbye.compareAndSet(null, new Goodbye(code, reason, clock.nanoTime()));
        wake();
    }

    @Override
    public void close(String reason) {
        close(CloseCode.BROKE_A_RULE, reason);
    }

    /** Returns true if closing is decided; further messages of the client are not read. */
    boolean isClosing() {
        return goodbye.get() != null;
    }

    /** Ends the connection without a close frame. */
    void cut() {
        end();
        out.cut();
    }

    /** Ends the connection because the session is over; nothing more is sent. */
    public void end() {
        ended = true;
        news.set(true); // a blocked send may consume an unpark
        LockSupport.unpark(sender);
    }

    /** Waits until the sender has ended, so that another thread may use the session; gives up after this time. */
    void awaitSender(long timeoutMillis) throws InterruptedException {
        sender.join(timeoutMillis);
    }

    /** Returns true if the sender has ended. */
    public boolean isEnded() {
        return sender.getState() == Thread.State.TERMINATED;
    }

    /** Checks the connection from outside; called about every second. */
    void inspect() {
        long now = clock.nanoTime();
        conversation().reasonToPart().ifPresent(this::close);
        if (now - pingDueNanos >= 0) {
            wake();
        }
        if (!out.isOpen()) {
            end(); // the client left without a close frame
        } else if (writing.isBlocked()) {
            inspectBlocked(now);
        } else if (now - heardNanos > limits.silenceMax().toNanos()) {
            close(CloseCode.BROKE_A_RULE, "silent");
        }
    }

    /**
     * Handles a blocked write. A close frame cannot pass the blocked data; a client that reads the data in time still
     * gets the frame.
     */
    private void inspectBlocked(long now) {
        Goodbye decided = goodbye.get();
        if (decided == null) {
            if (now - writing.blockedSinceNanos() > limits.stallMax().toNanos()) {
                figures.stalled();
                close(CloseCode.BROKE_A_RULE, SLOW_READER);
            }
        } else if (now - Math.max(decided.sinceNanos, writing.blockedSinceNanos())
                > limits.goodbyeMax().toNanos()) {
            out.cut();
        }
    }

    // Methods of the sender.

    private void run() {
        try {
            talk();
            sayGoodbye(goodbye.get());
        } catch (Writing.LostSocketException e) {
            hub.lost(e);
            out.cut();
        } finally {
            watched.keySet().forEach(source -> source.unsubscribe(wake));
            hub.ended(this, conversation());
        }
    }

    /**
     * Runs the protocol. A fault here is ours and not the client's: it is logged and reported to the client, and the
     * connection ends.
     */
    private void talk() {
        try {
            if (goodbye.get() == null) {
                conversation().begin();
            }
            while (!ended && goodbye.get() == null) {
                sendAll();
            }
        } catch (Writing.LostSocketException e) {
            throw e;
        } catch (RuntimeException e) {
            hub.failed(e);
            close(CloseCode.FAULT_OF_OURS, "internal_error");
        }
    }

    private void sendAll() {
        news.set(false);
        for (Inbox.Item next = inbox.take(); next != null; next = inbox.take()) {
            writing.send(); // an answer must not wait for the work of the next
            answer(next);
        }
        for (Supplier<String> made = answers.poll(); made != null; made = answers.poll()) {
            answersAwaited.decrementAndGet();
            say(made.get());
        }
        pingWhenDue();
        long dueInNanos = sendNews();
        writing.send();
        awaitNews(dueInNanos);
    }

    /** Sends a ping when it is due; the hub wakes a sleeping sender for it. */
    private void pingWhenDue() {
        if (clock.nanoTime() - pingDueNanos >= 0) {
            writing.control(out::ping);
            pingDueNanos = clock.nanoTime() + limits.pingEvery().toNanos();
        }
    }

    /** Returns the nanoseconds until the next check, if nothing wakes the sender before. */
    private long sendNews() {
        long dueInNanos = NEVER;
        for (Channel channel : channels.values()) {
            switch (channel.send(this::say)) {
                case Channel.Progress.Done _ -> {}
                case Channel.Progress.NotBefore(long nanoTime) ->
                    dueInNanos = Math.min(dueInNanos, Math.max(1, nanoTime - clock.nanoTime()));
                case Channel.Progress.Overtaken _ -> {
                    figures.overtaken();
                    close(CloseCode.BROKE_A_RULE, SLOW_READER);
                }
            }
        }
        return dueInNanos;
    }

    /**
     * Waits for news. A timed wait costs two wake-ups of a timer thread, so a time is set only if work is due by the
     * clock.
     */
    private void awaitNews(long dueInNanos) {
        if (news.get() || ended || goodbye.get() != null) { // an end before the flag was cleared woke no thread
            return;
        }
        if (dueInNanos == NEVER) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, dueInNanos);
        }
    }

    private void sayGoodbye(@Nullable Goodbye last) {
        if (last == null) {
            return; // the client closed first
        }
        if (last.code == CloseCode.GOING_AWAY) {
            conversation().lastWord().ifPresent(this::say);
        }
        writing.control(() -> out.close(last.code, last.reason));
        long giveUp = clock.nanoTime() + limits.goodbyeMax().toNanos();
        while (!ended && out.isOpen() && clock.nanoTime() - giveUp < 0) { // the client's answer ends the session
            LockSupport.parkNanos(this, CLOSE_CHECK_NANOS);
        }
        if (!ended) {
            out.cut();
        }
    }

    private void answer(Inbox.Item item) {
        switch (item) {
            case Inbox.Item.Message(String text) -> {
                received++;
                conversation().hear(text);
            }
            case Inbox.Item.TooMuch(Refusal why) -> conversation().refuse(why);
            case Inbox.Item.Pinged _ -> writing.control(out::pong);
        }
    }

    // Methods of the protocol, on the sender.

    @Override
    public void say(String text) {
        writing.say(text);
        figures.sent();
    }

    @Override
    public boolean follow(Object topic, Channel channel) {
        if (!channels.containsKey(topic) && channels.size() >= limits.subscriptionsMax()) {
            return false;
        }
        leave(topic);
        channels.put(topic, channel);
        if (watched.merge(channel.news(), 1, Integer::sum) == 1) {
            channel.news().subscribe(wake);
        }
        return true;
    }

    @Override
    public boolean leave(Object topic) {
        Channel channel = channels.remove(topic);
        if (channel != null && watched.merge(channel.news(), -1, Integer::sum) == 0) {
            watched.remove(channel.news());
            channel.news().unsubscribe(wake);
        }
        return channel != null;
    }

    @Override
    public Set<Object> topics() {
        return new LinkedHashSet<>(channels.keySet());
    }

    @Override
    public ConnectionStatistics figures() {
        return new ConnectionStatistics(
                openedAt, received, writing.writtenBytes(), writing.characters(), channels.size());
    }

    @Override
    public boolean sayLater(Supplier<String> answer) {
        if (answersAwaited.incrementAndGet() > limits.answersAwaitedMax()) {
            answersAwaited.decrementAndGet();
            return false;
        }
        AsyncTask.begin(hub.name() + "-answer", () -> {
            answers.add(made(answer));
            wake();
        });
        return true;
    }

    /** Returns the answer; a failure is thrown when the answer is sent. */
    private Supplier<String> made(Supplier<String> answer) {
        try {
            String text = answer.get();
            return () -> text;
        } catch (RuntimeException e) {
            return () -> {
                throw e;
            };
        }
    }
}
