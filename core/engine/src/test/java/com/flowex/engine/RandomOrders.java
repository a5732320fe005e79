package com.flowex.engine;

import com.flowex.domain.command.AmendOrder;
import com.flowex.domain.command.CancelOne;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelOrderByClientId;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.command.RepriceOrder;
import com.flowex.domain.command.ResolveClientOrderId;
import com.flowex.domain.command.ReviseOrder;
import com.flowex.domain.command.SetDeadMansTimer;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.ReplaceMode;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** The commands of a random log that customers send about orders. */
final class RandomOrders {

    private static final long SECOND = 1_000_000_000L;

    private final Random random;
    private final ObservedExchange observed;
    private final RandomAccounts accounts;
    private final RandomTriggers triggers;
    private long now;
    private int placed;
    private final Map<Integer, ClientOrderId> dated = new HashMap<>();
    private boolean asksTwice = true;

    RandomOrders(Random random, ObservedExchange observed, RandomAccounts accounts) {
        this.random = random;
        this.observed = observed;
        this.accounts = accounts;
        this.triggers = new RandomTriggers(random, observed);
    }

    void now(long timeNanos) {
        now = timeNanos;
    }

    void asksTwice(boolean isSo) {
        asksTwice = isSo;
    }

    /** Begins the ids at this number, so that those of another source differ. */
    void numbersFrom(int number) {
        placed = number;
    }

    Command incoming() {
        int dice = random.nextInt(100);
        if (dice < 8) {
            return pair(order());
        }
        if (dice < 13) {
            return replacement();
        }
        return dice < 19 ? linked() : new PlaceOrder(order());
    }

    Command ofOpenOrders() {
        int dice = random.nextInt(100);
        if (dice < 45) {
            return cancel();
        }
        if (dice < 60) {
            return reduction();
        }
        if (dice < 74) {
            return amendment();
        }
        if (dice < 84) {
            return revision();
        }
        if (dice < 89) {
            return cancelMany();
        }
        if (dice < 93 || !asksTwice) {
            return new SetDeadMansTimer(accounts.anyone(), SECOND * random.nextInt(3) * random.nextInt(30));
        }
        return new ResolveClientOrderId(accounts.anyone(), anyClientId(), random.nextBoolean());
    }

    private CancelOne cancel() {
        ObservedExchange.Open open = observed.anyOpen(random);
        if (open == null || random.nextInt(12) == 0) {
            return new CancelOrder(accounts.anyone(), anyOrder());
        }
        return random.nextInt(4) == 0
                ? new CancelOrderByClientId(open.account(), open.clientOrderId())
                : new CancelOrder(open.account(), open.order());
    }

    private OrderId anyOrder() {
        OrderId pair = observed.anyPair(random);
        if (pair != null && random.nextInt(3) == 0) {
            return pair;
        }
        return new OrderId(Math.max(1, observed.lastOrder() + 1 - random.nextInt(40)));
    }

    private Command cancelMany() {
        AccountId account = accounts.anyone();
        return new CancelOrders(
                account,
                random.nextBoolean() ? accounts.marketFor(account, observed) : null,
                random.nextInt(3) == 0 ? side() : null,
                random.nextBoolean() ? CancelReason.REQUESTED : CancelReason.DISCONNECTED);
    }

    private Command reduction() {
        ObservedExchange.Open open = observed.anyOpen(random);
        if (open == null) {
            return new ReduceOrder(accounts.anyone(), anyOrder(), new Quantity(10));
        }
        AccountId account = random.nextInt(20) == 0 ? accounts.anyone() : open.account();
        return new ReduceOrder(account, open.order(), new Quantity(newQuantity(open)));
    }

    private long newQuantity(ObservedExchange.Open open) {
        long lot = lotOf(open.instrument());
        long lots = open.quantity() / lot;
        long quantity =
                switch (random.nextInt(6)) {
                    case 0 -> open.quantity();
                    case 1, 2 -> open.quantity() + lot * random.nextInt(10);
                    default -> lot * random.nextLong(lots + 2);
                };
        return random.nextInt(30) == 0 ? odd() : quantity;
    }

    private Command amendment() {
        ObservedExchange.Open open = observed.anyOpen(random);
        if (open == null) {
            return new AmendOrder(accounts.anyone(), anyOrder(), null, new Quantity(10));
        }
        AccountId account = random.nextInt(20) == 0 ? accounts.anyone() : open.account();
        OrderId order = random.nextInt(12) == 0 ? anyOrder() : open.order();
        Price price = random.nextInt(3) == 0 ? null : price(open.instrument(), side(), 20);
        return price != null && random.nextInt(4) == 0
                ? new RepriceOrder(account, order, price)
                : new AmendOrder(account, order, price, new Quantity(newQuantity(open)));
    }

