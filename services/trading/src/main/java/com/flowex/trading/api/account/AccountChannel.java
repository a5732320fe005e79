package com.flowex.trading.api.account;

import com.flowex.access.socket.Channel;
import com.flowex.access.socket.News;
import com.flowex.access.socket.StreamClock;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.tracing.Tracing;
import com.flowex.trading.app.account.AccountStream;
import com.flowex.trading.app.account.AccountSubscription;
import com.flowex.trading.store.account.AccountEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Channel that sends every entry of an account from a number on, in order and at the pace of its reader. */
final class AccountChannel implements Channel, News {

    private static final int ENTRIES_AT_ONCE = 256;

    private final AccountStream stream;
    private final AccountMessages messages;
    private final StreamClock clock;
    private final AccountId account;
    private final long from;
    private final Tracing tracing;
    private Optional<AccountSubscription> following = Optional.empty();
    private boolean begun;

    AccountChannel(
            AccountStream stream,
            AccountMessages messages,
            StreamClock clock,
            AccountId account,
            long from,
            Tracing tracing) {
        this.tracing = tracing;
        this.stream = stream;
        this.messages = messages;
        this.clock = clock;
        this.account = account;
        this.from = from;
    }

    @Override
    public void subscribe(Runnable wake) {
        following = Optional.of(stream.follow(account, from, wake));
    }

    @Override
    public void unsubscribe(Runnable wake) {
        following.ifPresent(AccountSubscription::close);
        following = Optional.empty();
    }

    @Override
    public News news() {
        return this;
    }

    @Override
    public Progress send(Consumer<String> out) {
        return following.isEmpty() ? Progress.Done.DONE : send(following.get(), out);
    }

    private Progress send(AccountSubscription place, Consumer<String> out) {
        switch (place.more(ENTRIES_AT_ONCE)) {
            case AccountSubscription.EntryPage.Entries(List<AccountEntry> entries) -> {
                begun = true;
                entries.forEach(entry -> tell(entry, out));
                // The client's messages are handled in between.
                return entries.isEmpty() ? Progress.Done.DONE : new Progress.NotBefore(clock.nanoTime());
            }
            case AccountSubscription.EntryPage.TooOld(long oldest) -> {
                if (begun) {
                    return new Progress.Overtaken();
                }
                out.accept(messages.tooOld(oldest));
                place.close();
                following = Optional.empty();
                return Progress.Done.DONE;
            }
        }
    }

    private void tell(AccountEntry entry, Consumer<String> out) {
        out.accept(messages.entry(entry));
        long sequence = entry.event().sequence();
        tracing.seen("stream account", sequence, sequence, 0);
    }
}
