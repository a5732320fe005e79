package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.TryOrder;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.RiskRules;
import com.flowex.domain.order.OrderPlan;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.PreviewAnswer;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A market with a wall of makers that one order cannot take on one way through the book. Every command also goes to the
 * plain exchange, and to followers of the events.
 */
abstract class LongWayScenario {

    static final AccountId MAKER = new AccountId(1, 1_000);
    static final AccountId ADA = new AccountId(1, 1_001);
    static final AccountId BOB = new AccountId(1, 1_002);
    static final AssetId COIN = new AssetId(1);
    static final AssetId USD = new AssetId(2);
    static final InstrumentId MARKET = new InstrumentId(1);
    static final InstrumentId OTHER = new InstrumentId(2);
    static final int FILLS_MAX = 500;
    static final int WALL = 2_300;

    /** Accounts that the orders of a wall are spread over: the plain exchange adds up all of an account at each order. */
    private static final int WALL_ACCOUNTS = 23;

    static final long PRICE = 100;
    static final long SECOND = 1_000_000_000L;

    Exchange exchange = new Exchange();
    private final NaiveExchange naive = new NaiveExchange();
    private final Recorder recorder = new Recorder();
    long timeNanos = 1_000;
    private final Follower follower = new Follower();
    private final FollowedMoney money = new FollowedMoney(follower);
    private final Map<FollowedMoney.AccountAsset, BalanceChanged> published = new HashMap<>();
    private int ids;

    List<Object> apply(Command command) {
        exchange.apply(command, ++timeNanos, recorder);
        List<Object> answers = recorder.take();
        assertEquals(naive.apply(command, timeNanos), answers);
        assertEquals(naive.deadlineNanos(), exchange.deadlineNanos());
        answers.forEach(this::follow);
        return answers;
    }

    private void follow(Object answer) {
        if (answer instanceof BalanceChanged balance) {
            published.put(new FollowedMoney.AccountAsset(balance.account(), balance.asset()), balance);
        } else if (answer instanceof Event event) {
            follower.take(event);
            money.take(event);
        }
    }

    /** A reader of the events alone knows the money, the holds and the books, also while an order is on its way. */
    final void checkFollowers() {
        assertEquals(EventLawsTest.withoutEmpty(published), EventLawsTest.withoutEmpty(money.derived()));
        follower.checkNotCrossed();
        follower.checkRestrictions();
        for (Side side : Side.values()) {
            Map<Long, Long> levels = new TreeMap<>();
            exchange.levels(1, MARKET, side, Integer.MAX_VALUE, levels::put);
            assertEquals(levels, follower.levels(MARKET, side));
        }
    }

    final OrderPlan plan(OrderRequest request) {
        apply(new TryOrder(request));
        return ((PreviewAnswer.Planned) recorder.takeTrial()).plan();
    }

    /** Replaces the engine by its restored snapshot. */
    final void restore() {
        exchange = Replays.copyOf(exchange);
    }

    void begin(int version, int wall) {
        begin(version, wall, RiskRules.NONE);
    }

    void begin(int version, int wall, RiskRules risk) {
        apply(new AdoptRules(version));
        apply(new ListAsset(new Asset(1, COIN, "COIN", new Scale(0), 1_000_000_000)));
        apply(new ListAsset(new Asset(1, USD, "USD", new Scale(0), 1_000_000_000)));
        InstrumentRules rules = new InstrumentRules(new Scale(0), 1, 10_000, 1, 1, 100_000, 0, risk);
        for (InstrumentId market : List.of(MARKET, OTHER)) {
            apply(new ListInstrument(
                    new Instrument(1, market, "COIN-" + market.value(), COIN, USD, rules, new FeeRates(0, 0))));
        }
        for (AccountId account : List.of(MAKER, ADA, BOB)) {
            apply(new OpenAccount(account));
            give(account, COIN);
            give(account, USD);
        }
        List<AccountId> makers = IntStream.range(0, WALL_ACCOUNTS)
                .mapToObj(i -> new AccountId(1, MAKER.number() + 100 + i))
                .toList();
        for (AccountId maker : makers) {
            apply(new OpenAccount(maker));
            give(maker, COIN);
        }
        for (int i = 0; i < wall; i++) {
            place(makers.get(i % WALL_ACCOUNTS), Side.SELL, 1, limit(PRICE, TimeInForce.GTC));
        }
    }

    final void give(AccountId account, AssetId asset) {
        apply(new PostTransfer(new Transfer(
                new TransferId(account.number(), asset.value()),
                AccountId.outsideOf(1),
                account,
                new Amount(asset, 1_000_000),
                TransferKind.GENESIS)));
    }

    static OrderTerms.Limit limit(long price, TimeInForce timeInForce) {
        return new OrderTerms.Limit(new Price(price), timeInForce, false);
    }

    OrderRequest order(InstrumentId market, AccountId account, Side side, long quantity, OrderTerms terms) {
        return order(market, account, side, quantity, terms, SelfTradePrevention.EXPIRE_MAKER);
    }

    OrderRequest order(
            InstrumentId market,
            AccountId account,
            Side side,
            long quantity,
            OrderTerms terms,
            SelfTradePrevention prevention) {
        ClientOrderId name = ClientOrderId.of("o" + ++ids);
        return new OrderRequest(account, name, market, side, new Quantity(quantity), terms, prevention);
    }

    List<Object> place(AccountId account, Side side, long quantity, OrderTerms terms) {
        return apply(new PlaceOrder(order(MARKET, account, side, quantity, terms)));
    }

    static OrderId idOf(List<Object> answers) {
        return ((OrderAccepted) answers.getFirst()).order();
    }

    static <T> List<T> all(Class<T> kind, List<Object> answers) {
        return answers.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static long taken(OrderId taker, List<Object> answers) {
        return all(TradeExecuted.class, answers).stream()
                .filter(trade -> trade.taker().order().equals(taker))
                .mapToLong(trade -> trade.quantity().units())
                .sum();
    }

    /** Advances time until nothing is left, each time by a restored copy. */
    List<Object> settle() {
        List<Object> answers = new ArrayList<>();
        while (exchange.deadlineNanos() <= timeNanos) {
            restore();
            answers.addAll(apply(AdvanceTime.ADVANCE_TIME));
            checkFollowers();
        }
        return answers;
    }

    static RejectReason refusalOf(List<Object> answers) {
        return ((Rejection) answers.getFirst()).reason();
    }

    final long openOf(AccountId account) {
        return Replays.recordsOf(exchange).stream()
                .filter(piece -> piece instanceof RestingOrderState order
                        && order.account().equals(account))
                .count();
    }

    static OrderTerms.Conditional stopLoss(long price, OrderTerms.Active then) {
        return new OrderTerms.Conditional(new Trigger.StopLoss(new Price(price), TriggerSource.LAST_TRADE), then);
    }
}