    private Command revision() {
        ObservedExchange.Open open = observed.anyOpen(random);
        if (open == null) {
            return new ReviseOrder(accounts.anyone(), anyOrder(), new OrderChange(null, new Quantity(10), null, null));
        }
        AccountId account = random.nextInt(20) == 0 ? accounts.anyone() : open.account();
        OrderId order = random.nextInt(12) == 0 ? anyOrder() : open.order();
        InstrumentId market = open.instrument();
        if (open.terms() instanceof OrderTerms.Limit limit && limit.isIceberg() && random.nextBoolean()) {
            return new ReviseOrder(account, order, new OrderChange(null, null, null, display(market)));
        }
        Price price = random.nextInt(3) == 0 ? price(market, side(), 20) : null;
        long other = random.nextInt(3) == 0 ? newQuantity(open) : 0;
        Quantity quantity = other == 0 ? null : new Quantity(other);
        Trigger trigger = random.nextInt(3) > 0 ? triggers.revised(open) : null;
        Quantity display = random.nextInt(3) == 0 ? display(market) : null;
        boolean isEmpty = price == null && quantity == null && trigger == null && display == null;
        return new ReviseOrder(
                account, order, new OrderChange(price, quantity, trigger, isEmpty ? display(market) : display));
    }

    private Quantity display(InstrumentId market) {
        return new Quantity(random.nextInt(10) == 0 ? odd() : lotOf(market) * (1L + random.nextInt(6)));
    }

    private Command replacement() {
        CancelOne cancel = cancel();
        OrderRequest order = order();
        OrderRequest own = new OrderRequest(
                cancel.account(),
                order.clientOrderId(),
                random.nextInt(5) == 0
                        ? accounts.marketFor(cancel.account(), observed)
                        : order.account().tenant() == cancel.account().tenant()
                                ? order.instrument()
                                : accounts.marketFor(cancel.account(), observed),
                order.side(),
                order.quantity(),
                order.terms(),
                order.selfTradePrevention());
        return new CancelReplace(
                cancel, own, random.nextBoolean() ? ReplaceMode.STOP_ON_FAILURE : ReplaceMode.ALLOW_FAILURE);
    }

    PlaceOrderPair pair(OrderRequest of) {
        Side side = of.side();
        InstrumentId market = of.instrument();
        Quantity quantity = new Quantity(quantity(market));
        Price price = price(market, side, 20);
        OrderTerms.Limit limit = limit(price, random.nextBoolean() ? TimeInForce.GTC : TimeInForce.GTD, market);
        long tick = tickOf(market);
        long away = tick * (random.nextInt(30) - 2);
        long stopPrice = Math.max(1, observed.priceOf(market) / tick * tick + (side == Side.BUY ? away : -away));
        Trigger trigger = random.nextInt(3) == 0
                ? triggers.trailing(market)
                : new Trigger.StopLoss(new Price(stopPrice), triggers.source());
        OrderRequest first = new OrderRequest(
                of.account(), of.clientOrderId(), market, side, quantity, limit, of.selfTradePrevention());
        ClientOrderId second = clientIdUnlike(of.clientOrderId());
        OrderTerms then = new OrderTerms.Conditional(trigger, active(market, side));
        return new PlaceOrderPair(
                first, new OrderRequest(of.account(), second, market, side, quantity, then, prevention()));
    }

    PlaceLinkedOrders linked() {
        OrderRequest of = order();
        InstrumentId market = of.instrument();
        Side side = of.side();
        OrderTerms.Limit limit =
                limit(price(market, side, 12), random.nextInt(4) > 0 ? TimeInForce.GTC : TimeInForce.GTD, market);
        Side after = random.nextInt(4) == 0 ? side : side.opposite();
        OrderTerms then = random.nextBoolean() ? conditional(market, after) : active(market, after);
        Quantity quantity = new Quantity(quantity(market));
        Quantity next = random.nextInt(3) == 0 ? new Quantity(quantity(market)) : quantity;
        ClientOrderId second = clientIdUnlike(of.clientOrderId());
        return new PlaceLinkedOrders(
                new OrderRequest(
                        of.account(), of.clientOrderId(), market, side, quantity, limit, of.selfTradePrevention()),
                new OrderRequest(of.account(), second, market, after, next, then, prevention()));
    }

    ClientOrderId clientIdUnlike(ClientOrderId id) {
        placed++;
        ClientOrderId other = anyClientId();
        return other.equals(id) ? ClientOrderId.of("stop-" + placed) : other;
    }

    OrderRequest order() {
        placed++;
        AccountId account = accounts.anyone();
        InstrumentId market = accounts.marketFor(account, observed);
        Side side = side();
        OrderTerms terms = terms(market, side);
        Quantity quantity = terms instanceof OrderTerms.MarketByQuote
                ? Quantity.ZERO
                : new Quantity(
                        terms instanceof OrderTerms.Twap
                                ? Math.min(Long.MAX_VALUE / 6, quantity(market)) * 6
                                : quantity(market));
        return new OrderRequest(account, anyClientId(), market, side, quantity, terms, prevention());
    }

