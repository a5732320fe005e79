package com.flowex.cluster.snapshot;

import com.flowex.cluster.reducer.EventLogPosition;
import com.flowex.cluster.reducer.StateMachine;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.CloseLiquidation;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.OpenOwnedAccount;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.PlaceReturningOrder;
import com.flowex.domain.command.PlaceWithEffects;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.domain.command.QuoteIndexPrice;
import com.flowex.domain.command.ResolveClientOrderId;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.command.SetAccountLimits;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.command.SetLeverage;
import com.flowex.domain.command.SetMarginLevels;
import com.flowex.domain.command.SetMarginRates;
import com.flowex.domain.command.SetMarginTerms;
import com.flowex.domain.command.SetMarketTimer;
import com.flowex.domain.command.SetOrderQuota;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.EventSink;
import com.flowex.domain.margin.IndexQuote;
import com.flowex.domain.margin.MarginLevels;
import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.margin.MarginTier;
import com.flowex.domain.margin.RateDiscount;
import com.flowex.domain.margin.RatePoint;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.CircuitBreaker;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.market.RiskRules;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.OrderKind;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OwnerId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import java.util.EnumSet;
import java.util.List;

/**
 * Warm-up of the snapshot code: writes snapshots of a small exchange of its own and discards them, until the code is
 * compiled. The first real snapshot stops the exchange, so it should not be the first run of the code. That costs a
 * second of one core in the background. It spares the engine's thread 0.6 s, half of the time of the first snapshot of
 * a process ({@code docs/benchmarks.md}, "The pause of a snapshot"). The small exchange has every kind of record,
 * because compiled code is discarded when it meets a new kind.
 */
public final class SnapshotWarmUp implements EventSink {
    private static final int ACCOUNTS = 200;
    private static final int ROUNDS = 200;

    private static final long HOUR_NANOS = 3_600_000_000_000L;
    private static final int FRAME_LENGTH = 4_064;
    private static final AssetId BTC = new AssetId(1);
    private static final AssetId USDT = new AssetId(2);
    private static final AccountId RESTRICTED = new AccountId(2, AccountId.CUSTOMERS_FROM);
    private static final InstrumentId MARKET = new InstrumentId(1);
    private static final Quantity LOTS = new Quantity(10);

    private final StateMachine core = StateMachine.EXCHANGE.fresh();
    private long timeNanos = HOUR_NANOS;
    private long ids;

    private SnapshotWarmUp() {}

    /** Starts in the background; takes about a second of one core. */
    public static void begin() {
        Thread.ofPlatform().name("flowex-rehearsal").daemon().start(SnapshotWarmUp::run);
    }

    static void run() {
        StateMachine small = exchange(ACCOUNTS);
        for (int round = 0; round < ROUNDS; round++) {
            toNowhere(small);
        }
    }

    static void toNowhere(StateMachine core) {
        new SnapshotWriter((_, _) -> {}, FRAME_LENGTH).write(core, EventLogPosition.START, 0);
    }

    /** Returns the exchange that is written, with every kind of state record, most of the frequent ones. */
    static StateMachine exchange(int accounts) {
        SnapshotWarmUp rehearsal = new SnapshotWarmUp();
        rehearsal.apply(new AdoptRules(RulesVersion.NEWEST));
        rehearsal.list();
        for (long i = 0; i < accounts; i++) {
            rehearsal.trade(new AccountId(1, AccountId.CUSTOMERS_FROM + i));
        }
        // A month and a day later, old transfers are gone except for open reservations, and the answers of ended orders
        // have become traces. Then there are transfers and ended orders again.
        for (long days : new long[] {29, 3}) {
            rehearsal.timeNanos += days * 24 * HOUR_NANOS;
            for (long i = 0; i < accounts; i++) {
                rehearsal.apply(AdvanceTime.ADVANCE_TIME);
                AccountId account = new AccountId(1, AccountId.CUSTOMERS_FROM + i);
                rehearsal.end(account);
                rehearsal.touch(account);
            }
        }
        rehearsal.lend();
        rehearsal.liquidate();
        rehearsal.borrow();
        rehearsal.apply(new SetKillSwitch(new KillScope.OfTenant(2), true));
        rehearsal.apply(new OpenOwnedAccount(RESTRICTED, new OwnerId(2, 1)));
        rehearsal.apply(new RestrictAccount(RESTRICTED, AccountRestriction.REDUCE_ONLY));
        return rehearsal.core;
    }

