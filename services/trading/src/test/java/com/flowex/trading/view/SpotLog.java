package com.flowex.trading.view;

import com.flowex.domain.RulesVersion;
import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.AmendOrder;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.ChangeInstrument;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.command.ReviseOrder;
import com.flowex.domain.command.ReviseOrderPair;
import com.flowex.domain.command.SetDeadMansTimer;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.command.SetPreventionGroup;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.CircuitBreaker;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.FeeTier;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.market.RiskRules;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.OrderKind;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.PairChange;
import com.flowex.domain.order.ReplaceMode;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A seeded day of two markets with every kind of order and every word of an operator, at few prices and small
 * quantities, so that orders meet each other often.
 */
final class SpotLog {

    static final List<InstrumentId> MARKETS = List.of(new InstrumentId(1), new InstrumentId(2));

    private static final int ACCOUNTS = 5;
    private static final long SECOND = 1_000_000_000L;

    private final Random random;
    private final Random pairs;
    private final Deque<Command> first = new ArrayDeque<>();
    private long timeNanos = 1_800_000_000L * SECOND;
    private final List<OrderAccepted> accepted = new ArrayList<>();
    private int placed;
    private long lastOrder = 1;
    private long middle = 10_000;
    private @Nullable AccountId restricted;

    SpotLog(long seed) {
        random = new Random(seed);
        pairs = new Random(~seed);
        for (int asset = 1; asset <= 2; asset++) {
            first.add(new ListAsset(new Asset(1, new AssetId(asset), "A" + asset, new Scale(2), 1_000_000_000_000L)));
        }
        first.addFirst(new AdoptRules(RulesVersion.NEWEST));
        first.add(new ListAsset(new Asset(1, new AssetId(3), "USD", new Scale(4), 1_000_000_000_000L)));
        for (InstrumentId market : MARKETS) {
            first.add(new ListInstrument(instrument(market)));
        }
        for (int i = 0; i < ACCOUNTS; i++) {
            first.add(new OpenAccount(account(i)));
            for (int asset = 1; asset <= 3; asset++) {
                long units = asset == 3 ? 100_000_000_000L : 10_000_000;
                first.add(new PostTransfer(new Transfer(
                        new TransferId(i + 1, asset),
                        AccountId.outsideOf(1),
                        account(i),
                        new Amount(new AssetId(asset), units),
                        TransferKind.DEPOSIT)));
            }
        }
    }

    long timeNanos() {
        return timeNanos;
    }

    /** An order was accepted: what changes orders asks for one of the last. */
    void accepted(OrderAccepted event) {
        lastOrder = event.order().value();
        accepted.addFirst(event);
        if (accepted.size() > 80) {
            accepted.removeLast();
        }
    }

    private Instrument instrument(InstrumentId id) {
        CircuitBreaker breaker = random.nextInt(3) == 0
                ? new CircuitBreaker(20_000 + random.nextInt(50_000), SECOND, 2 * SECOND)
                : CircuitBreaker.NONE;
        RiskRules risk = new RiskRules(
                0,
                0,
                random.nextInt(3) == 0 ? 40 : 0,
                random.nextInt(3) == 0 ? 30_000 : 0,
                breaker,
                EnumSet.allOf(OrderKind.class));
        FeeSchedule fees = new FeeSchedule(List.of(
                new FeeTier(0, new FeeRates(-1_000 * random.nextInt(20), 20_000)),
                new FeeTier(50_000_000, new FeeRates(1_000, 20_000 + random.nextInt(10_000)))));
        InstrumentRules rules = new InstrumentRules(new Scale(2), 1, 1_000_000, 10, 10, 100_000, 0, risk);
        return new Instrument(1, id, "A" + id + "-USD", new AssetId(id.value()), new AssetId(3), rules, fees);
    }

    private static AccountId account(int index) {
        return new AccountId(1, AccountId.CUSTOMERS_FROM + index);
    }

    Command next() {
        if (!first.isEmpty()) {
            return first.remove();
        }
        timeNanos += random.nextInt(6) == 0 ? random.nextLong(2 * SECOND) : 1_000;
        middle = Math.clamp(middle + random.nextInt(7) - 3, 9_000, 11_000);
        int dice = random.nextInt(100);
        if (dice < 60) {
            return new PlaceOrder(order());
        }
        if (dice < 66) {
            return pair();
        }
        return dice < 90 ? ofOpenOrders(dice) : ofTheHouse(dice);
    }

