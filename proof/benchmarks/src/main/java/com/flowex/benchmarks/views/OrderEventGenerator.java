package com.flowex.benchmarks.views;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.EventSink;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import com.flowex.engine.Exchange;
import com.flowex.protocol.event.EventBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * Generator of the events of many orders, half of which cross, from the engine itself.
 *
 * <p>Orders come in blocks: a number of resting ones, then as many that take them. With blocks of one, an order is
 * filled in the flush that accepted it; with large ones it is stored, changed and moved away.
 */
final class OrderEventGenerator {

    private static final AssetId BTC = new AssetId(1);
    private static final AssetId USDT = new AssetId(2);
    private static final InstrumentId MARKET = new InstrumentId(1);
    private static final long PRICE = 6_500_000;
    private static final long QUANTITY = 1_000_000;
    private static final long STEP_NANOS = 50_000;

    private final Exchange exchange = new Exchange();
    private final int accounts;
    private final int block;
    private long timeNanos = 1_700_000_000_000_000_000L;
    private long placed;

    OrderEventGenerator(int accounts, int block) {
        this.accounts = accounts;
        this.block = block;
    }

    /** Returns the events of listings, accounts and their money. */
    List<EventBatch> morning() {
        List<EventBatch> batches = new ArrayList<>();
        apply(new ListAsset(new Asset(1, BTC, "BTC", new Scale(8), 21_000_000)), batches);
        apply(new ListAsset(new Asset(1, USDT, "USDT", new Scale(6), 900_000_000_000L)), batches);
        InstrumentRules rules =
                new InstrumentRules(new Scale(2), 1, 1_000_000_000, 1_000, 1_000, 100_000_000_000L, 1_000_000);
        FeeRates fees = new FeeRates(1_000, 1_000);
        apply(new ListInstrument(new Instrument(1, MARKET, "BTC-USDT", BTC, USDT, rules, fees)), batches);
        apply(new OpenAccount(AccountId.outsideOf(1)), batches);
        apply(new OpenAccount(AccountId.feesOf(1)), batches);
        for (int i = 0; i < accounts; i++) {
            apply(new OpenAccount(account(i)), batches);
            fund(i, BTC, 100_000_000_000L, batches);
            fund(i, USDT, 100_000_000_000_000L, batches);
        }
        return batches;
    }

    private void fund(int index, AssetId asset, long units, List<EventBatch> batches) {
        TransferId id = new TransferId(asset.value(), index + 1L);
        Amount amount = new Amount(asset, units);
        apply(
                new PostTransfer(
                        new Transfer(id, AccountId.outsideOf(1), account(index), amount, TransferKind.GENESIS)),
                batches);
    }

    /** Returns the events of the next orders. */
    List<EventBatch> orders(int count) {
        List<EventBatch> batches = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            apply(new PlaceOrder(order(placed)), batches);
            placed++;
        }
        return batches;
    }

    private OrderRequest order(long index) {
        long inBlocks = index % (4L * block);
        boolean takes = inBlocks / block % 2 == 1;
        boolean buys = inBlocks >= 2L * block ? !takes : takes;
        long depth = index * 2_654_435_761L >>> 8 & 31;
        long price = takes == buys ? PRICE + depth : PRICE - 1 - depth;
        return new OrderRequest(
                account((int) ((index + index / 4) % accounts)),
                ClientOrderId.of("views-benchmark-" + index),
                MARKET,
                buys ? Side.BUY : Side.SELL,
                new Quantity(QUANTITY),
                new OrderTerms.Limit(new Price(takes ? taking(buys) : price), TimeInForce.GTC, false));
    }

    /** Returns a price that crosses all resting orders. */
    private static long taking(boolean buys) {
        return buys ? PRICE + 100 : PRICE - 100;
    }

    private static AccountId account(int index) {
        return new AccountId(1, AccountId.CUSTOMERS_FROM + index);
    }

    private void apply(Command command, List<EventBatch> batches) {
        List<Event> events = new ArrayList<>();
        long first = exchange.sequence() + 1;
        timeNanos += STEP_NANOS;
        exchange.apply(command, timeNanos, new EventSink() {
            @Override
            public void event(Event event) {
                events.add(event);
            }

            @Override
            public void repeated(FirstAnswer answer) {
                throw new IllegalStateException("nothing is repeated here");
            }
        });
        if (!events.isEmpty()) {
            batches.add(new EventBatch(first, events.size(), first, timeNanos, events));
        }
    }
}
