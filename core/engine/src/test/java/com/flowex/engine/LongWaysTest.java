package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.RejectReason;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.AmendOrder;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.OrderStarted;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.state.RestingOrderState;
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
import com.flowex.engine.oracle.NaiveExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Limit orders that meet more makers than one way through the book allows. By rules 6 they go on, before other takers of
 * their market, over as many commands as it takes. Every command also goes to the plain exchange, and the engine is
 * replaced by its restored snapshot again and again.
 */
class LongWaysTest {

    private static final AccountId MAKER = new AccountId(1, 1_000);
    private static final AccountId ADA = new AccountId(1, 1_001);
    private static final AccountId BOB = new AccountId(1, 1_002);
    private static final AssetId COIN = new AssetId(1);
    private static final AssetId USD = new AssetId(2);
    private static final InstrumentId MARKET = new InstrumentId(1);
    private static final InstrumentId OTHER = new InstrumentId(2);
    private static final int FILLS_MAX = 500;
    private static final int WALL = 2_300;
    private static final long PRICE = 100;

    private Exchange exchange = new Exchange();
    private final NaiveExchange naive = new NaiveExchange();
    private final Recorder recorder = new Recorder();
    private long timeNanos = 1_000;
    private int ids;

    private List<Object> apply(Command command) {
        exchange.apply(command, ++timeNanos, recorder);
        List<Object> answers = recorder.take();
        assertEquals(naive.apply(command, timeNanos), answers);
        assertEquals(naive.deadlineNanos(), exchange.deadlineNanos());
        return answers;
    }

    private void begin(int version, int wall) {
        apply(new AdoptRules(version));
        apply(new ListAsset(new Asset(1, COIN, "COIN", new Scale(0), 1_000_000_000)));
        apply(new ListAsset(new Asset(1, USD, "USD", new Scale(0), 1_000_000_000)));
        InstrumentRules rules = new InstrumentRules(new Scale(0), 1, 10_000, 1, 1, 100_000, 0);
        for (InstrumentId market : List.of(MARKET, OTHER)) {
            apply(new ListInstrument(
                    new Instrument(1, market, "COIN-" + market.value(), COIN, USD, rules, new FeeRates(0, 0))));
        }
        for (AccountId account : List.of(MAKER, ADA, BOB)) {
            apply(new OpenAccount(account));
            give(account, COIN);
            give(account, USD);
        }
        for (int i = 0; i < wall; i++) {
            place(MAKER, Side.SELL, 1, limit(PRICE, TimeInForce.GTC));
        }
    }

    private void give(AccountId account, AssetId asset) {
        apply(new PostTransfer(new Transfer(
                new TransferId(account.number(), asset.value()),
                AccountId.outsideOf(1),
                account,
                new Amount(asset, 10_000_000),
                TransferKind.GENESIS)));
    }

    private static OrderTerms.Limit limit(long price, TimeInForce timeInForce) {
        return new OrderTerms.Limit(new Price(price), timeInForce, false);
    }

    private OrderRequest order(InstrumentId market, AccountId account, Side side, long quantity, OrderTerms terms) {
        ClientOrderId name = ClientOrderId.of("o" + ++ids);
        return new OrderRequest(
                account, name, market, side, new Quantity(quantity), terms, SelfTradePrevention.EXPIRE_MAKER);
    }

    private List<Object> place(AccountId account, Side side, long quantity, OrderTerms terms) {
        return apply(new PlaceOrder(order(MARKET, account, side, quantity, terms)));
    }

    private static OrderId idOf(List<Object> answers) {
        return ((OrderAccepted) answers.getFirst()).order();
    }

