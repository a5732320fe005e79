package com.flowex.engine.oracle;

import com.flowex.domain.RejectReason;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.OrderKind;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.OrderTerms.Conditional;
import com.flowex.domain.order.OrderTerms.Limit;
import com.flowex.domain.order.OrderTerms.MarketByQuote;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Price;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Section 2: one order, or the two of a pair, against the table of refusals, line by line. */
final class Admission {

    record Line(RejectReason reason, Predicate<OrderRequest> applies) {}

    private final World world;
    private final Money money;
    private final Triggers triggers;
    private final Account account;
    final Market market;
    private final List<OrderRequest> orders;
    private final int places;
    final Walk.@Nullable Result walk;

    Admission(World world, Money money, Triggers triggers, Account account, Market market, List<OrderRequest> orders) {
        this(world, money, triggers, account, market, orders, orders.size());
    }

    Admission(
            World world,
            Money money,
            Triggers triggers,
            Account account,
            Market market,
            List<OrderRequest> orders,
            int places) {
        this.places = places;
        this.world = world;
        this.money = money;
        this.triggers = triggers;
        this.account = account;
        this.market = market;
        this.orders = orders;
        this.walk = walked(orders.getFirst());
    }

    private static final List<RejectReason> OF_ACCOUNT =
            List.of(RejectReason.ACCOUNT_KILLED, RejectReason.ISOLATED_MARKET, RejectReason.ACCOUNT_RESTRICTED);

    private Walk.@Nullable Result walked(OrderRequest order) {
        Walk walk = new Walk(
                world, money, account, market, order.side(), order.selfTradePrevention(), market.band(order.side()));
        return switch (order.terms()) {
            case OrderTerms.Market _ -> walk.of(order.quantity().units());
            case MarketByQuote byQuote -> walk.plan(byQuote.quoteUnits());
            case Limit _, Conditional _, OrderTerms.Twap _ -> null;
        };
    }

    /** The first line of the table that applies to one of the orders; of an order, all that is asked of both legs. */
    @Nullable
    RejectReason refusal() {
        for (Line line : table()) {
            if (orders.stream().anyMatch(line.applies)) {
                return line.reason;
            }
        }
        return null;
    }

    /** Every line, in the order of the table. */
    List<Line> table() {
        List<Line> table = new ArrayList<>();
        table.add(new Line(RejectReason.RULES_TOO_OLD, this::isTooNew));
        table.add(new Line(RejectReason.TENANT_KILLED, _ -> world.killedTenants.contains(account.id.tenant())));
        table.add(new Line(RejectReason.MARKET_KILLED, _ -> market.isKilled));
        for (RejectReason ofAccount : OF_ACCOUNT) {
            table.add(new Line(ofAccount, order -> account.refusal(market, order.side()) == ofAccount));
        }
        table.add(new Line(RejectReason.INSTRUMENT_DELISTED, _ -> market.state == MarketState.DELISTED));
        table.add(new Line(RejectReason.INSTRUMENT_HALTED, _ -> market.state == MarketState.HALTED));
        table.add(new Line(RejectReason.INSTRUMENT_CANCEL_ONLY, _ -> market.state == MarketState.CANCEL_ONLY));
        table.add(new Line(RejectReason.INSTRUMENT_POST_ONLY, this::breaksPostOnlyState));
        table.add(new Line(RejectReason.ORDER_KIND_NOT_ALLOWED, this::isOfAKindNotAllowed));
        table.add(new Line(RejectReason.PRICE_OFF_TICK, this::hasPriceOffTick));
        table.add(new Line(RejectReason.PRICE_TOO_HIGH, this::hasPriceTooHigh));
        addQuantities(table);
        addValues(table);
        addCounts(table);
        addBook(table);
        return table;
    }