    private void list() {
        CircuitBreaker breaker = new CircuitBreaker(900_000, HOUR_NANOS, HOUR_NANOS);
        RiskRules risk = new RiskRules(0, 0, 0, 0, breaker, EnumSet.allOf(OrderKind.class));
        InstrumentRules rules = new InstrumentRules(new Scale(2), 1, 1_000_000, 1, 1, 1_000_000, 0, risk);
        apply(new ListAsset(new Asset(1, BTC, "BTC", new Scale(4), 21_000_000)));
        apply(new ListAsset(new Asset(1, USDT, "USDT", new Scale(6), 900_000_000_000L)));
        apply(new ListInstrument(new Instrument(1, MARKET, "BTC-USDT", BTC, USDT, rules, new FeeRates(1_000, 1_000))));
    }

    /** Lends to one account at prices of three sources. */
    private void lend() {
        MarginTerms terms =
                new MarginTerms(new Scale(2), 0, List.of(new MarginTier(0, 100_000, 50_000)), 10_000_000, 1_000);
        MarginRates rates = new MarginRates(
                List.of(new RatePoint(0, 1_000), new RatePoint(RatePoint.USE_MAX, 2_000)),
                List.of(new RateDiscount(1, 500)),
                USDT);
        AccountId pool = AccountId.lendingOf(1);
        for (AssetId asset : List.of(BTC, USDT)) {
            apply(new SetMarginTerms(1, asset, terms));
            apply(new SetMarginRates(1, asset, rates));
            apply(new PostTransfer(transfer(pool, asset)));
        }
        quote(BTC, 10_000);
        quote(USDT, 100);
        AccountId borrower = new AccountId(1, AccountId.CUSTOMERS_FROM);
        pay(pool, borrower, new Amount(BTC, 100));
        apply(new PlaceRepayingOrder(order(borrower, Side.SELL, limit(25_000, TimeInForce.GTC)), false));
        apply(new PlacePayingOrders(new PlaceLinkedOrders(
                order(borrower, Side.BUY, limit(8_000, TimeInForce.GTC)),
                order(borrower, Side.SELL, limit(30_000, TimeInForce.GTC)))));
    }

    private void quote(AssetId asset, long price) {
        for (int source = 1; source <= 3; source++) {
            apply(new QuoteIndexPrice(1, asset, new IndexQuote(source, price, 1, timeNanos)));
        }
    }

    private void pay(AccountId from, AccountId to, Amount amount) {
        apply(new PostTransfer(new Transfer(transferId(), from, to, amount, TransferKind.INTERNAL)));
    }

    /** Two accounts are liquidated in a halted market: one waits, and one leaves a shortfall. */
    private void liquidate() {
        AccountId first = new AccountId(1, 900_001);
        AccountId second = new AccountId(1, 900_002);
        for (AccountId account : List.of(first, second)) {
            apply(new OpenAccount(account));
            pay(AccountId.outsideOf(1), account, new Amount(BTC, 1_000));
            pay(AccountId.lendingOf(1), account, new Amount(USDT, 1_000_000));
            pay(account, AccountId.outsideOf(1), new Amount(USDT, 1_000_000));
        }
        apply(new SetLeverage(first, 2));
        apply(new SetMarketTimer(first, MARKET, HOUR_NANOS));
        apply(new SetMarginLevels(1, new MarginLevels(1_400_000, 1_200_000, 0)));
        apply(new ChangeMarketState(1, MARKET, MarketState.HALTED));
        quote(BTC, 1);
        apply(AdvanceTime.ADVANCE_TIME);
        apply(new CloseLiquidation(second));
        apply(new ChangeMarketState(1, MARKET, MarketState.OPEN));
    }

    /** An order rests that returns what it does not use of its loan, and another waits that borrows once it begins. */
    private void borrow() {
        AccountId account = new AccountId(1, 900_003);
        apply(new OpenAccount(account));
        pay(AccountId.outsideOf(1), account, new Amount(BTC, 1_000));
        quote(BTC, 10_000);
        apply(new PlaceReturningOrder(order(account, Side.BUY, limit(8_000, TimeInForce.GTC)), false));
        DebtEffects borrows = new DebtEffects(true, false, false);
        apply(new PlaceWithEffects(
                borrows,
                borrows,
                new PlaceLinkedOrders(
                        order(account, Side.BUY, limit(8_000, TimeInForce.GTC)),
                        order(account, Side.SELL, limit(30_000, TimeInForce.GTC)))));
    }

