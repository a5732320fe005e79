package com.flowex.backtest.venue;

import com.flowex.backtest.setup.BacktestRequest;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.backtest.setup.SetupException;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.SetOrderQuota;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.EventSink;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.Instrument;
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
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import com.flowex.engine.Exchange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Exchange of one run: its markets, the strategy's account, and counterparty accounts that stand for everyone else in
 * the market. Everything goes through {@link Exchange#apply}.
 */
public final class RunVenue {

    /** The strategy's account. */
    public static final AccountId ACCOUNT = new AccountId(1, AccountId.CUSTOMERS_FROM);

    private static final int TENANT = 1;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Funds of all counterparties together in each asset; with them all balances fit a {@code long}. */
    private static final long FUNDS_UNITS = 1L << 61;

    private final Exchange exchange = new Exchange();
    private final StreamDigest digest = new StreamDigest();
    private final List<Consumer<List<Event>>> listeners = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final Map<String, Asset> assets = new LinkedHashMap<>();
    private final List<VenueMarket> markets = new ArrayList<>();
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
    private long counterpartyOrders;

    /**
     * Lists the markets and funds the accounts.
     *
     * @param counterparties number of counterparty accounts; open orders are bounded per account
     * @param listener receiver of the events of each command, during {@link #apply}; the list is valid only then
     * @throws SetupException if scales contradict each other or a balance is not usable
     */
    public RunVenue(BacktestRequest request, int counterparties, Consumer<List<Event>> listener) {
        listeners.add(listener);
        apply(new AdoptRules(RulesVersion.NEWEST));
        for (MarketSetup market : request.markets()) {
            list(market);
        }
        apply(new OpenAccount(ACCOUNT));
        apply(new SetOrderQuota(ACCOUNT, OrderQuota.DEFAULT));
        request.sortedBalances().forEach(this::deposit);
        for (int i = 0; i < counterparties; i++) {
            apply(new OpenAccount(counterparty(i)));
            apply(new SetOrderQuota(counterparty(i), new OrderQuota(OrderQuota.OPEN_ORDERS_HIGHEST, 0)));
            for (Asset asset : assets.values()) {
                fund(counterparty(i), asset, FUNDS_UNITS / counterparties);
            }
        }
    }

    private void list(MarketSetup market) {
        Asset base = asset(market.base(), market.baseScale());
        Asset quote = asset(market.quote(), market.quoteScale());
        int index = markets.size();
        Instrument instrument = new Instrument(
                TENANT,
                new InstrumentId(index + 1),
                market.symbol(),
                base.id(),
                quote.id(),
                market.rules(),
                market.fees());
        apply(new ListInstrument(instrument));
        markets.add(new VenueMarket(index, market, instrument));
    }

    private Asset asset(String code, Scale scale) {
        Asset known = assets.get(code);
        if (known == null) {
            Asset asset =
                    new Asset(TENANT, new AssetId(assets.size() + 1), code, scale, Math.max(1, Asset.supplyMax(scale)));
            apply(new ListAsset(asset));
            assets.put(code, asset);
            return asset;
        }
        if (!known.scale().equals(scale)) {
            throw new SetupException(
                    "scale",
                    "of " + code + " is " + known.scale().places() + " in one market and " + scale.places()
                            + " in another");
        }
        return known;
    }

    private void deposit(String code, String text) {
        Asset asset = assets.get(code);
        if (asset == null) {
            throw new SetupException("balances", "names " + code + ", which no market of the run trades");
        }
        switch (Decimals.parse(text, asset.scale())) {
            case Decimals.Parsed.Malformed(var why) ->
                throw new SetupException("balances", "of " + code + " is " + why + ", was \"" + text + "\"");
            case Decimals.Parsed.Units(var units) -> {
                if (units < 0 || units > FUNDS_UNITS) {
                    throw new SetupException(
                            "balances", "of " + code + " is 0 to " + FUNDS_UNITS + " units, was " + text);
                }
                if (units > 0) {
                    fund(ACCOUNT, asset, units);
                }
            }
        }
    }

    private void fund(AccountId account, Asset asset, long units) {
        apply(new PostTransfer(new Transfer(
                new TransferId(account.number(), asset.id().value()),
                AccountId.outsideOf(TENANT),
                account,
                new Amount(asset.id(), units),
                TransferKind.GENESIS)));
        if (events.getFirst() instanceof Rejection rejection) {
            throw new SetupException(
                    "balances",
                    "of " + asset.code() + " cannot be paid in: "
                            + rejection.reason().code());
        }
    }

    /** Returns the account of a counterparty, from 0. */
    public static AccountId counterparty(int index) {
        return new AccountId(TENANT, ACCOUNT.number() + 1 + index);
    }

    public List<VenueMarket> markets() {
        return markets;
    }

    /** Returns the listed assets by code. */
    public Map<String, Asset> assets() {
        return assets;
    }

    /** Returns the log time. */
    public long timeNanos() {
        return timeNanos;
    }

    /** Opens or halts a market. */
    public void change(VenueMarket market, MarketState state) {
        apply(new ChangeMarketState(TENANT, market.id(), state));
    }

    /** Moves the log time on; an earlier time changes nothing. */
    public void moveTo(long nanos) {
        timeNanos = Math.max(timeNanos, nanos);
    }

    /** Returns the time at which {@link #advance} has something to do. */
    public long deadlineNanos() {
        return exchange.deadlineNanos();
    }

    /** Does what is due. */
    public void advance() {
        apply(new AdvanceTime());
    }

    /** Places a limit order of a counterparty; it has an id that contains its time, so its memory is bounded. */
    public void quote(
            AccountId counterparty, VenueMarket market, Side side, long price, long quantity, TimeInForce life) {
        ClientOrderId id = ClientOrderId.dated(timeNanos / NANOS_PER_MILLI, 0, ++counterpartyOrders);
        OrderTerms terms = new OrderTerms.Limit(new Price(price), life, false);
        apply(new PlaceOrder(new OrderRequest(counterparty, id, market.id(), side, new Quantity(quantity), terms)));
    }

    /** Cancels all orders of a counterparty in a market. */
    public void withdraw(AccountId counterparty, VenueMarket market) {
        apply(CancelOrders.allOf(counterparty, market.id()));
    }

    /** Receiver of price levels. */
    @FunctionalInterface
    public interface LevelReader {
        void level(long priceUnits, long quantityUnits);
    }

    /** Gives the best levels of a market, best first. */
    public void levels(VenueMarket market, Side side, int depth, LevelReader reader) {
        exchange.levels(TENANT, market.id(), side, depth, (price, quantity) -> reader.level(price, quantity));
    }

    /** Adds a receiver of each trade of a market. */
    public void listenToTrades(VenueMarket market, Runnable listener) {
        listen(all -> {
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i) instanceof TradeExecuted trade
                        && trade.instrument().equals(market.id())) {
                    listener.run();
                }
            }
        });
    }

    /** Adds a receiver of the events of each command; the list is valid only during the call. */
    public void listen(Consumer<List<Event>> listener) {
        listeners.add(listener);
    }

    /** Applies a command at the present log time and hands its events to the listeners. */
    public void apply(Command command) {
        events.clear();
        long before = exchange.sequence();
        exchange.apply(command, timeNanos, sink);
        commands++;
        digest.add(before, commands, timeNanos, events);
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).accept(events);
        }
    }

    /** Returns the number of commands so far. */
    public long commands() {
        return commands;
    }

    /** Returns the number of events so far. */
    public long sequence() {
        return exchange.sequence();
    }

    public int rulesVersion() {
        return exchange.rulesVersion();
    }

    /** Returns the digest of the state, which reads the whole state. */
    public long stateDigest() {
        return exchange.digest();
    }

    /** Returns the digest of all events so far, and ends it. */
    public String endStream() {
        return digest.end();
    }
}
