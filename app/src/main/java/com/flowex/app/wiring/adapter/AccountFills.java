package com.flowex.app.wiring.adapter;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.OrderId;
import com.flowex.identity.app.push.FillSource;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.trading.app.account.AccountStream;
import com.flowex.trading.app.account.AccountSubscription;
import com.flowex.trading.store.account.AccountEntry;
import com.flowex.trading.store.account.AccountUpdate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An account's trades for push notifications to browsers, read from the account's own stream of entries, order by
 * order. Only the sums of the entries are kept.
 */
public record AccountFills(AccountStream stream, InstrumentDirectory markets) implements FillSource {

    private static final int TOLD_MAX = 3;
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
                            .forEach(entry -> add(entry, sums));
                    isMore = !entries.isEmpty();
                    through = isMore ? entries.getLast().number() : through;
                }
            }
        }
        return new Behind(through, sums.size(), newest(sums.values()));
    }

    private static void add(AccountEntry entry, Map<OrderId, Sum> sums) {
        if (entry.event().news() instanceof AccountUpdate.Trade trade) {
            Sum before = sums.remove(trade.order().id()); // the newest stands last
            sums.put(trade.order().id(), before == null ? Sum.of(trade) : before.and(Sum.of(trade)));
        }
    }

    private List<Filled> newest(Collection<Sum> sums) {
        List<Filled> told = new ArrayList<>();
        for (Sum sum : List.copyOf(sums).reversed()) {
            var request = sum.newest().order().request();
            ListedMarket market = markets.find(request.instrument()).orElse(null);
            if (told.size() < TOLD_MAX && market != null) {
                told.add(new Filled(
                        market.instrument().symbol(),
                        request.side().name().toLowerCase(Locale.ROOT),
                        Decimals.format(sum.quantityUnits(), market.quantityScale()),
                        sum.atOnePrice() ? Decimals.format(sum.newest().priceUnits(), market.priceScale()) : null));
            }
        }
        return told;
    }
}
