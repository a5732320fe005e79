package com.flowex.surveillance;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.AmendOrder;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.OpenOwnedAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.SetPreventionGroup;
import com.flowex.domain.event.AccountBound;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.EventSink;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.PreventionGroupSet;
import com.flowex.domain.event.Rejection;
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
import com.flowex.domain.value.OwnerId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import com.flowex.engine.Exchange;
import com.flowex.protocol.event.EventBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A market of the real engine, whose log can be looked at again and again. */
public final class TradedMarket {
    public static final InstrumentId MARKET = new InstrumentId(1);

    /** 2026-01-15T12:00:00Z. */
    public static final long NOON_NANOS = 1_768_478_400_000_000_000L;

    public static final long SECOND = 1_000_000_000L;

    private static final int TENANT = 1;
    private static final long FUNDS_UNITS = 1L << 50;
    private final Exchange exchange = new Exchange();
    private final List<EventBatch> log = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final EventSink sink = new EventSink() {
        @Override
        public void event(Event event) {
            events.add(event);
        }

        @Override
        public void repeated(FirstAnswer answer) {
            throw new IllegalStateException("answered again: " + answer);
        }
    };

    private long timeNanos = NOON_NANOS;
    private long ids;
    private int tenants;

    public TradedMarket() {
        tenant();
    }

    /** One more tenant, with a market of the same name that has the tenant's number; the first one is there already. */
    public int tenant() {
        int tenant = ++tenants;
        apply(new ListAsset(new Asset(tenant, base(tenant), "BTC", new Scale(0), supplyMax())));
        apply(new ListAsset(new Asset(tenant, quote(tenant), "USDT", new Scale(0), supplyMax())));
        apply(new ListInstrument(new Instrument(
                tenant,
                new InstrumentId(tenant),
                "BTC-USDT",
                base(tenant),
                quote(tenant),
                new InstrumentRules(new Scale(0), 1, 1_000_000, 1, 1, 1_000_000, 0),
                new FeeRates(0, 0))));
        return tenant;
    }

    private static AssetId base(int tenant) {
        return new AssetId(2 * tenant - 1);
    }

    private static AssetId quote(int tenant) {
        return new AssetId(2 * tenant);
    }

    private static long supplyMax() {
        return Long.MAX_VALUE / Asset.SUPPLY_HEADROOM;
    }

    /** An account with more than enough of both. */
    public AccountId account(int number) {
        return account(TENANT, number);
    }

    /** The same of a {@link #tenant}. */
    public AccountId account(int tenant, int number) {
        AccountId account = new AccountId(tenant, AccountId.CUSTOMERS_FROM + number);
        apply(new OpenAccount(account));
        fund(account, base(tenant));
        fund(account, quote(tenant));
        return account;
    }

    /** An account of an owner, who may have others. */
    public AccountId accountOf(OwnerId owner, int number) {
        AccountId account = new AccountId(TENANT, AccountId.CUSTOMERS_FROM + number);
        apply(new OpenOwnedAccount(account, owner));
        fund(account, base(TENANT));
        fund(account, quote(TENANT));
        return account;
    }

    /** The owner that the log names for an account that it has opened. */
    public Optional<OwnerId> owner(AccountId account) {
        return log.stream()
                .flatMap(batch -> batch.events().stream())
                .filter(event ->
                        event instanceof AccountBound bound && bound.account().equals(account))
                .map(event -> ((AccountBound) event).owner())
                .findFirst();
    }

    public AccountId accountOf(int number, long group) {
        AccountId account = account(number);
        group(account, group);
        return account;
    }

    /** Puts an account into a group; 0 takes it out. */
    public void group(AccountId account, long group) {
        apply(new SetPreventionGroup(account, group));
    }

    /** The group of an account before the event with this number; 0 if it had none. */
    public long groupBefore(AccountId account, long sequence) {
        long group = 0;
        for (EventBatch batch : log) {
            long number = batch.firstSequence();
            for (Event event : batch.events()) {
                if (number++ < sequence
                        && event instanceof PreventionGroupSet set
                        && set.account().equals(account)) {
                    group = set.group();
                }
            }
        }
        return group;
    }

    /** Accounts as they were before the event with this number. */
    private Surveillance.EarlierAccounts before(long sequence) {
        return new Surveillance.EarlierAccounts() {
            @Override
            public Optional<OwnerId> owner(AccountId account) {
                return TradedMarket.this.owner(account);
            }

            @Override
            public long preventionGroup(AccountId account) {
                return groupBefore(account, sequence);
            }
        };
    }

