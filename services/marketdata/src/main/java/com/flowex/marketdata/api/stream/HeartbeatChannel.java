package com.flowex.marketdata.api.stream;

import com.flowex.access.socket.Channel;
import com.flowex.access.socket.News;
import com.flowex.access.socket.StreamClock;
import java.time.Instant;
import java.util.function.Consumer;

/** Channel of a heartbeat every second, for clients that want to notice silence sooner than the socket reports it. */
final class HeartbeatChannel implements Channel {

    private static final long EVERY_NANOS = 1_000_000_000L;

    private final StreamClock clock;
    private long dueNanos;
    private long count;

    HeartbeatChannel(StreamClock clock) {
        this.clock = clock;
        this.dueNanos = clock.nanoTime();
    }

    @Override
    public Progress send(Consumer<String> out) {
        long now = clock.nanoTime();
        if (now - dueNanos >= 0) {
            count++;
            out.accept("{\"type\":\"heartbeat\",\"count\":" + count + ",\"time\":\""
                    + Instant.ofEpochSecond(clock.seconds()) + "\"}");
            dueNanos = now + EVERY_NANOS;
        }
        return new Progress.NotBefore(dueNanos);
    }

    @Override
    public News news() {
        return News.NONE;
    }
}
