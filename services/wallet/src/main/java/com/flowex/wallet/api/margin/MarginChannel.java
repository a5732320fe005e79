package com.flowex.wallet.api.margin;

import com.flowex.access.http.response.Json;
import com.flowex.access.socket.Channel;
import com.flowex.access.socket.News;
import com.flowex.access.socket.StreamClock;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.failure.DatabaseUnavailableException;
import com.flowex.wallet.app.margin.MarginAccounts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Channel of the account stream that sends an account's margin at once and after each change; only the last state counts.
 */
public final class MarginChannel implements Channel {

    /** Intervals between looks: while the account owes, and while it does not. */
    private static final Duration OWING = Duration.ofSeconds(1);

    private static final Duration IDLE = Duration.ofSeconds(3);

    private final MarginAccounts accounts;
    private final AccountId account;
    private final StreamClock clock;
    private @Nullable MarginAccountBody sent;
    private long dueNanos;

    public MarginChannel(MarginAccounts accounts, AccountId account, StreamClock clock) {
        this.accounts = accounts;
        this.account = account;
        this.clock = clock;
        this.dueNanos = clock.nanoTime();
    }

    private record MarginMessage(String type, MarginAccountBody account) {}

    @Override
    public News news() {
        return News.NONE;
    }

    @Override
    public Progress send(Consumer<String> out) {
        if (clock.nanoTime() - dueNanos >= 0) {
            dueNanos = clock.nanoTime() + (sendChange(out) ? OWING : IDLE).toNanos();
        }
        return new Progress.NotBefore(dueNanos);
    }

    /** Returns true if the account owes something. While the database is away, nothing is sent, and the stream goes on. */
    private boolean sendChange(Consumer<String> out) {
        MarginAccountBody now;
        try {
            now = MarginAccountBody.of(accounts, account);
        } catch (DatabaseUnavailableException e) {
            return false;
        }
        if (sent == null || !now.isAs(sent)) {
            out.accept(new String(Json.bytes(new MarginMessage("margin", now)), StandardCharsets.UTF_8));
            sent = now;
        }
        return now.owes();
    }
}