    private OrderTerms terms(InstrumentId market, Side side) {
        int dice = random.nextInt(100);
        Price price = price(market, side, 12);
        if (dice < 34) {
            return new OrderTerms.Limit(price, TimeInForce.GTC, dice < 6);
        }
        if (dice < 44) {
            return new OrderTerms.Limit(price, dice < 39 ? TimeInForce.IOC : TimeInForce.FOK, false);
        }
        if (dice < 58) {
            return limit(price, dice < 50 ? TimeInForce.GTC : TimeInForce.GTD, market);
        }
        if (dice < 66) {
            return OrderTerms.Market.MARKET;
        }
        if (dice < 72) {
            return new OrderTerms.MarketByQuote(random.nextInt(20) == 0 ? odd() : 1 + random.nextInt(400));
        }
        return dice < 92 ? conditional(market, side) : twap(price);
    }

    private OrderTerms twap(Price price) {
        int slices = random.nextInt(20) == 0 ? 1_000 : 2 + random.nextInt(6);
        return new OrderTerms.Twap(price, slices, SECOND * (1 + random.nextInt(20)));
    }

    private OrderTerms conditional(InstrumentId market, Side side) {
        Trigger trigger = triggers.any(market, side);
        return new OrderTerms.Conditional(trigger, active(market, side));
    }

    OrderTerms.Active active(InstrumentId market, Side side) {
        Price price = price(market, side, 10);
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> OrderTerms.Market.MARKET;
            case 3 -> new OrderTerms.Limit(price, TimeInForce.IOC, false);
            case 4 -> new OrderTerms.Limit(price, TimeInForce.FOK, false);
            case 5 -> new OrderTerms.Limit(price, TimeInForce.GTC, true);
            case 6 -> limit(price, TimeInForce.GTD, market);
            default -> limit(price, TimeInForce.GTC, market);
        };
    }

    /** One that may rest: often an iceberg, seldom post-only. */
    private OrderTerms.Limit limit(Price price, TimeInForce timeInForce, InstrumentId market) {
        long expires = timeInForce == TimeInForce.GTD ? expiry() : 0;
        long display =
                switch (random.nextInt(10)) {
                    case 0, 1, 2, 3 -> 0;
                    case 4 -> odd();
                    default -> lotOf(market) * (2L + random.nextInt(5));
                };
        return new OrderTerms.Limit(price, timeInForce, expires, random.nextInt(6) == 0, new Quantity(display));
    }

    private long expiry() {
        return switch (random.nextInt(12)) {
            case 0 -> now;
            case 1 -> Long.MAX_VALUE;
            case 2 -> now + 3_600 * SECOND;
            default -> (now / SECOND + 1 + random.nextInt(60)) * SECOND;
        };
    }

    private Price price(InstrumentId market, Side side, int spread) {
        if (random.nextInt(40) == 0) {
            return new Price(random.nextInt(3) == 0 ? Long.MAX_VALUE - random.nextInt(3) : odd());
        }
        long tick = tickOf(market);
        long mid = observed.priceOf(market) / tick * tick;
        int away = random.nextInt(spread) - spread / 4;
        return new Price(Math.max(1, mid + tick * (side == Side.BUY ? -away : away)));
    }

    long quantity(InstrumentId market) {
        if (random.nextInt(40) == 0) {
            return random.nextInt(10) == 0 ? Long.MAX_VALUE : odd() * random.nextInt(100);
        }
        return lotOf(market) * (2L + random.nextInt(28));
    }

    private long odd() {
        return 1L + random.nextInt(20_000);
    }

    Trigger trailing(InstrumentId market) {
        return triggers.trailing(market);
    }

    long tickOf(InstrumentId id) {
        return triggers.tickOf(id);
    }

    long lotOf(InstrumentId id) {
        Instrument market = observed.market(id);
        return market == null ? 10 : market.rules().lotUnits();
    }

    private Side side() {
        return random.nextBoolean() ? Side.BUY : Side.SELL;
    }

    private SelfTradePrevention prevention() {
        return switch (random.nextInt(8)) {
            case 0 -> SelfTradePrevention.EXPIRE_TAKER;
            case 1 -> SelfTradePrevention.EXPIRE_MAKER;
            case 2 -> SelfTradePrevention.EXPIRE_BOTH;
            case 3 -> SelfTradePrevention.DECREMENT;
            default -> SelfTradePrevention.NONE;
        };
    }

    ClientOrderId newClientId() {
        return clientId(++placed);
    }

    private ClientOrderId anyClientId() {
        int back = asksTwice && random.nextInt(12) == 0 ? random.nextInt(60) : 0;
        return clientId(Math.max(0, placed - back));
    }

    /** A sixth say their time: now, or more than a day ago. No dice: what they say changes nothing else of a log. */
    private ClientOrderId clientId(int number) {
        return number % 6 == 5 ? dated.computeIfAbsent(number, this::newDatedId) : ClientOrderId.of("order-" + number);
    }

    private ClientOrderId newDatedId(int number) {
        long millis = now / 1_000_000 + (number % 60 == 5 ? -26 * 3_600_000 : 0);
        return ClientOrderId.dated(millis, 0, number);
    }
}
