package com.flowex.platform.testing;

import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.RiskRules;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.protocol.event.EventBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * The log that once stopped every view: three bids for 40,000,000,000 coins of eight places at one price of twelve, which
 * cost four cents each and together are more units than a {@code long} holds. Its events are written down as they were,
 * because an engine of today may refuse what is in old logs.
 */
public final class HugeLevel {

    public static final InstrumentId MARKET = new InstrumentId(1);
    public static final Price PRICE = new Price(1);
    public static final long EACH_UNITS = 4_000_000_000_000_000_000L;
    public static final int BIDS = 3;

    private static final int TENANT = 1;
    private static final long STARTED_NANOS = 1_700_000_000_000_000_000L;

    private HugeLevel() {}

    /** One batch for each command. */
    public static List<EventBatch> batches() {
        List<EventBatch> log = new ArrayList<>();
        AssetId tiny = new AssetId(1);
        AssetId quote = new AssetId(2);
        add(log, new AssetListed(new Asset(TENANT, tiny, "TINY", new Scale(8), 9_000_000_000L)));
        add(log, new AssetListed(new Asset(TENANT, quote, "USDT", new Scale(6), 9_000_000_000L)));
        InstrumentRules rules = new InstrumentRules(new Scale(12), 1, 1_000_000, 1, 1, EACH_UNITS, 0, RiskRules.NONE);
        add(
                log,
                new InstrumentListed(new Instrument(
                        TENANT, MARKET, "TINY-USDT", tiny, quote, rules, FeeSchedule.flat(new FeeRates(0, 0)))));
        for (int i = 1; i <= BIDS; i++) {
            OrderId order = new OrderId(i);
            add(
                    log,
                    new OrderAccepted(order, bid(i), new Quantity(EACH_UNITS)),
                    new OrderRested(
                            order, MARKET, Side.BUY, PRICE, new Quantity(EACH_UNITS), new Quantity(EACH_UNITS)));
        }
        return log;
    }

    private static OrderRequest bid(int number) {
        return new OrderRequest(
                new AccountId(TENANT, AccountId.CUSTOMERS_FROM + number),
                ClientOrderId.of("bid" + number),
                MARKET,
                Side.BUY,
                new Quantity(EACH_UNITS),
                new OrderTerms.Limit(PRICE, TimeInForce.GTC, false),
                SelfTradePrevention.NONE);
    }

    private static void add(List<EventBatch> log, Event... events) {
        long first = log.isEmpty() ? 1 : EngineLog.end(log.getLast()) + 1;
        log.add(new EventBatch(first, events.length, first, STARTED_NANOS + first, List.of(events)));
    }
}
