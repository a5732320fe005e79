package com.flowex.simulator.lobster;

import com.flowex.backtest.lobster.LobsterMessage;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.EventSink;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.MarketState;
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
import java.util.function.Consumer;

/**
 * Exchange on which the flow is replayed. It has one market of one share, dollars with four places, no fees, and
 * accounts with more than enough of both. Everything goes through {@link Exchange#apply}.
 */
final class ReplayVenue {

    /** Number of accounts for resting orders; they are spread because the engine bounds open orders per account. */
    static final int MAKERS = 64;

    private static final int TENANT = 1;
    private static final AccountId OUTSIDE = AccountId.outsideOf(TENANT);
    private static final AccountId TAKER = new AccountId(TENANT, AccountId.CUSTOMERS_FROM);
    private static final InstrumentId MARKET = new InstrumentId(1);
    private static final Scale DOLLAR_SCALE = new Scale(4);
    private static final Asset SHARE =
            new Asset(TENANT, new AssetId(1), "SHARE", new Scale(0), supplyMax(new Scale(0)));
    private static final Asset DOLLAR = new Asset(TENANT, new AssetId(2), "USD", DOLLAR_SCALE, supplyMax(DOLLAR_SCALE));

    /** 65 accounts x 2^56 = 4.7 x 10^18 units: below ten times the supply, and $7 x 10^12 for each. */
    private static final long FUNDS_UNITS = 1L << 56;

    private final Exchange exchange = new Exchange();
    private final EventDerivedBook book = new EventDerivedBook();
    private final HistoryDigest digest = new HistoryDigest();
    private final Consumer<Rejection> refusals;
    private final List<Event> events = new ArrayList<>();
    private final EventSink sink = new EventSink() {
        @Override
        public void event(Event event) {
            events.add(event);
        }

        @Override
        public void repeated(FirstAnswer answer) {
            throw new IllegalStateException("every command has an id of its own, and one was answered " + answer);
        }
    };

    private long timeNanos;
    private long commands;
    private long orders;
    private boolean isHalted;

    /** @param refusals receiver of every refusal by the engine */
    ReplayVenue(Consumer<Rejection> refusals) {
        this.refusals = refusals;
        apply(new ListAsset(SHARE));
        apply(new ListAsset(DOLLAR));
        apply(new ListInstrument(market()));
        for (int i = 0; i <= MAKERS; i++) {
            AccountId account = new AccountId(TENANT, TAKER.number() + i);
            apply(new OpenAccount(account));
            fund(account, SHARE.id());
            fund(account, DOLLAR.id());
        }
    }

    private static long supplyMax(Scale scale) {
        return Long.MAX_VALUE / scale.unitsPerWhole() / Asset.SUPPLY_HEADROOM;
    }

    private static Instrument market() {
        return new Instrument(
                TENANT,
                MARKET,
                SHARE.code() + "-" + DOLLAR.code(),
                SHARE.id(),
                DOLLAR.id(),
                new InstrumentRules(DOLLAR_SCALE, 1, LobsterMessage.PRICE_MAX, 1, 1, LobsterMessage.SIZE_MAX, 0),
                new FeeRates(0, 0));
    }

    private void fund(AccountId account, AssetId asset) {
        apply(new PostTransfer(new Transfer(
                new TransferId(account.number(), asset.value()),
                OUTSIDE,
                account,
                new Amount(asset, FUNDS_UNITS),
                TransferKind.GENESIS)));
    }

    /** Returns the book as rebuilt from the engine's events. */
    EventDerivedBook book() {
        return book;
    }

    /** Returns the number of commands applied so far. */
    long commands() {
        return commands;
    }

    /**
     * Ends the replay and returns the digest over every message given to {@link #begin} and every event of the engine.
     */
    String end() {
        requirePublishedBook();
        return digest.end();
    }

    /** Sets the time to that of this message. */
    void begin(LobsterMessage message) {
        timeNanos = Math.max(timeNanos, message.timeNanos());
        digest.add(message);
    }

    void place(Side side, long price, long size, RestingOrder.Origin origin) {
        book.expect(origin);
        AccountId maker = new AccountId(TENANT, TAKER.number() + 1 + orders % MAKERS);
        send(maker, side, price, size, TimeInForce.GTC);
    }

    /** Trades immediately at this price or better, as far as there are orders. */
    List<Event> take(Side side, long price, long size) {
        send(TAKER, side, price, size, TimeInForce.IOC);
        return events;
    }

    private void send(AccountId account, Side side, long price, long size, TimeInForce timeInForce) {
        resume();
        ClientOrderId id = ClientOrderId.of(Long.toString(++orders));
        OrderTerms terms = new OrderTerms.Limit(new Price(price), timeInForce, false);
        apply(new PlaceOrder(new OrderRequest(account, id, MARKET, side, new Quantity(size), terms)));
    }

    void cancel(RestingOrder order) {
        apply(new CancelOrder(order.account, order.order));
    }

    /** Lowers the open quantity of an order; at zero the order is removed. */
    void reduce(RestingOrder order, long by) {
        if (by >= order.remaining()) {
            cancel(order);
        } else {
            apply(new ReduceOrder(order.account, order.order, new Quantity(order.quantity() - by)));
        }
    }

    void halt() {
        apply(new ChangeMarketState(TENANT, MARKET, MarketState.HALTED));
        isHalted = true;
    }

    /** Ends a halt, because an order that was published during one must have been accepted. */
    void resume() {
        if (isHalted) {
            isHalted = false;
            apply(new ChangeMarketState(TENANT, MARKET, MarketState.OPEN));
        }
    }

    /** Checks that the book rebuilt from events equals the engine's own book. */
    private void requirePublishedBook() {
        for (Side side : Side.values()) {
            List<List<Long>> published = new ArrayList<>();
            List<List<Long>> own = new ArrayList<>();
            book.levels(side).forEach(level -> published.add(List.of(level.price, level.size())));
            exchange.levels(TENANT, MARKET, side, Integer.MAX_VALUE, (price, size) -> own.add(List.of(price, size)));
            if (!own.equals(published)) {
                throw new IllegalStateException("the engine has " + own + ", its events have " + published);
            }
        }
    }

    private void apply(Command command) {
        events.clear();
        long before = exchange.sequence();
        exchange.apply(command, timeNanos, sink);
        commands++;
        for (Event event : events) {
            book.on(event);
            if (event instanceof Rejection rejection) {
                refusals.accept(rejection);
            }
        }
        long first = events.isEmpty() ? before : before + 1;
        digest.add(new EventBatch(first, events.size(), commands, timeNanos, events));
    }
}
