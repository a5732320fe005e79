package com.flowex.trading.app.account;

import com.flowex.domain.event.Event;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.trading.app.order.OrderVersions;
import com.flowex.trading.store.account.AccountEntry;
import com.flowex.trading.store.account.AccountUpdate;
import com.flowex.trading.store.order.TrackedOrder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Orders as commands left them, read from the entries of their account. Each entry contains the whole order. */
public final class StoredOrderVersions implements OrderVersions {

    private static final int AT_ONCE = 1_000;

    private final AccountStream stream;

    public StoredOrderVersions(AccountStream stream) {
        this.stream = stream;
    }

    @Override
    public long place(AccountId account) {
        return stream.last(account);
    }

    @Override
    public Optional<TrackedOrder> after(CommittedEvents done, AccountId account, OrderId order, long place) {
        TrackedOrder found = null;
        long next = place + 1;
        while (stream.stored(account, next, AT_ONCE)
                        instanceof AccountSubscription.EntryPage.Entries(List<AccountEntry> entries)
                && !entries.isEmpty()) {
            for (AccountEntry entry : entries) {
                if (entry.event().sequence() > done.lastSequence()) {
                    return complete(found, done);
                }
                if (entry.event().sequence() >= done.sequence()
                        && entry.event().news() instanceof AccountUpdate.OrderUpdate news
                        && news.order().id().equals(order)) {
                    found = news.order().tracked();
                }
            }
            next = entries.getLast().number() + 1;
        }
        return complete(found, done);
    }

    /** Applies the command's events that have no entry, such as moved levels. */
    private static Optional<TrackedOrder> complete(@Nullable TrackedOrder found, CommittedEvents done) {
        if (found != null) {
            long shown = found.progress().sequence();
            long sequence = done.sequence();
            for (Event event : done.events()) {
                if (sequence > shown) {
                    found.on(event, sequence, done.timeNanos());
                }
                sequence++;
            }
        }
        return Optional.ofNullable(found);
    }
}
