package com.flowex.edge.stream;

import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.work.Aside;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One client of a stream. Everything that is sent is sent by its one sender thread, because a session takes one writer
 * at a time; all others only leave a message or wake the sender, and never wait for it.
 */
public final class StreamConnection implements Line {

    private static final String SLOW_READER = "slow_reader";
    private static final String TOO_MANY_REQUESTS = "too_many_requests";

    private static final long GOODBYE_LOOK_NANOS = 50_000_000;

    /** @param sinceNanos when it was decided */
    private record Goodbye(int code, String reason, long sinceNanos) {}

    /** What came from the client. */
    private sealed interface Heard {
        record Message(String text) implements Heard {}

        record TooMuch(Refusal why) implements Heard {}

        /** A ping of the WebSocket itself. */
        record Pinged() implements Heard {}
    }

    /** The socket is gone, or will not be used again: there is nobody to tell. */
    private static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1;

        Lost(RuntimeException why) {
            super(why);
        }
    }

    private final StreamHub hub;
    private final StreamFigures.OfTenant figures;
    private final StreamLimits limits;
    private final StreamClock clock;
    private final Outlet out;
    private final Queue<Heard> heard;
    private final AtomicInteger charactersHeard = new AtomicInteger();
    private final Queue<Supplier<String>> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answersAwaited = new AtomicInteger();
    private final Map<Object, Channel> channels = new LinkedHashMap<>();
    private final Map<News, Integer> watched = new HashMap<>();
    private final Runnable wake = this::wake;
    private final AtomicBoolean news = new AtomicBoolean(true);
    private final AtomicReference<@Nullable Goodbye> goodbye = new AtomicReference<>();
    private final Thread sender;
    private @Nullable Conversation conversation;
    private volatile boolean ended;
    private volatile long heardNanos;
    private volatile long sendingSinceNanos;
    private volatile boolean sending;
    private final Instant openedAt;
    private long pingDueNanos;
    private long received;
    private long sent;
    private long charactersSent;

    StreamConnection(StreamHub hub, StreamFigures.OfTenant figures, Outlet out) {
        this.hub = hub;
        this.figures = figures;
        this.limits = hub.limits();
        this.clock = hub.clock();
        this.out = out;
        this.heard = new ArrayBlockingQueue<>(limits.requestsWaitingMax());
        this.heardNanos = clock.nanoTime();
        this.openedAt = Instant.ofEpochSecond(clock.seconds());
        this.pingDueNanos = heardNanos + limits.pingEvery().toNanos();
        // No worker: one of each connection, which it ends with; whatever it throws ends that.
        this.sender = Thread.ofVirtual().name(hub.name() + "-sender").unstarted(this::run);
    }

    /** Before {@link #start}, and before anybody else sees this. */
    void speak(Conversation with) {
        conversation = with;
    }

    void start() {
        sender.start();
    }

    private Conversation conversation() {
        return Objects.requireNonNull(conversation, "a connection has its conversation before it starts");
    }

    StreamFigures.OfTenant counted() {
        return figures;
    }

    // Called by the connection's reader.

    /** Takes a client's message; answers come from the sender. */
    public void received(String text) {
        if (charactersHeard.addAndGet(text.length()) > limits.charactersWaitingMax()) {
            close(CloseCode.BROKE_A_RULE, TOO_MANY_REQUESTS);
        } else {
            take(new Heard.Message(text));
        }
    }

    /** What a client sent was too much to be looked at. */
    void refused(Refusal why) {
        take(new Heard.TooMuch(why));
    }

    /** The client asks whether we are still here. */
    void heardPing() {
        take(new Heard.Pinged());
    }

    private void take(Heard what) {
        heard();
        if (!heard.offer(what)) {
            close(CloseCode.BROKE_A_RULE, TOO_MANY_REQUESTS);
        }
        wake();
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

    @Override
    public void close(String reason) {
        close(CloseCode.BROKE_A_RULE, reason);
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
    public void end() {
        ended = true;
        news.set(true); // an unpark alone may be used up by a send that waits inside
        LockSupport.unpark(sender);
    }

    /** Waits until the sender is gone, so that someone else may use the session; gives up after a while. */
    void awaitSender(long timeoutMillis) throws InterruptedException {
        sender.join(timeoutMillis);
    }

    /** Whether the sender is gone. */
    public boolean isEnded() {
        return sender.getState() == Thread.State.TERMINATED;
    }

    /** Looks after a connection that cannot look after itself; called every second or so. */
    void inspect() {
        long now = clock.nanoTime();
        conversation().reasonToPart().ifPresent(this::close);
        if (!out.isOpen()) {
            end(); // the client went without a word
        } else if (sending) {
            inspectSending(now);
        } else if (now - heardNanos > limits.silenceMax().toNanos()) {
            close(CloseCode.BROKE_A_RULE, "silent");
        }
    }

    /** A goodbye has no room before what is stuck: who takes that in time hears it all the same. */
    private void inspectSending(long now) {
        Goodbye decided = goodbye.get();
        if (decided == null) {
            if (now - sendingSinceNanos > limits.stallMax().toNanos()) {
                figures.stalled();
                close(CloseCode.BROKE_A_RULE, SLOW_READER);
            }
        } else if (now - Math.max(decided.sinceNanos, sendingSinceNanos)
                > limits.goodbyeMax().toNanos()) {
            out.cut();
        }
    }

    // The sender.

    private void run() {
        try {
            talk();
            sayGoodbye(goodbye.get());
        } catch (Lost e) {
            hub.lost(e);
            out.cut();
        } finally {
            watched.keySet().forEach(source -> source.unsubscribe(wake));
            hub.ended(this, conversation());
        }
    }

    /** What fails here is ours, not the client's: it is said to both, and this connection ends. */
    private void talk() {
        try {
            if (goodbye.get() == null) {
                conversation().begin();
            }
            while (!ended && goodbye.get() == null) {
                sendAll();
            }
        } catch (Lost e) {
            throw e;
        } catch (RuntimeException e) {
            hub.failed(e);
            close(CloseCode.FAULT_OF_OURS, "internal_error");
        }
    }

    private void sendAll() {
        news.set(false);
        for (Heard next = heard.poll(); next != null; next = heard.poll()) {
            answer(next);
        }
        for (Supplier<String> made = answers.poll(); made != null; made = answers.poll()) {
            answersAwaited.decrementAndGet();
            say(made.get());
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
            switch (channel.send(this::say)) {
                case Channel.Progress.Done _ -> {}
                case Channel.Progress.NotBefore(long nanoTime) -> due = nanoTime - due < 0 ? nanoTime : due;
                case Channel.Progress.Overtaken _ -> {
                    figures.overtaken();
                    close(CloseCode.BROKE_A_RULE, SLOW_READER);
                }
            }
        }
        return due;
    }

    private void sayGoodbye(@Nullable Goodbye last) {
        if (last == null) {
            return; // the client said it first
        }
        if (last.code == CloseCode.GOING_AWAY) {
            conversation().lastWord().ifPresent(this::say);
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

    /** Everything that may block goes through here, so that {@link #inspect} sees for how long. */
    private void sending(Runnable blocking) {
        sendingSinceNanos = clock.nanoTime();
        sending = true;
        try {
            blocking.run();
        } catch (RuntimeException e) {
            throw new Lost(e);
        }
        sending = false;
    }

    private void answer(Heard what) {
        switch (what) {
            case Heard.Message(String text) -> {
                charactersHeard.addAndGet(-text.length());
                received++;
                conversation().hear(text);
            }
            case Heard.TooMuch(Refusal why) -> conversation().refuse(why);
            case Heard.Pinged _ -> sending(out::pong);
        }
    }

    // The conversation, on the sender.

    @Override
    public void say(String text) {
        sending(() -> out.send(text));
        figures.sent();
        sent++;
        charactersSent += text.length();
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
    public ConnectionFigures figures() {
        return new ConnectionFigures(openedAt, received, sent, charactersSent, channels.size());
    }

    @Override
    public boolean sayLater(Supplier<String> answer) {
        if (answersAwaited.incrementAndGet() > limits.answersAwaitedMax()) {
            answersAwaited.decrementAndGet();
            return false;
        }
        Aside.begin(hub.name() + "-answer", () -> {
            answers.add(made(answer));
            wake();
        });
        return true;
    }

    /** What went wrong is thrown where it is said. */
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
