package com.flowex.binance.wsapi;

import com.flowex.access.socket.Channel;
import com.flowex.access.socket.News;
import com.flowex.access.socket.StreamClock;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** User data of one account on one connection, up to the end of its subscription. */
final class UserDataChannel implements Channel {

    /** End of a subscription that lasts as long as its connection. */
    static final long NEVER = Long.MAX_VALUE;

    private final long number;
    private final Channel events;
    private final InstantSource clock;
    private final Function<UserDataChannel, String> ending;
    private WsApiSession.AuthenticatedCaller caller;
    private long endsAtMillis;
    private boolean isOver;

    /**
     * @param number number of the subscription
     * @param endsAtMillis milliseconds since 1970, or {@link #NEVER}
     * @param ending called once when the end has come; returns the message that says so
     */
    UserDataChannel(
            long number,
            Channel events,
            WsApiSession.AuthenticatedCaller caller,
            long endsAtMillis,
            InstantSource clock,
            Function<UserDataChannel, String> ending) {
        this.number = number;
        this.events = events;
        this.caller = caller;
        this.endsAtMillis = endsAtMillis;
        this.clock = clock;
        this.ending = ending;
    }

    long number() {
        return number;
    }

    WsApiSession.AuthenticatedCaller caller() {
        return caller;
    }

    long endsAtMillis() {
        return endsAtMillis;
    }

    /** Returns true if its end has come, so that nothing more is sent. */
    boolean isOver() {
        return isOver;
    }

    /** Moves the end; the subscription is then of the caller who moved it. */
    void extend(WsApiSession.AuthenticatedCaller by, long untilMillis) {
        caller = by;
        endsAtMillis = untilMillis;
    }

    @Override
    public News news() {
        return events.news();
    }

    @Override
    public Progress send(Consumer<String> out) {
        if (isOver) {
            return Progress.Done.DONE;
        }
        long leftMillis = endsAtMillis == NEVER ? NEVER : endsAtMillis - clock.millis();
        if (leftMillis <= 0) {
            isOver = true;
            out.accept(ending.apply(this));
            return Progress.Done.DONE;
        }
        Progress progress = events.send(out);
        if (leftMillis == NEVER) {
            return progress;
        }
        long end = StreamClock.SYSTEM.nanoTime() + TimeUnit.MILLISECONDS.toNanos(leftMillis);
        return switch (progress) {
            case Progress.Done _ -> new Progress.NotBefore(end);
            case Progress.NotBefore(long due) -> new Progress.NotBefore(due - end < 0 ? due : end);
            case Progress.Overtaken lost -> lost;
        };
    }
}