    private void addQuantities(List<Line> table) {
        InstrumentRules rules = market.rules();
        table.add(new Line(
                RejectReason.QUANTITY_OFF_LOT,
                order -> hasQuantity(order) && order.quantity().units() % rules.lotUnits() != 0));
        table.add(new Line(
                RejectReason.QUANTITY_TOO_SMALL,
                order -> hasQuantity(order) && order.quantity().units() < rules.quantityMinUnits()));
        table.add(new Line(
                RejectReason.QUANTITY_TOO_LARGE,
                order -> hasQuantity(order) && order.quantity().units() > rules.quantityMaxUnits()));
        table.add(new Line(RejectReason.DISPLAY_QUANTITY_INVALID, this::hasInvalidDisplay));
        table.add(new Line(RejectReason.SLICE_TOO_SMALL, this::hasSliceTooSmall));
    }

    private void addValues(List<Line> table) {
        long notionalMax = market.risk().notionalMaxUnits();
        long valueMax = account.limitsIn(market).orderValueMaxUnits();
        table.add(new Line(RejectReason.NOTIONAL_TOO_SMALL, this::hasNotionalTooSmall));
        table.add(new Line(RejectReason.NOTIONAL_TOO_LARGE, order -> isAbove(valueOf(order), notionalMax)));
        table.add(new Line(RejectReason.ORDER_VALUE_TOO_LARGE, order -> isAbove(valueOf(order), valueMax)));
        table.add(new Line(RejectReason.EXPIRY_PASSED, this::hasExpiryPassed));
        table.add(new Line(RejectReason.PAIR_PRICES_CROSSED, this::hasPairPricesCrossed));
    }

    private void addCounts(List<Line> table) {
        table.add(new Line(RejectReason.TOO_MANY_OPEN_ORDERS, this::isOneTooMany));
        table.add(new Line(
                RejectReason.TOO_MANY_TRAILING_STOPS,
                order -> Order.isTrailing(order.terms())
                        && market.waiting.stream().filter(Order::isTrailing).count() >= World.TRAILING_MAX));
        table.add(new Line(RejectReason.POSITION_TOO_LARGE, this::hasPositionTooLarge));
        table.add(new Line(RejectReason.WOULD_TRIGGER_AT_ONCE, this::wouldTriggerAtOnce));
    }

    private void addBook(List<Line> table) {
        table.add(new Line(RejectReason.NO_LIQUIDITY, this::findsNoLiquidity));
        table.add(new Line(
                RejectReason.QUANTITY_TOO_SMALL,
                order -> order.terms() instanceof MarketByQuote
                        && Objects.requireNonNull(walk).quantity()
                                < market.rules().quantityMinUnits()));
        table.add(new Line(RejectReason.POST_ONLY_WOULD_TAKE, this::wouldTake));
        table.add(new Line(RejectReason.PRICE_OUTSIDE_BAND, this::isOutsideBand));
        table.add(new Line(
                RejectReason.INSUFFICIENT_FUNDS,
                order -> money.available(account, heldAsset(order)).compareTo(need()) < 0));
    }

    AssetId heldAsset(OrderRequest order) {
        return order.side() == Side.SELL ? market.base() : market.quote();
    }

    private boolean breaksPostOnlyState(OrderRequest order) {
        return market.state == MarketState.POST_ONLY && !(order.terms() instanceof Limit limit && limit.postOnly());
    }

    private boolean isOfAKindNotAllowed(OrderRequest order) {
        return orders.size() == 2 && !market.risk().kinds().contains(OrderKind.OCO)
                || !market.risk().kinds().containsAll(Order.kindsIn(order.terms(), world.rulesVersion));
    }

    private static boolean hasQuantity(OrderRequest order) {
        return !(order.terms() instanceof MarketByQuote);
    }

    private boolean hasPriceOffTick(OrderRequest order) {
        return Order.pricesIn(order.terms()).stream()
                .anyMatch(price -> price % market.rules().tickUnits() != 0);
    }

    private boolean hasPriceTooHigh(OrderRequest order) {
        return Order.pricesIn(order.terms()).stream()
                .anyMatch(price -> price > market.rules().priceMaxUnits());
    }