    private void trade(AccountId account) {
        apply(new OpenOwnedAccount(account, new OwnerId(1, account.number())));
        apply(new PostTransfer(transfer(account, BTC)));
        apply(new PostTransfer(transfer(account, USDT)));
        apply(new SetAccountLimits(account, MARKET, new AccountLimits(0, 0, 4_000)));
        apply(new SetOrderQuota(account, new OrderQuota(6_000, 0)));
        touch(account);
        Trigger stop = new Trigger.StopLoss(new Price(100), TriggerSource.LAST_TRADE);
        apply(new PlaceOrder(order(account, Side.BUY, limit(9_000 + ids % 500, TimeInForce.GTC))));
        apply(new PlaceOrder(order(account, Side.SELL, new OrderTerms.Conditional(stop, OrderTerms.Market.MARKET))));
        Trigger rise = new Trigger.StopLoss(new Price(20_000), TriggerSource.LAST_TRADE);
        apply(new PlaceOrder(order(account, Side.BUY, new OrderTerms.Conditional(rise, OrderTerms.Market.MARKET))));
        apply(new PlaceOrder(order(account, Side.SELL, new OrderTerms.Twap(new Price(20_000), 10, 24 * HOUR_NANOS))));
        apply(new PlaceOrderPair(
                order(account, Side.SELL, limit(30_000, TimeInForce.GTC)),
                order(account, Side.SELL, new OrderTerms.Conditional(stop, OrderTerms.Market.MARKET))));
        apply(new PlaceLinkedOrders(
                order(account, Side.BUY, limit(8_000, TimeInForce.GTC)),
                order(account, Side.SELL, new OrderTerms.Conditional(stop, OrderTerms.Market.MARKET))));
        apply(new PlaceLinkedPair(
                order(account, Side.BUY, limit(8_000, TimeInForce.GTC)),
                new PlaceOrderPair(
                        order(account, Side.SELL, limit(30_000, TimeInForce.GTC)),
                        order(account, Side.SELL, new OrderTerms.Conditional(stop, OrderTerms.Market.MARKET)))));
        end(account);
    }

    private void touch(AccountId account) {
        Transfer reserved =
                new Transfer(transferId(), account, AccountId.feesOf(1), new Amount(USDT, 1), TransferKind.INTERNAL);
        apply(new PostTransferChain(List.of(new TransferStep.Reserve(reserved, 0))));
    }

    /** Adds orders that trade, are refused or never come; their ids are remembered for a day. */
    private void end(AccountId account) {
        apply(new PlaceOrder(order(account, Side.SELL, limit(10_000, TimeInForce.GTC))));
        // An owner's trades with itself do not count as volume, so another account takes part.
        AccountId other = new AccountId(1, Math.max(AccountId.CUSTOMERS_FROM, account.number() - 1));
        apply(new PlaceOrder(order(other, Side.BUY, limit(10_000, TimeInForce.IOC))));
        apply(new PlaceOrder(order(account, Side.SELL, limit(2_000_000, TimeInForce.GTC))));
        apply(new ResolveClientOrderId(account, clientOrderId(), true));
        apply(new ResolveClientOrderId(account, datedId(), true));
    }

    private Transfer transfer(AccountId account, AssetId asset) {
        return new Transfer(
                transferId(), AccountId.outsideOf(1), account, new Amount(asset, 10_000_000), TransferKind.DEPOSIT);
    }

    private OrderRequest order(AccountId account, Side side, OrderTerms terms) {
        return new OrderRequest(account, clientOrderId(), MARKET, side, LOTS, terms);
    }

    private static OrderTerms limit(long priceUnits, TimeInForce timeInForce) {
        return new OrderTerms.Limit(new Price(priceUnits), timeInForce, false);
    }

    private ClientOrderId clientOrderId() {
        return ClientOrderId.of("rehearsal-" + ++ids);
    }

    /** Returns a UUID of version 7; of forgotten ids of this kind, the youngest's time is kept. */
    private ClientOrderId datedId() {
        return ClientOrderId.dated(timeNanos / 1_000_000, 0, ++ids);
    }

    private TransferId transferId() {
        return new TransferId(0, ++ids);
    }

    private void apply(Command command) {
        core.apply(command, ++timeNanos, this);
    }

    @Override
    public void event(Event event) {}

    @Override
    public void repeated(FirstAnswer answer) {}
}
