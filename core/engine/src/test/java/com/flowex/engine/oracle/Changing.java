package com.flowex.engine.oracle;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.AmendOrder;
import com.flowex.domain.command.CancelOne;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelOrderByClientId;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.CancelRestricted;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.command.RepriceOrder;
import com.flowex.domain.command.ReviseOrder;
import com.flowex.domain.event.OrderAmended;
import com.flowex.domain.event.OrderDisplayChanged;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.RequestRejected;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.CancelRestriction;
import com.flowex.domain.order.OrderTerms.Limit;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Section 4: orders are canceled, reduced, amended. */
final class Changing {

    private final World world;
    private final Money money;
    private final Orders orders;
    private final Matching matching;

    Changing(World world, Money money, Orders orders, Matching matching) {
        this.world = world;
        this.money = money;
        this.orders = orders;
        this.matching = matching;
    }

    private @Nullable Order find(CancelOne cancel) {
        return switch (cancel) {
            case CancelOrder(AccountId account, OrderId id) -> find(account, id);
            case CancelOrderByClientId(AccountId account, ClientOrderId id) -> find(account, id);
            case CancelRestricted(CancelOne restricted, var _) -> find(restricted);
        };
    }

    @Nullable
    Order find(AccountId id, OrderId order) {
        Account account = world.accounts.get(id);
        return account == null ? null : account.open.get(order.value());
    }

    private @Nullable Order find(AccountId id, ClientOrderId clientId) {
        Account account = world.accounts.get(id);
        return account == null
                ? null
                : account.open.values().stream()
                        .filter(order -> order.request.clientOrderId().equals(clientId))
                        .findFirst()
                        .orElse(null);
    }

    void cancel(CancelOne command) {
        RejectReason refusal = tryCancel(command);
        if (refusal != null) {
            reject(command.account(), refusal);
        }
    }

    /** Cancels the order; the reason if it may not. */
    @Nullable
    RejectReason tryCancel(CancelOne command) {
        if (command instanceof CancelRestricted && world.rulesVersion < 10) {
            return RejectReason.RULES_TOO_OLD;
        }
        Order order = find(command);
        if (order == null) {
            return RejectReason.UNKNOWN_ORDER;
        }
        boolean isNew = order.left == order.quantity;
        if (command instanceof CancelRestricted(var _, CancelRestriction restriction)
                && isNew != (restriction == CancelRestriction.ONLY_NEW)) {
            return RejectReason.CANCEL_RESTRICTED;
        }
        orders.cancel(order, CancelReason.REQUESTED);
        return null;
    }

    private void reject(AccountId account, RejectReason reason) {
        world.say(new RequestRejected(account, reason));
    }