    private Command ofOpenOrders(int dice) {
        AccountId account = anyone();
        if (dice < 72) {
            return accepted.isEmpty() ? new CancelOrder(account, anyOrder()) : revision();
        }
        if (dice < 75) {
            Price price = random.nextInt(3) == 0 ? null : price(10);
            return new AmendOrder(account, anyOrder(), price, quantity());
        }
        if (dice < 80) {
            return new CancelReplace(new CancelOrder(account, anyOrder()), order(account), anyOf(ReplaceMode.values()));
        }
        return dice < 84 ? new ReduceOrder(account, anyOrder(), quantity()) : new CancelOrder(account, anyOrder());
    }

    /** Revises one of the last orders, mostly in a field that it has. */
    private Command revision() {
        OrderAccepted order = accepted.get(random.nextInt(accepted.size()));
        OrderTerms terms = order.request().terms();
        if (terms instanceof OrderTerms.Conditional conditional && pairs.nextInt(3) == 0) {
            return ofPair(order, conditional);
        }
        OrderTerms.Limit limit = terms instanceof OrderTerms.Conditional(var _, OrderTerms.Limit then)
                ? then
                : terms instanceof OrderTerms.Limit own ? own : null;
        boolean isIceberg = limit != null && limit.isIceberg();
        Quantity display = isIceberg && random.nextBoolean() ? new Quantity(10L * (1 + random.nextInt(4))) : null;
        Price price = limit != null && random.nextInt(4) == 0 ? price(10) : null;
        boolean namesTrigger = terms instanceof OrderTerms.Conditional && random.nextBoolean();
        Trigger trigger = namesTrigger ? trigger((OrderTerms.Conditional) terms) : null;
        boolean isEmpty = display == null && price == null && trigger == null;
        Quantity quantity = isEmpty || random.nextInt(4) == 0 ? quantity() : null;
        return new ReviseOrder(
                order.request().account(), order.order(), new OrderChange(price, quantity, trigger, display));
    }

    /** A change of the pair whose stop an order may be. */
    private Command ofPair(OrderAccepted stop, OrderTerms.Conditional terms) {
        Price price = pairs.nextInt(3) > 0 ? beside(stop.request().side(), 30) : null;
        Quantity quantity = pairs.nextInt(3) == 0 ? quantity() : null;
        Price stopLimit = terms.then() instanceof OrderTerms.Limit && pairs.nextBoolean() ? price(10) : null;
        boolean namesTrigger = pairs.nextBoolean() || price == null && quantity == null && stopLimit == null;
        return new ReviseOrderPair(
                stop.request().account(),
                stop.order(),
                new PairChange(price, quantity, namesTrigger ? trigger(terms) : null, stopLimit));
    }

    private Trigger trigger(OrderTerms.Conditional of) {
        TriggerSource source = of.trigger().source();
        return switch (of.trigger()) {
            case Trigger.StopLoss _ -> new Trigger.StopLoss(price(60), source);
            case Trigger.TakeProfit _ -> new Trigger.TakeProfit(price(60), source);
            case Trigger.Trailing trailing -> trailing(trailing, source);
            case Trigger.Activated activated ->
                activated.with(activated.activation(), trailing(activated.then(), source));
        };
    }

    private Trigger.Trailing trailing(Trigger.Trailing of, TriggerSource source) {
        return switch (of) {
            case Trigger.TrailingAmount _ -> new Trigger.TrailingAmount(new Price(1 + random.nextInt(50)), source);
            case Trigger.TrailingRate _ -> new Trigger.TrailingRate(1 + random.nextInt(80), source);
        };
    }

    private Command ofTheHouse(int dice) {
        return switch (dice) {
            case 90 -> new ChangeInstrument(instrument(anyMarket()));
            case 91 ->
                new ChangeMarketState(
                        1,
                        anyMarket(),
                        anyOf(MarketState.values()) == MarketState.HALTED ? MarketState.HALTED : MarketState.POST_ONLY);
            case 92, 93, 94 -> new ChangeMarketState(1, anyMarket(), MarketState.OPEN);
            case 95 -> new SetKillSwitch(new KillScope.OfAccount(anyone()), random.nextInt(4) == 0);
            case 96 -> new SetPreventionGroup(anyone(), random.nextInt(3));
            case 97 -> new SetDeadMansTimer(anyone(), random.nextInt(3) == 0 ? SECOND : 0);
            default ->
                switch (random.nextInt(12)) {
                    case 0 -> new CancelOrders(anyone(), anyMarket(), anySide(), CancelReason.REQUESTED);
                    case 1, 2, 3 -> restriction();
                    default -> AdvanceTime.ADVANCE_TIME;
                };
        };
    }

    /** One account at a time, until the next of these. */
    private RestrictAccount restriction() {
        AccountId account = restricted == null ? anyone() : restricted;
        boolean isLifted = restricted != null;
        restricted = isLifted ? null : account;
        AccountRestriction restriction =
                random.nextBoolean() ? AccountRestriction.SUSPENDED : AccountRestriction.REDUCE_ONLY;
        return new RestrictAccount(account, isLifted ? AccountRestriction.NONE : restriction);
    }

