package com.flowex.app.wiring.adapter;

import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.OrderId;
import com.flowex.identity.app.push.OrderNewsSource;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.trading.app.account.AccountStream;
import com.flowex.trading.app.account.AccountSubscription;
import com.flowex.trading.store.account.AccountEntry;
import com.flowex.trading.store.account.AccountUpdate;
import com.flowex.trading.store.account.OrderState;
import com.flowex.trading.store.account.OrderStep;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An account's trades and expired orders for push notifications to browsers, read from the account's own stream of
 * entries, order by order. Only the sums of the entries are kept.
 */
public record AccountOrderNews(AccountStream stream, InstrumentDirectory markets) implements OrderNewsSource {

    private static final int NOTIFIED_MAX = 3;
    private static final int AT_ONCE = 500;

    @Override
    public Map<Long, Long> last(int tenant, Collection<Long> accounts) {
        return stream.lasts(tenant, accounts);
    }

    /** Sum of one order's trades so far. */
    private record Sum(AccountUpdate.Trade newest, long quantityUnits, boolean atOnePrice) {

        static Sum of(AccountUpdate.Trade trade) {
            return new Sum(trade, trade.quantityUnits(), true);
        }

        Sum and(Sum more) {
            return new Sum(
                    more.newest,
                    quantityUnits + more.quantityUnits,
                    atOnePrice && more.atOnePrice && newest.priceUnits() == more.newest.priceUnits());
        }
    }

    @Override
    public Behind behind(AccountId account, long from, long sinceNanos) {
        Map<OrderId, Sum> sums = new LinkedHashMap<>();
        Map<OrderId, OrderState> expired = new LinkedHashMap<>();
        long through = from;
        boolean isMore = true;
        while (isMore) {
            switch (stream.stored(account, through + 1, AT_ONCE)) {
                case AccountSubscription.EntryPage.TooOld(long oldest) -> {
                    isMore = oldest > through + 1;
                    through = oldest - 1;
                }
                case AccountSubscription.EntryPage.Entries(List<AccountEntry> entries) -> {
                    entries.stream()
                            .filter(entry -> entry.event().timeNanos() >= sinceNanos)
                            .forEach(entry -> add(entry, sums, expired));
                    isMore = !entries.isEmpty();
                    through = isMore ? entries.getLast().number() : through;
                }
            }
        }
        return new Behind(
                through,
                new Orders(sums.size(), newest(sums.values(), this::filled)),
                new Orders(expired.size(), newest(expired.values(), this::expired)));
    }

    private static void add(AccountEntry entry, Map<OrderId, Sum> sums, Map<OrderId, OrderState> expired) {
        switch (entry.event().news()) {
            case AccountUpdate.Trade trade -> {
                Sum before = sums.remove(trade.order().id()); // the newest stands last
                sums.put(trade.order().id(), before == null ? Sum.of(trade) : before.and(Sum.of(trade)));
            }
            case AccountUpdate.Order(OrderStep step, OrderState order)
            when step == OrderStep.EXPIRED && order.progress().expiryReason() == ExpiryReason.GOOD_TILL_DATE ->
                expired.put(order.id(), order);
            default -> {
                // Other entries are no news for a closed browser.
            }
        }
    }

    /** Returns the newest of these in known markets, newest first. */
    private static <T> List<OrderNote> newest(Collection<T> all, Function<T, Optional<OrderNote>> note) {
        return List.copyOf(all).reversed().stream()
                .map(note)
                .flatMap(Optional::stream)
                .limit(NOTIFIED_MAX)
                .toList();
    }

    private Optional<OrderNote> filled(Sum sum) {
        return market(sum.newest().order())
                .map(market -> note(
                        sum.newest().order(),
                        market,
                        sum.quantityUnits(),
                        sum.atOnePrice() ? Decimals.format(sum.newest().priceUnits(), market.priceScale()) : null));
    }

    private Optional<OrderNote> expired(OrderState order) {
        return market(order).map(market -> note(order, market, order.progress().quantityUnits(), null));
    }

    private Optional<ListedMarket> market(OrderState order) {
        return markets.find(order.request().instrument());
    }

    private static OrderNote note(OrderState order, ListedMarket market, long quantityUnits, @Nullable String price) {
        return new OrderNote(
                market.instrument().symbol(),
                order.request().side().name().toLowerCase(Locale.ROOT),
                Decimals.format(quantityUnits, market.quantityScale()),
                price);
    }
}