    void cancel(CancelOrders command) {
        Account account = world.accounts.get(command.account());
        if (account == null) {
            reject(command.account(), RejectReason.UNKNOWN_ACCOUNT);
            return;
        }
        if (command.instrument() != null && world.market(account.id.tenant(), command.instrument()) == null) {
            reject(command.account(), RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        for (Order order : account.openOrders()) {
            boolean fits = (command.instrument() == null || command.instrument().equals(order.market.id()))
                    && (command.side() == null || command.side() == order.side());
            if (fits && !order.hasEnded) {
                orders.cancel(order, command.reason());
            }
        }
    }

    void reduce(ReduceOrder command) {
        Order order = find(command.account(), command.order());
        RejectReason refusal = order == null
                ? RejectReason.UNKNOWN_ORDER
                : refusalToReduce(order, command.quantity().units());
        if (order == null || refusal != null) {
            reject(command.account(), Objects.requireNonNull(refusal));
        } else {
            reduce(order, command.quantity().units());
        }
    }

    private static @Nullable RejectReason refusalToReduce(Order order, long quantity) {
        if (order.market.state == MarketState.DELISTED) {
            return RejectReason.INSTRUMENT_DELISTED;
        }
        if (order.market.state == MarketState.HALTED) {
            return RejectReason.INSTRUMENT_HALTED;
        }
        if (!order.isIn(Order.Place.BOOK) || order.other != null || order.linked != null) {
            return RejectReason.NOT_AMENDABLE;
        }
        if (quantity % order.market.rules().lotUnits() != 0) {
            return RejectReason.QUANTITY_OFF_LOT;
        }
        return quantity >= order.quantity ? RejectReason.NOT_A_REDUCTION : null;
    }

    void reduce(Order order, long quantity) {
        long gone = order.quantity - order.left;
        if (quantity <= gone) {
            orders.cancel(order, CancelReason.REQUESTED);
            return;
        }
        long shownBefore = order.shown;
        order.quantity = quantity;
        order.left = quantity - gone;
        order.shown = Math.min(order.shown, order.left);
        money.holdNeed(order);
        world.touched.add(order.market);
        world.say(new OrderReduced(
                order.id,
                order.account.id,
                order.market.id(),
                order.side(),
                order.price(),
                new Quantity(quantity),
                new Quantity(order.left),
                new Quantity(shownBefore - order.shown)));
    }

    /** An amendment to the quantity that the order has. */
    void reprice(RepriceOrder command) {
        Order order = find(command.account(), command.order());
        Quantity present = new Quantity(order == null ? 1 : order.quantity);
        amend(new AmendOrder(command.account(), command.order(), command.price(), present));
    }

    void amend(AmendOrder command) {
        Order order = find(command.account(), command.order());
        if (order == null) {
            reject(command.account(), RejectReason.UNKNOWN_ORDER);
            return;
        }
        long quantity = command.quantity().units();
        Price limit = Order.limitOf(order.terms);
        Price present = limit == null ? order.holdPrice : limit;
        boolean keepsPrice = command.price() == null || command.price().equals(present);
        boolean onlyShrinks = keepsPrice && quantity < order.quantity;
        RejectReason refusal = refusalOfMarket(order, onlyShrinks);
        if (refusal == null) {
            Price price = command.price() == null ? order.price() : command.price();
            refusal = refusalToAmend(order, price, quantity, displayOf(order));
            if (refusal == null && onlyShrinks) {
                reduce(order, quantity);
            } else if (refusal == null) {
                amend(order, price, quantity);
            }
        }
        if (refusal != null) {
            reject(command.account(), refusal);
        }
    }

    private @Nullable RejectReason refusalOfMarket(Order order, boolean onlyShrinks) {
        RejectReason refusal = refusalOfState(order, onlyShrinks);
        boolean mayChange = order.isIn(Order.Place.BOOK) && order.other == null && order.linked == null;
        return refusal == null && !mayChange ? RejectReason.NOT_AMENDABLE : refusal;
    }

    /** Kill switches, and the state of the order's market. */
    @Nullable
    RejectReason refusalOfState(Order order, boolean onlyShrinks) {
        if (world.killedTenants.contains(order.account.id.tenant())) {
            return RejectReason.TENANT_KILLED;
        }
        if (order.market.isKilled) {
            return RejectReason.MARKET_KILLED;
        }
        RejectReason ofAccount = order.account.refusal(order.market, order.side());
        if (ofAccount != null) {
            return ofAccount;
        }
        if (order.market.state == MarketState.DELISTED) {
            return RejectReason.INSTRUMENT_DELISTED;
        }
        if (order.market.state == MarketState.HALTED) {
            return RejectReason.INSTRUMENT_HALTED;
        }
        if (order.market.state == MarketState.CANCEL_ONLY && !onlyShrinks) {
            return RejectReason.INSTRUMENT_CANCEL_ONLY;
        }
        return null;
    }

    /** Display: what is shown goes on being shown in its place, as far as the new display allows. */
    void show(ReviseOrder command) {
        Order order = Objects.requireNonNull(find(command.account(), command.order()));
        long display = Objects.requireNonNull(command.change().display()).units();
        long quantity = command.change().quantity() == null
                ? order.quantity
                : command.change().quantity().units();
        Price price = command.change().price() == null
                ? order.price()
                : command.change().price();
        boolean showsOther = display != displayOf(order);
        boolean stays =
                price.equals(order.price()) && (quantity < order.quantity || quantity == order.quantity && showsOther);
        RejectReason refusal = refusalOfMarket(order, stays);
        if (refusal == null && displayOf(order) == 0) {
            refusal = RejectReason.NOT_AMENDABLE;
        }
        if (refusal == null) {
            refusal = refusalToAmend(order, price, quantity, display);
        }
        if (refusal != null) {
            reject(command.account(), refusal);
            return;
        }
        if (openAfter(order, quantity) > 0 && showsOther) {
            show(order, display);
        }
        if (!stays) {
            amend(order, price, quantity);
        } else if (quantity < order.quantity) {
            reduce(order, quantity);
        }
    }

    private void show(Order order, long display) {
        long shownBefore = order.shown;
        Limit limit = (Limit) order.terms;
        order.terms = new Limit(
                limit.price(), limit.timeInForce(), limit.expiresNanos(), limit.postOnly(), new Quantity(display));
        order.shown = Math.min(order.shown, display);
        world.touched.add(order.market);
        world.say(new OrderDisplayChanged(
                order.id,
                order.account.id,
                order.market.id(),
                order.side(),
                order.price(),
                new Quantity(display),
                new Quantity(shownBefore - order.shown)));
    }

    /** How much an order in the book shows at a time; 0: all of it. */
    static long displayOf(Order order) {
        return ((Limit) order.terms).display().units();
    }

    private static boolean isOddlyShown(Order order, long display, long quantity) {
        long least = order.market.rules().quantityMinUnits();
        return display != displayOf(order) && (display % order.market.rules().lotUnits() != 0 || display < least)
                || display != 0 && display >= quantity;
    }

    @Nullable
    RejectReason refusalToAmend(Order order, Price price, long quantity, long display) {
        Market market = order.market;
        Limit limit = (Limit) order.terms;
        if (price.units() % market.rules().tickUnits() != 0) {
            return RejectReason.PRICE_OFF_TICK;
        }
        if (price.units() > market.rules().priceMaxUnits()) {
            return RejectReason.PRICE_TOO_HIGH;
        }
        if (quantity % market.rules().lotUnits() != 0) {
            return RejectReason.QUANTITY_OFF_LOT;
        }
        if (quantity < market.rules().quantityMinUnits()) {
            return RejectReason.QUANTITY_TOO_SMALL;
        }
        if (quantity > market.rules().quantityMaxUnits()) {
            return RejectReason.QUANTITY_TOO_LARGE;
        }
        Limit shown =
                new Limit(price, limit.timeInForce(), limit.expiresNanos(), limit.postOnly(), new Quantity(display));
        if (isOddlyShown(order, display, quantity) || money.showsTooLittle(market, shown, quantity)) {
            return RejectReason.DISPLAY_QUANTITY_INVALID;
        }
        BigInteger value = money.notional(market, price, quantity, RoundingMode.UP);
        if (money.isBelowLeast(market, price, quantity)) {
            return RejectReason.NOTIONAL_TOO_SMALL;
        }
        if (Admission.isAbove(value, market.risk().notionalMaxUnits())) {
            return RejectReason.NOTIONAL_TOO_LARGE;
        }
        if (Admission.isAbove(value, order.account.limitsIn(market).orderValueMaxUnits())) {
            return RejectReason.ORDER_VALUE_TOO_LARGE;
        }
        if (world.isByRules2() && world.isExpired(order)) {
            return RejectReason.EXPIRY_PASSED;
        }
        if (price.equals(order.price()) && quantity == order.quantity && display == displayOf(order)) {
            return RejectReason.NOTHING_TO_AMEND;
        }
        return refusalToStand(order, price, openAfter(order, quantity));
    }

    /** The open quantity once the whole quantity is {@code quantity}; filled and prevented parts stay so. */
    private static long openAfter(Order order, long quantity) {
        return Math.max(0, quantity - (order.quantity - order.left));
    }

    private @Nullable RejectReason refusalToStand(Order order, Price price, long open) {
        Market market = order.market;
        Limit limit = (Limit) order.terms;
        if (order.side() == Side.BUY && Positions.isTooLarge(world, money, order.account, market, order, open)) {
            return RejectReason.POSITION_TOO_LARGE;
        }
        boolean maySitOnly = limit.postOnly() || market.state == MarketState.POST_ONLY;
        if (maySitOnly && market.isCrossedBy(order.side(), price)) {
            return RejectReason.POST_ONLY_WOULD_TAKE;
        }
        if (!market.isInBand(order.side(), price)) {
            return RejectReason.PRICE_OUTSIDE_BAND;
        }
        Limit next = at(limit, price);
        BigInteger need = money.need(market, order.side(), next, open)
                .max(money.takingNeed(order.account, market, order.side(), order.mode(), next, open));
        BigInteger available = money.available(order.account, order.heldAsset()).add(order.held);
        return available.compareTo(need) < 0 ? RejectReason.INSUFFICIENT_FUNDS : null;
    }

    private static Limit at(Limit limit, Price price) {
        return new Limit(price, limit.timeInForce(), limit.expiresNanos(), limit.postOnly(), limit.display());
    }

    void amend(Order order, Price price, long quantity) {
        long open = openAfter(order, quantity);
        if (open == 0) {
            orders.cancel(order, CancelReason.REQUESTED);
            return;
        }
        Price oldPrice = order.price();
        long shown = order.shown;
        orders.lift(order);
        Limit limit = at((Limit) order.terms, price);
        order.terms = limit;
        order.quantity = quantity;
        order.left = open;
        world.say(new OrderAmended(
                order.id,
                order.account.id,
                order.market.id(),
                order.side(),
                oldPrice,
                new Quantity(shown),
                price,
                new Quantity(quantity),
                new Quantity(open)));
        matching.enter(order, limit);
    }
}
