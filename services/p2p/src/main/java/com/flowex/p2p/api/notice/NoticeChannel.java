package com.flowex.p2p.api.notice;

import com.flowex.access.http.response.Json;
import com.flowex.access.socket.Channel;
import com.flowex.access.socket.News;
import com.flowex.access.socket.StreamClock;
import com.flowex.domain.value.AccountId;
import com.flowex.p2p.app.notice.NoticeFeed;
import com.flowex.p2p.store.notice.Notice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Channel of the account stream that sends an account's notices from now on. It reads the database only after a signal:
 * the connection's other channels wake it, too.
 */
public final class NoticeChannel implements Channel, News {

    private static final int AT_ONCE = 100;

    private final NoticeFeed feed;
    private final AccountId account;
    private final AtomicBoolean isPending = new AtomicBoolean(true);
    private Runnable signal = () -> {};
    private long sent;

    /** Begins behind the last notice of this moment. */
    public NoticeChannel(NoticeFeed feed, AccountId account) {
        this.feed = feed;
        this.account = account;
        this.sent = feed.last(account);
    }

    @Override
    public void subscribe(Runnable wake) {
        signal = () -> {
            isPending.set(true);
            wake.run();
        };
        feed.follow(account, signal);
    }

    @Override
    public void unsubscribe(Runnable wake) {
        feed.leave(account, signal);
    }

    @Override
    public News news() {
        return this;
    }

    @Override
    public Progress send(Consumer<String> out) {
        if (!isPending.getAndSet(false)) {
            return Progress.Done.DONE;
        }
        List<Notice> notices = feed.after(account, sent, AT_ONCE);
        for (Notice notice : notices) {
            out.accept(new String(Json.bytes(NoticeBody.Streamed.of(notice)), StandardCharsets.UTF_8));
            sent = notice.number();
        }
        if (notices.size() < AT_ONCE) {
            return Progress.Done.DONE;
        }
        isPending.set(true);
        return new Progress.NotBefore(StreamClock.SYSTEM.nanoTime());
    }
}
