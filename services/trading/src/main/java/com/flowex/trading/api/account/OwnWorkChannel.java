package com.flowex.trading.api.account;

import com.flowex.access.socket.Channel;
import com.flowex.access.socket.News;
import com.flowex.access.socket.StreamClock;
import com.flowex.domain.value.AccountId;
import com.flowex.trading.app.account.OwnWork;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Channel that reports each change of an account's back-tests and runs; only the last state counts. */
final class OwnWorkChannel implements Channel {

    /** Intervals between looks: while there is open work, and while there is none. */
    private static final Duration BUSY = Duration.ofSeconds(1);

    private static final Duration IDLE = Duration.ofSeconds(3);

    private final OwnWork work;
    private final StreamClock clock;
    private final AccountId account;
    private final AccountMessages messages;
    private final Map<Key, OwnWork.State> open = new HashMap<>();
    private long dueNanos;

    private record Key(OwnWork.Kind kind, long id) {}

    OwnWorkChannel(OwnWork work, StreamClock clock, AccountId account, AccountMessages messages) {
        this.work = work;
        this.clock = clock;
        this.account = account;
        this.messages = messages;
        this.dueNanos = clock.nanoTime();
    }

    @Override
    public News news() {
        return News.NONE;
    }

    @Override
    public Progress send(Consumer<String> out) {
        if (clock.nanoTime() - dueNanos >= 0) {
            for (OwnWork.State state : work.of(account, List.copyOf(open.values()))) {
                Key key = new Key(state.kind(), state.id());
                OwnWork.State before = state.isOpen() ? open.put(key, state) : open.remove(key);
                if (!state.equals(before)) {
                    out.accept(messages.work(state));
                }
            }
            dueNanos = clock.nanoTime() + (open.isEmpty() ? IDLE : BUSY).toNanos();
        }
        return new Progress.NotBefore(dueNanos);
    }
}
