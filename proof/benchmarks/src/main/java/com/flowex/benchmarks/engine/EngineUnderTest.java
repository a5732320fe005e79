package com.flowex.benchmarks.engine;

import com.flowex.domain.RulesVersion;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.EventSink;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.event.TradeExecuted;
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
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import com.flowex.engine.Exchange;

/** Engine with one market and funded accounts, and the commands that the benchmarks give it. */
final class EngineUnderTest implements EventSink {

    private static final int ACCOUNTS = 64;

    /** Number of prices of resting orders. */
    static final int LEVELS = 1_000;

    /** Middle price: buys rest below it, sells rest at it or above. */
    static final long MIDDLE_UNITS = 5_000_000;

    /** Log time between commands: one microsecond, as in an engine with a million orders a second. */
    private static final long NANOS_PER_COMMAND = 1_000;

    private static final AssetId BTC = new AssetId(1);
    private static final AssetId USDT = new AssetId(2);
    private static final InstrumentId BTC_USDT = new InstrumentId(1);
    private static final long LOT_UNITS = 1_000;

    private final int accounts;
    private final boolean idsAreDated;
    private final Exchange exchange = new Exchange();
    private long timeNanos = 1_700_000_000_000_000_000L;
    private long ids;
    private long lastOrder;
    private long trades;
    private long refusals;
    private long repeats;

    /**
     * Makes an engine under the first rules. Under the newest rules so few accounts, at an order a microsecond, would
     * use up their shares of ids. Undated ids are kept for a day (ADR 0147).
     */
    EngineUnderTest() {
        this(ACCOUNTS, RulesVersion.FIRST);
    }

    /**
     * @param accounts number of customers that take turns
     * @param rules version of the engine's rules
     */
    EngineUnderTest(int accounts, int rules) {
        this.accounts = accounts;
        idsAreDated = rules > RulesVersion.FIRST;
        if (rules > RulesVersion.FIRST) {
            apply(new AdoptRules(rules));
        }
        apply(new ListAsset(new Asset(1, BTC, "BTC", new Scale(8), 21_000_000)));
        apply(new ListAsset(new Asset(1, USDT, "USDT", new Scale(6), 900_000_000_000L)));
        InstrumentRules steps = new InstrumentRules(new Scale(2), 1, 1_000_000_000, 1_000, 1_000, 100_000_000_000L, 0);
        apply(new ListInstrument(
                new Instrument(1, BTC_USDT, "BTC-USDT", BTC, USDT, steps, new FeeRates(1_000, 1_000))));
        apply(new OpenAccount(AccountId.outsideOf(1)));
        apply(new OpenAccount(AccountId.feesOf(1)));
        for (int i = 0; i < accounts; i++) {
            apply(new OpenAccount(account(i)));
            fund(account(i), new Amount(BTC, 10_000L * 100_000_000));
            fund(account(i), new Amount(USDT, 1_000_000_000L * 1_000_000));
        }
    }

    private void fund(AccountId account, Amount amount) {
        TransferId id = new TransferId(account.number(), amount.asset().value());
        apply(new PostTransfer(new Transfer(id, AccountId.outsideOf(1), account, amount, TransferKind.GENESIS)));
    }

    private AccountId account(long turn) {
        return new AccountId(1, AccountId.CUSTOMERS_FROM + turn % accounts);
    }

    void apply(Command command) {
        timeNanos += NANOS_PER_COMMAND;
        exchange.apply(command, timeNanos, this);
    }

    /** Places an order of the account of this turn; returns its number. */
    long place(long turn, Side side, long priceUnits) {
        apply(order(turn, ++ids, side, priceUnits, 1, TimeInForce.GTC));
        return lastOrder;
    }

    /** Returns an order of the account that the order's number selects. */
    Command order(long id, Side side, long priceUnits, long lots, TimeInForce timeInForce) {
        return order(id, id, side, priceUnits, lots, timeInForce);
    }

    private Command order(long turn, long id, Side side, long priceUnits, long lots, TimeInForce timeInForce) {
        // Newer rules need dated ids from a busy client; older ones take two words of 7-bit letters, a new id without
        // making a text.
        ClientOrderId clientOrderId = idsAreDated
                ? ClientOrderId.dated(timeNanos / 1_000_000, 0, id)
                : new ClientOrderId(letters(id >>> 24), letters(id & 0xFFFFFF), 0, 0);
        return new PlaceOrder(new OrderRequest(
                account(turn),
                clientOrderId,
                BTC_USDT,
                side,
                new Quantity(lots * LOT_UNITS),
                new OrderTerms.Limit(new Price(priceUnits), timeInForce, false)));
    }

    Command cancellation(long order) {
        return new CancelOrder(account(order), new OrderId(order));
    }

    Command reduction(long order, long lots) {
        return new ReduceOrder(account(order), new OrderId(order), new Quantity(lots * LOT_UNITS));
    }

    /** Encodes 27 bits of the number as nine letters of three bits each. */
    private static long letters(long number) {
        long word = 0;
        for (int i = 0; i < 9; i++) {
            word |= ('a' + (number >>> 3 * i & 7)) << 7 * i;
        }
        return word;
    }

    void cancel(long turn, long order) {
        apply(new CancelOrder(account(turn), new OrderId(order)));
    }

    long trades() {
        return trades;
    }

    /** Returns the number of refused and repeated commands; with any, the figures of a benchmark are invalid. */
    long misses() {
        return refusals + repeats;
    }

    @Override
    public void event(Event event) {
        switch (event) {
            case OrderAccepted accepted -> lastOrder = accepted.order().value();
            case TradeExecuted _ -> trades++;
            case Rejection _ -> refusals++;
            default -> {}
        }
    }

    @Override
    public void repeated(FirstAnswer answer) {
        repeats++;
    }
}
