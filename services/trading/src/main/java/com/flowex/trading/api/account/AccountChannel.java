package com.flowex.trading.api.account;

import com.flowex.access.socket.Channel;
import com.flowex.access.socket.News;
import com.flowex.access.socket.StreamClock;
import com.flowex.domain.value.AccountId;
import com.flowex.trading.app.account.AccountStream;
import com.flowex.trading.app.account.AccountSubscription;
import com.flowex.trading.store.account.AccountEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Channel that sends every entry of an account from a number on, in order and at the pace of its reader. */
public final class AccountChannel implements Channel, News {

    private static final int ENTRIES_AT_ONCE = 256;

    private final AccountStream stream;
    private final StreamClock clock;
    private final AccountId account;
    private final long from;
    private final EntryFormat format;
    private Optional<AccountSubscription> following = Optional.empty();
    private boolean started;

    public AccountChannel(AccountStream stream, StreamClock clock, AccountId account, long from, EntryFormat format) {
        this.stream = stream;
        this.clock = clock;
        this.account = account;
        this.from = from;
        this.format = format;
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
                started = true;
                format.send(entries, out);
                // The client's messages are handled in between.
                return entries.isEmpty() ? Progress.Done.DONE : new Progress.NotBefore(clock.nanoTime());
            }
            case AccountSubscription.EntryPage.TooOld(long oldest) -> {
                Optional<String> message = started ? Optional.empty() : format.tooOld(oldest);
                if (message.isEmpty()) {
                    return new Progress.Overtaken();
                }
                out.accept(message.get());
                place.close();
                following = Optional.empty();
                return Progress.Done.DONE;
            }
        }
    }
}