    private boolean hasInvalidDisplay(OrderRequest order) {
        Limit limit = Order.limitTermsOf(order.terms());
        if (limit == null || !limit.isIceberg()) {
            return false;
        }
        long display = limit.display().units();
        return money.showsTooLittle(market, limit, order.quantity().units())
                || display % market.rules().lotUnits() != 0
                || display < market.rules().quantityMinUnits()
                || display >= order.quantity().units();
    }

    private boolean hasSliceTooSmall(OrderRequest order) {
        if (!(order.terms() instanceof OrderTerms.Twap twap)) {
            return false;
        }
        long slice = order.quantity().units() / twap.slices();
        return slice - slice % market.rules().lotUnits() < market.rules().quantityMinUnits();
    }

    private boolean hasNotionalTooSmall(OrderRequest order) {
        Price price = priceToValueAt(order);
        if (price != null) {
            return money.isBelowLeast(market, price, order.quantity().units());
        }
        return world.isByRules2()
                && order.terms() instanceof MarketByQuote byQuote
                && canReachAnything(order)
                && byQuote.quoteUnits() < market.rules().notionalMinUnits();
    }

    /** Its limit; by rules 2 also the price that it would begin to trade at, or that its trigger names. */
    private @Nullable Price priceToValueAt(OrderRequest order) {
        Price limit = Order.limitOf(order.terms());
        if (limit != null || !world.isByRules2()) {
            return limit;
        }
        return switch (order.terms()) {
            case OrderTerms.Market _ ->
                canReachAnything(order) ? market.bestPrice(order.side().opposite()) : null;
            case Conditional(Trigger.StopLoss stop, var _) -> stop.price();
            case Conditional(Trigger.TakeProfit profit, var _) -> profit.price();
            case Limit _, Conditional _, MarketByQuote _, OrderTerms.Twap _ -> null;
        };
    }

    /** Value of the order in quote units; zero for a conditional market order, which is checked when it triggers. */
    private BigInteger valueOf(OrderRequest order) {
        Price limit = Order.limitOf(order.terms());
        if (limit != null) {
            return money.notional(market, limit, order.quantity().units(), RoundingMode.UP);
        }
        return switch (order.terms()) {
            case OrderTerms.Market _ -> Objects.requireNonNull(walk).quote();
            case MarketByQuote byQuote -> Money.big(byQuote.quoteUnits());
            case Conditional _ -> BigInteger.ZERO;
            case Limit _, OrderTerms.Twap _ -> throw new IllegalStateException("it has a limit");
        };
    }

    static boolean isAbove(BigInteger value, long max) {
        return max != 0 && value.compareTo(Money.big(max)) > 0;
    }

    private boolean hasExpiryPassed(OrderRequest order) {
        long expiry = Order.expiryOf(order.terms());
        return expiry != 0 && expiry <= world.now;
    }

    private boolean isTooNew(OrderRequest order) {
        return Activations.isTooNew(order, world.rulesVersion)
                || orders.size() == 2
                        && world.rulesVersion < 15
                        && Order.isTrailing(orders.getFirst().terms());
    }

    private boolean hasPairPricesCrossed(OrderRequest order) {
        return orders.size() == 2 && ProfitPairs.areCrossed(orders.getFirst(), order);
    }

    private boolean isOneTooMany(OrderRequest order) {
        boolean mayStayOpen =
                switch (order.terms()) {
                    case Limit limit -> limit.mayRest() || mayWait(order, limit);
                    case Conditional _, OrderTerms.Twap _ -> true;
                    case OrderTerms.Market _, MarketByQuote _ -> false;
                };
        boolean hasFollowers = orders.size() == 1 && places > 1;
        List<Account> all = world.ofCustomer(account);
        long inMarket = all.stream().mapToLong(each -> each.openIn(market)).sum() + places;
        long inAll = all.stream().mapToLong(each -> each.open.size()).sum() + places;
        return (mayStayOpen || hasFollowers)
                && (inAll > account.openOrdersMax()
                        || isAbove(Money.big(inMarket), market.risk().openOrdersMax())
                        || isAbove(Money.big(inMarket), account.limitsIn(market).openOrdersMax()));
    }