    private void fund(AccountId account, AssetId asset) {
        apply(new PostTransfer(new Transfer(
                new TransferId(account.number(), asset.value()),
                AccountId.outsideOf(account.tenant()),
                account,
                new Amount(asset, FUNDS_UNITS),
                TransferKind.GENESIS)));
    }

    public void at(long nanos) {
        timeNanos = Math.max(timeNanos, nanos);
    }

    public void after(double seconds) {
        timeNanos += (long) (seconds * SECOND);
    }

    public OrderId rest(AccountId account, Side side, long price, long size) {
        return place(account, side, price, size, TimeInForce.GTC);
    }

    /** Trades with whatever is at this price or better. */
    public void take(AccountId account, Side side, long price, long size) {
        place(account, side, price, size, TimeInForce.IOC);
    }

    /** Rests until so many seconds have passed. */
    public OrderId restFor(AccountId account, Side side, long price, long size, double seconds) {
        long expires = timeNanos + (long) (seconds * SECOND);
        return place(
                account,
                side,
                size,
                new OrderTerms.Limit(new Price(price), TimeInForce.GTD, expires, false, Quantity.ZERO));
    }

    /** Ends what is overdue now. */
    public void tick() {
        apply(AdvanceTime.ADVANCE_TIME);
    }

    /** Changes an order in the book. */
    public void amend(AccountId account, OrderId order, long price, long size) {
        apply(new AmendOrder(account, order, new Price(price), new Quantity(size)));
    }

    public void amendIfOpen(AccountId account, OrderId order, long price, long size) {
        send(new AmendOrder(account, order, new Price(price), new Quantity(size)));
    }

    private OrderId place(AccountId account, Side side, long price, long size, TimeInForce timeInForce) {
        return place(account, side, size, new OrderTerms.Limit(new Price(price), timeInForce, false));
    }

    private OrderId place(AccountId account, Side side, long size, OrderTerms terms) {
        apply(new PlaceOrder(new OrderRequest(
                account,
                ClientOrderId.of(Long.toString(++ids)),
                new InstrumentId(account.tenant()),
                side,
                new Quantity(size),
                terms)));
        return ((OrderAccepted) events.getFirst()).order();
    }

    public void cancel(AccountId account, OrderId order) {
        apply(new CancelOrder(account, order));
    }

    public void cancelIfOpen(AccountId account, OrderId order) {
        send(new CancelOrder(account, order));
    }

    private void apply(Command command) {
        send(command);
        for (Event event : events) {
            if (event instanceof Rejection) {
                throw new IllegalStateException(command + " was refused: " + event);
            }
        }
    }

    private void send(Command command) {
        events.clear();
        long first = exchange.sequence() + 1;
        exchange.apply(command, timeNanos, sink);
        log.add(new EventBatch(first, events.size(), log.size() + 1, timeNanos, events));
    }

    public List<Suspicion> suspicions(AccountId... excused) {
        return suspicionsFrom(0, excused);
    }

    /** Those of the events behind this one, where owners and groups of earlier accounts are known. */
    public List<Suspicion> suspicionsWithEarlierFrom(long sequence) {
        List<Suspicion> suspicions = new ArrayList<>();
        Surveillance surveillance = new Surveillance(
                DetectionThresholds.usual(), _ -> true, _ -> false, before(sequence + 1), suspicions::add);
        log.stream().filter(batch -> batch.firstSequence() > sequence).forEach(surveillance::on);
        surveillance.end();
        return suspicions;
    }

    /** Suspicions from the events behind this one. */
    public List<Suspicion> suspicionsFrom(long sequence, AccountId... excused) {
        List<Suspicion> suspicions = new ArrayList<>();
        Surveillance surveillance =
                new Surveillance(DetectionThresholds.usual(), Set.of(excused)::contains, suspicions::add);
        log.stream().filter(batch -> batch.firstSequence() > sequence).forEach(surveillance::on);
        surveillance.end();
        return suspicions;
    }

    /** All that happened so far. */
    public List<EventBatch> log() {
        return List.copyOf(log);
    }

    public long sequence() {
        return exchange.sequence();
    }

    /** The entry of the log under this number. */
    public Event event(long sequence) {
        return log.stream()
                .filter(batch -> batch.firstSequence() <= sequence && sequence <= batch.lastSequence())
                .map(batch -> batch.events().get((int) (sequence - batch.firstSequence())))
                .findFirst()
                .orElseThrow();
    }
}
