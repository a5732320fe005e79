package com.flowex.binance.user;

import com.flowex.access.http.response.Json;
import com.flowex.access.socket.Channel;
import com.flowex.access.socket.News;
import com.flowex.access.socket.StreamClock;
import com.flowex.domain.value.AccountId;
import com.flowex.trading.app.account.AccountStream;
import com.flowex.trading.app.account.AccountSubscription;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** User data events of an account from an entry on, in order, at the reader's pace. */
final class UserChannel implements Channel, News {

    private static final int ENTRIES_AT_ONCE = 256;

    private final AccountStream stream;
    private final UserEvents events;
    private final AccountId account;
    private final long from;
    private final UnaryOperator<Map<String, Object>> wrapping;
    private Optional<AccountSubscription> following = Optional.empty();

    /** @param wrapping converts an event to the message */
    UserChannel(
            AccountStream stream,
            UserEvents events,
            AccountId account,
            long from,
            UnaryOperator<Map<String, Object>> wrapping) {
        this.stream = stream;
        this.events = events;
        this.account = account;
        this.from = from;
        this.wrapping = wrapping;
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
        return switch (place.more(ENTRIES_AT_ONCE)) {
            case AccountSubscription.EntryPage.Entries(var entries) -> {
                events.of(entries)
                        .forEach(event ->
                                out.accept(new String(Json.bytes(wrapping.apply(event)), StandardCharsets.UTF_8)));
                // Gives the client's messages a turn in between.
                yield entries.isEmpty() ? Progress.Done.DONE : new Progress.NotBefore(StreamClock.SYSTEM.nanoTime());
            }
            case AccountSubscription.EntryPage.TooOld _ -> new Progress.Overtaken();
        };
    }
}