    private boolean hasPositionTooLarge(OrderRequest order) {
        long quantity = order.terms() instanceof MarketByQuote
                ? Objects.requireNonNull(walk).quantity()
                : order.quantity().units();
        return order.side() == Side.BUY && Positions.isTooLarge(world, money, account, market, null, quantity);
    }

    private boolean wouldTriggerAtOnce(OrderRequest order) {
        return order.terms() instanceof Conditional conditional
                && !Order.isTrailing(order.terms())
                && triggers.isMet(
                        conditional.trigger(),
                        order.side(),
                        market.watched(conditional.trigger().source(), order.side()),
                        null);
    }

    private boolean findsNoLiquidity(OrderRequest order) {
        boolean isNothingThere = isBehindAnother() || !canReachAnything(order);
        return switch (order.terms()) {
            case OrderTerms.Market _ -> isNothingThere;
            case MarketByQuote _ ->
                isNothingThere || Objects.requireNonNull(walk).quantity() == 0 && !coversTooLittle();
            case Limit _, Conditional _, OrderTerms.Twap _ -> false;
        };
    }

    /** It comes while another is not through with the book; a pending order's turn comes after that. */
    private boolean isBehindAnother() {
        return places > 0 && !market.taking.isEmpty();
    }

    private boolean mayWait(OrderRequest order, Limit limit) {
        boolean isImmediate = limit.timeInForce() == TimeInForce.IOC;
        return isBehindAnother() && isImmediate && market.isCrossedBy(order.side(), limit.price());
    }

    /** By rules 2: it is the amount that ends the plan. */
    private boolean coversTooLittle() {
        return world.isByRules2() && Objects.requireNonNull(walk).end() == Walk.End.AMOUNT;
    }

    private boolean canReachAnything(OrderRequest order) {
        Price best = market.bestPrice(order.side().opposite());
        return best != null && market.isInBand(order.side(), best);
    }

    private boolean wouldTake(OrderRequest order) {
        return order.terms() instanceof Limit limit
                && (limit.postOnly() || orders.size() == 2)
                && market.isCrossedBy(order.side(), limit.price());
    }

    private boolean isOutsideBand(OrderRequest order) {
        return switch (order.terms()) {
            case Limit limit -> !market.isInBand(order.side(), limit.price());
            case OrderTerms.Twap twap -> !market.isInBand(order.side(), twap.limit());
            case OrderTerms.Market _, MarketByQuote _, Conditional _ -> false;
        };
    }

    /** The amount that must be available: of a pair, the larger of the two needs. */
    BigInteger need() {
        BigInteger need = BigInteger.ZERO;
        for (OrderRequest order : orders) {
            need = need.max(needOf(order));
        }
        return need;
    }

    private BigInteger needOf(OrderRequest order) {
        return switch (order.terms()) {
            case OrderTerms.Market _ ->
                order.side() == Side.BUY
                        ? Objects.requireNonNull(walk).quote()
                        : Money.big(order.quantity().units());
            case MarketByQuote _ ->
                order.side() == Side.BUY
                        ? Objects.requireNonNull(walk).quote()
                        : Money.big(Objects.requireNonNull(walk).quantity());
            case Conditional conditional
            when Order.limitOf(conditional) == null ->
                money.conditionalNeed(
                        market,
                        order.side(),
                        triggers.holdPrice(market, conditional, order.side()),
                        order.quantity().units());
            case Limit limit -> {
                long units = order.quantity().units();
                BigInteger resting = money.need(market, order.side(), limit, units);
                SelfTradePrevention mode = order.selfTradePrevention();
                yield orders.size() == 2 || limit.postOnly()
                        ? resting
                        : resting.max(money.takingNeed(account, market, order.side(), mode, limit, units));
            }
            case Conditional _, OrderTerms.Twap _ ->
                money.need(market, order.side(), order.terms(), order.quantity().units());
        };
    }
}
