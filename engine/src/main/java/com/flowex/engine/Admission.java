package com.flowex.engine;

import com.flowex.domain.InstrumentRules;
import com.flowex.domain.MarketState;
import com.flowex.domain.Notional;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.OrderTerms;
import com.flowex.domain.RejectReason;
import com.flowex.domain.Side;
import org.jspecify.annotations.Nullable;

/** May this order enter? One guard a line, in the order that {@link RejectReason} declares. */
final class Admission {

    /** 5,000 cancels of one command x (one event of 64 bytes) are 320 kB, far below a message's 2 MB. */
    static final int OPEN_ORDERS_MAX = 5_000;

    private final ExchangeState state;
    private final Liquidity liquidity;

    Admission(ExchangeState state, Liquidity liquidity) {
        this.state = state;
        this.liquidity = liquidity;
    }

    /**
     * The first reason to refuse.
     *
     * @param account index of the order's account
     * @param market the order's market, null if its tenant has none of that id
     * @return null when there is no reason to refuse
     */
    @Nullable
    RejectReason refusalOf(OrderRequest order, int account, @Nullable Market market) {
        if (market == null) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        if (market.state() == MarketState.HALTED) {
            return RejectReason.INSTRUMENT_HALTED;
        }
        RejectReason refusal = refusalOfFields(order, market);
        return refusal != null ? refusal : refusalOfPosition(order, account, market);
    }

    private static @Nullable RejectReason refusalOfFields(OrderRequest order, Market market) {
        InstrumentRules rules = market.rules;
        long quantity = order.quantity().units();
        if (order.terms() instanceof OrderTerms.Limit limit) {
            if (limit.price().units() % rules.tickUnits() != 0) {
                return RejectReason.PRICE_OFF_TICK;
            }
            if (limit.price().units() > rules.priceMaxUnits()) {
                return RejectReason.PRICE_TOO_HIGH;
            }
        }
        if (quantity % rules.lotUnits() != 0) {
            return RejectReason.QUANTITY_OFF_LOT;
        }
        if (quantity < rules.quantityMinUnits()) {
            return RejectReason.QUANTITY_TOO_SMALL;
        }
        if (quantity > rules.quantityMaxUnits()) {
            return RejectReason.QUANTITY_TOO_LARGE;
        }
        if (order.terms() instanceof OrderTerms.Limit limit
                && Notional.roundedDown(limit.price().units(), quantity, market.conversion)
                        < rules.notionalMinUnits()) {
            return RejectReason.NOTIONAL_TOO_SMALL;
        }
        return null;
    }

    private @Nullable RejectReason refusalOfPosition(OrderRequest order, int account, Market market) {
        OrderTerms terms = order.terms();
        if (mayRest(terms) && state.open.owned.count(account) >= OPEN_ORDERS_MAX) {
            return RejectReason.TOO_MANY_OPEN_ORDERS;
        }
        boolean wouldTake = liquidity.wouldTake(market, order.side(), terms);
        if (terms instanceof OrderTerms.Market && !wouldTake) {
            return RejectReason.NO_LIQUIDITY;
        }
        if (terms instanceof OrderTerms.Limit limit && limit.postOnly() && wouldTake) {
            return RejectReason.POST_ONLY_WOULD_TAKE;
        }
        long available = state.ledger.availableOf(account, market.heldAsset(order.side()));
        if (available < needOf(order, market)) {
            return RejectReason.INSUFFICIENT_FUNDS;
        }
        return state.open.orders.isFull() ? RejectReason.CAPACITY_REACHED : null;
    }

    private static boolean mayRest(OrderTerms terms) {
        return terms instanceof OrderTerms.Limit limit
                && switch (limit.timeInForce()) {
                    case GTC -> true;
                    case IOC, FOK, GTD -> false;
                };
    }

    /** What the order can cost at most: its limit, or for a market buy what the book asks now. */
    private long needOf(OrderRequest order, Market market) {
        long quantity = order.quantity().units();
        return switch (order.terms()) {
            case OrderTerms.Limit limit ->
                market.need(order.side(), limit.price().units(), quantity);
            case OrderTerms.Market() -> order.side() == Side.BUY ? liquidity.costOfBuying(market, quantity) : quantity;
            case OrderTerms.MarketByQuote _, OrderTerms.Conditional _, OrderTerms.Twap _ ->
                throw Placement.notServed(order);
        };
    }
}