    private OrderRequest order() {
        return order(anyone());
    }

    private OrderRequest order(AccountId account) {
        Side side = anySide();
        OrderTerms terms = terms(side);
        Quantity quantity = terms instanceof OrderTerms.MarketByQuote ? Quantity.ZERO : quantity();
        return request(account, anyMarket(), side, quantity, terms);
    }

    private OrderRequest request(
            AccountId account, InstrumentId market, Side side, Quantity quantity, OrderTerms terms) {
        ClientOrderId id = ClientOrderId.of("o" + ++placed);
        return new OrderRequest(account, id, market, side, quantity, terms, anyOf(SelfTradePrevention.values()));
    }

    private OrderTerms terms(Side side) {
        return switch (random.nextInt(20)) {
            case 0 -> OrderTerms.Market.MARKET;
            case 1, 2 -> new OrderTerms.MarketByQuote(1 + random.nextInt(5_000_000));
            case 3 -> new OrderTerms.Limit(price(10), TimeInForce.IOC, false);
            case 4 -> new OrderTerms.Limit(price(10), TimeInForce.FOK, false);
            case 5 -> new OrderTerms.Limit(beside(side, 10), TimeInForce.GTC, true);
            case 6 -> new OrderTerms.Conditional(trigger(), OrderTerms.Market.MARKET);
            case 7, 8 -> new OrderTerms.Conditional(trigger(), limit(side));
            case 9 -> new OrderTerms.Twap(price(20), 2 + random.nextInt(3), SECOND);
            default -> limit(side);
        };
    }

    private OrderTerms.Limit limit(Side side) {
        Price price = random.nextInt(3) == 0 ? price(10) : beside(side, 12);
        Quantity display = new Quantity(random.nextInt(3) == 0 ? 10L * (1 + random.nextInt(4)) : 0);
        return random.nextInt(4) == 0
                ? new OrderTerms.Limit(
                        price, TimeInForce.GTD, timeNanos + 1 + random.nextLong(20 * SECOND), false, display)
                : new OrderTerms.Limit(price, TimeInForce.GTC, 0, false, display);
    }

    private Command pair() {
        AccountId account = anyone();
        InstrumentId market = anyMarket();
        Side side = anySide();
        Quantity quantity = quantity();
        OrderTerms limit = new OrderTerms.Limit(beside(side, 30), TimeInForce.GTC, false);
        Price stop = beside(side.opposite(), 20);
        OrderTerms.Active then = random.nextBoolean() ? OrderTerms.Market.MARKET : limit(side);
        Trigger trigger = random.nextInt(3) == 0
                ? new Trigger.TrailingAmount(new Price(1 + random.nextInt(40)), TriggerSource.LAST_TRADE)
                : new Trigger.StopLoss(stop, TriggerSource.LAST_TRADE);
        return new PlaceOrderPair(
                request(account, market, side, quantity, limit),
                request(account, market, side, quantity, new OrderTerms.Conditional(trigger, then)));
    }

    private Trigger activated(Trigger.Trailing trailing) {
        Price from = price(60);
        return random.nextBoolean()
                ? new Trigger.TrailingFrom(from, trailing)
                : new Trigger.TrailingFromLoss(from, trailing);
    }

    private Trigger trigger() {
        TriggerSource source = anyOf(TriggerSource.values());
        return switch (random.nextInt(5)) {
            case 4 -> activated(new Trigger.TrailingAmount(new Price(9), source));
            case 0 -> new Trigger.StopLoss(price(60), source);
            case 1 -> new Trigger.TakeProfit(price(60), source);
            case 2 -> new Trigger.TrailingAmount(new Price(1 + random.nextInt(50)), source);
            default -> new Trigger.TrailingRate(1 + random.nextInt(80), source);
        };
    }

    private Price price(int away) {
        return new Price(middle + random.nextInt(2 * away + 1) - away);
    }

    /** On the side of the middle where it rests. */
    private Price beside(Side side, int away) {
        long by = 1L + random.nextInt(away);
        return new Price(side == Side.BUY ? middle - by : middle + by);
    }

    private Quantity quantity() {
        return new Quantity(10L * (1 + random.nextInt(30)));
    }

    private AccountId anyone() {
        return account(random.nextInt(ACCOUNTS));
    }

    private InstrumentId anyMarket() {
        return MARKETS.get(random.nextInt(MARKETS.size()));
    }

    private Side anySide() {
        return random.nextBoolean() ? Side.BUY : Side.SELL;
    }

    private OrderId anyOrder() {
        return new OrderId(Math.max(1, lastOrder - random.nextInt(80)));
    }

    private <E> E anyOf(E[] values) {
        return values[random.nextInt(values.length)];
    }
}