    private static <T> List<T> all(Class<T> kind, List<Object> answers) {
        return answers.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static long taken(OrderId taker, List<Object> answers) {
        return all(TradeExecuted.class, answers).stream()
                .filter(trade -> trade.taker().order().equals(taker))
                .mapToLong(trade -> trade.quantity().units())
                .sum();
    }

    /** Advances time until nothing is left, each time by a restored copy. */
    private List<Object> settle() {
        List<Object> answers = new ArrayList<>();
        while (exchange.deadlineNanos() <= timeNanos) {
            exchange = Replays.copyOf(exchange);
            answers.addAll(apply(AdvanceTime.ADVANCE_TIME));
        }
        return answers;
    }

    private static RejectReason refusalOf(List<Object> answers) {
        return ((Rejection) answers.getFirst()).reason();
    }

    @Test
    void byTheRulesBeforeALimitOrderEndsAtItsLastFill() {
        begin(5, WALL);

        List<Object> answers = place(ADA, Side.BUY, WALL + 10, limit(PRICE, TimeInForce.GTC));

        assertEquals(FILLS_MAX, all(TradeExecuted.class, answers).size());
        assertEquals(
                ExpiryReason.FILL_LIMIT,
                all(OrderExpired.class, answers).getFirst().reason());
    }

    /** Closes finding W14. */
    @Test
    void aLimitOrderGoesOnWhereOneWayEndsAndThenRests() {
        begin(RulesVersion.NEWEST, WALL);

        List<Object> answers = place(ADA, Side.BUY, WALL + 10, limit(PRICE, TimeInForce.GTC));
        OrderId order = idOf(answers);
        assertEquals(2 * FILLS_MAX, taken(order, answers));
        List<Object> later = settle();

        assertEquals(WALL - 2 * FILLS_MAX, taken(order, later));
        OrderRested rested = all(OrderRested.class, later).getFirst();
        assertEquals(order, rested.order());
        assertEquals(10, rested.remaining().units());
    }

    @Test
    void anImmediateOrderGoesOnAndDoesNotRest() {
        begin(RulesVersion.NEWEST, WALL);

        OrderId order = idOf(place(ADA, Side.BUY, WALL + 10, limit(PRICE, TimeInForce.IOC)));
        List<Object> later = settle();

        assertEquals(WALL - 2 * FILLS_MAX, taken(order, later));
        OrderExpired expired = all(OrderExpired.class, later).getFirst();
        assertEquals(ExpiryReason.IMMEDIATE_OR_CANCEL, expired.reason());
        assertEquals(10, expired.remaining().units());
    }

    @Test
    void anAmendedOrderGoesOn() {
        begin(RulesVersion.NEWEST, WALL);
        OrderId order = idOf(place(ADA, Side.BUY, WALL + 10, limit(PRICE - 1, TimeInForce.GTC)));

        List<Object> answers = new ArrayList<>(apply(new AmendOrder(ADA, order, new Price(PRICE), new Quantity(WALL))));
        answers.addAll(settle());

        assertEquals(WALL, taken(order, answers));
    }

    @Test
    void takersThatArriveMeanwhileComeAfterIt() {
        begin(RulesVersion.NEWEST, WALL);
        OrderId first = idOf(place(ADA, Side.BUY, WALL - 100, limit(PRICE, TimeInForce.GTC)));

        List<Object> answers = new ArrayList<>(place(BOB, Side.BUY, 150, limit(PRICE, TimeInForce.GTC)));
        OrderId second = idOf(answers);
        assertEquals(0, taken(second, answers), "nothing before the order that came first");
        assertEquals(RejectReason.NO_LIQUIDITY, refusalOf(place(BOB, Side.BUY, 1, OrderTerms.Market.MARKET)));
        List<Object> killed = place(BOB, Side.BUY, 1, limit(PRICE, TimeInForce.FOK));
        answers.addAll(killed);
        assertEquals(
                ExpiryReason.FILL_OR_KILL,
                all(OrderExpired.class, killed).getFirst().reason());
        assertEquals(
                1,
                all(OrderRested.class, place(BOB, Side.BUY, 1, limit(PRICE - 1, TimeInForce.GTC)))
                        .size());
        answers.addAll(settle());

        assertEquals(100, taken(second, answers), "what the first has left of the wall");
        List<TradeExecuted> trades = all(TradeExecuted.class, answers);
        int lastOfFirst = -1;
        int firstOfSecond = trades.size();
        for (int i = 0; i < trades.size(); i++) {
            if (trades.get(i).taker().order().equals(first)) {
                lastOfFirst = i;
            } else {
                firstOfSecond = Math.min(firstOfSecond, i);
            }
        }
        assertTrue(lastOfFirst < firstOfSecond);
    }

    @Test
    void otherMarketsGoOnMeanwhile() {
        begin(RulesVersion.NEWEST, WALL);
        place(ADA, Side.BUY, WALL, limit(PRICE, TimeInForce.GTC));
        apply(new PlaceOrder(order(OTHER, MAKER, Side.SELL, 5, limit(PRICE, TimeInForce.GTC))));

        List<Object> answers = apply(new PlaceOrder(order(OTHER, BOB, Side.BUY, 5, limit(PRICE, TimeInForce.GTC))));

        assertEquals(1, all(TradeExecuted.class, answers).size());
    }

    @Test
    void itIsCanceledLikeAnyOpenOrderAndAKillSwitchEndsIt() {
        begin(RulesVersion.NEWEST, WALL);
        OrderId first = idOf(place(ADA, Side.BUY, WALL, limit(PRICE, TimeInForce.GTC)));
        OrderId second = idOf(place(BOB, Side.BUY, 50, limit(PRICE, TimeInForce.GTC)));
        assertFalse(apply(new CancelOrder(ADA, first)).isEmpty());
        assertEquals(0, openOf(ADA));

        apply(new SetKillSwitch(new KillScope.OfMarket(1, MARKET), true));
        settle();

        assertEquals(0, openOf(BOB));
        assertTrue(second.value() > first.value());
    }

    private long openOf(AccountId account) {
        return Replays.recordsOf(exchange).stream()
                .filter(piece -> piece instanceof RestingOrderState order
                        && order.account().equals(account))
                .count();
    }

    @Test
    void theOrderThatWaitsForItStartsWhenAllOfItIsFilled() {
        begin(RulesVersion.NEWEST, WALL);

        List<Object> answers = apply(new PlaceLinkedOrders(
                order(MARKET, ADA, Side.BUY, WALL, limit(PRICE, TimeInForce.GTC)),
                order(MARKET, ADA, Side.SELL, 5, limit(PRICE + 5, TimeInForce.GTC))));
        assertEquals(0, all(OrderStarted.class, answers).size());

        assertEquals(1, all(OrderStarted.class, settle()).size());
    }

    /** All kinds of orders arrive around walls that take several commands; both engines agree, copied or not. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theEngineAgreesWithThePlainExchange(long seed) {
        begin(RulesVersion.NEWEST, 0);
        Random random = new Random(seed);
        List<OrderId> placed = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            Side wall = random.nextBoolean() ? Side.SELL : Side.BUY;
            for (int i = 0; i < 1_300; i++) {
                place(random.nextInt(4) == 0 ? BOB : MAKER, wall, 1 + random.nextInt(3), terms(random, wall, 3));
            }
            OrderTerms sweep = limit(wall == Side.SELL ? PRICE + 2 : PRICE - 2, TimeInForce.GTC);
            placed.add(idOf(place(ADA, wall.opposite(), 1_500 + random.nextInt(1_500), sweep)));
            for (int i = 0; i < 12; i++) {
                if (random.nextInt(3) == 0) {
                    exchange = Replays.copyOf(exchange);
                }
                all(OrderAccepted.class, apply(any(random, placed))).forEach(accepted -> placed.add(accepted.order()));
            }
            settle();
            apply(new CancelOrders(MAKER, MARKET, null, CancelReason.REQUESTED));
        }
    }

    private OrderTerms terms(Random random, Side side, int prices) {
        long away = random.nextInt(prices);
        long price = side == Side.SELL ? PRICE + away : PRICE - away;
        return random.nextInt(6) == 0
                ? new OrderTerms.Limit(
                        new Price(price),
                        TimeInForce.GTD,
                        timeNanos + 2_000 + random.nextInt(3_000),
                        false,
                        Quantity.ZERO)
                : limit(price, TimeInForce.GTC);
    }

    private Command any(Random random, List<OrderId> placed) {
        AccountId account = random.nextBoolean() ? BOB : ADA;
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        long price = PRICE + random.nextInt(7) - 3;
        long quantity = 1 + random.nextInt(900);
        OrderId order = placed.get(random.nextInt(placed.size()));
        OrderTerms terms =
                switch (random.nextInt(8)) {
                    case 0 -> limit(price, TimeInForce.IOC);
                    case 1 -> limit(price, TimeInForce.FOK);
                    case 2 -> OrderTerms.Market.MARKET;
                    case 3 -> new OrderTerms.Twap(new Price(price), 3, 1_000_000_000L);
                    case 4 ->
                        new OrderTerms.Conditional(
                                new Trigger.StopLoss(new Price(price), TriggerSource.LAST_TRADE),
                                limit(price, TimeInForce.GTC));
                    default -> terms(random, side, 4);
                };
        return switch (random.nextInt(8)) {
            case 0 -> new AmendOrder(account, order, new Price(price), new Quantity(quantity));
            case 1 -> new CancelOrder(account, order);
            case 2 -> AdvanceTime.ADVANCE_TIME;
            case 3 ->
                new PlaceLinkedOrders(
                        order(MARKET, account, side, quantity, limit(price, TimeInForce.GTC)),
                        order(MARKET, account, side.opposite(), 5, limit(price, TimeInForce.GTC)));
            default -> new PlaceOrder(order(MARKET, account, side, quantity, terms));
        };
    }
}
