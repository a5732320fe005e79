package com.flowex.strategy.builtin;

import com.flowex.domain.order.Side;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.order.MarketRules;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.order.OrderUpdate;
import com.flowex.strategy.order.OwnFill;
import org.jspecify.annotations.Nullable;

/**
 * Quantity of one market that a strategy bought by market orders, and its order under way. It sells nothing that the
 * strategy did not buy, so that an account's other holdings stay.
 */
final class MarketPosition {

    /** Part of the available money that a market order leaves, since it may trade above the last price. */
    private static final double RESERVE = 0.005;

    private final String symbol;
    private double quantity;
    private @Nullable String working;

    MarketPosition(String symbol) {
        this.symbol = symbol;
    }

    void onFill(TradingContext context, OwnFill fill) {
        if (!fill.symbol().equals(symbol)) {
            return;
        }
        quantity += received(fill, context.market(symbol));
    }

    /** Returns the change of the base asset by a fill, its fee included. */
    static double received(OwnFill fill, MarketRules rules) {
        double fee = fill.feeAsset().equals(rules.base()) ? fill.fee() : 0;
        return (fill.side() == Side.BUY ? fill.quantity() : -fill.quantity()) - fee;
    }

    void onOrder(OrderUpdate update) {
        if (update.status().isFinal() && update.clientOrderId().equals(working)) {
            working = null;
        }
    }

    /** Returns true while an order is under way. */
    boolean isBusy() {
        return working != null;
    }

    double quantity() {
        return quantity;
    }

    /** Returns true if the position is large enough to be sold. */
    boolean isOpen(TradingContext context, double price) {
        return sellable(context, price) > 0;
    }

    /**
     * Buys for an amount of the quote asset, or for what is available if that is less.
     *
     * @param price last price, by which the quantity is estimated
     */
    void buy(TradingContext context, double amount, double price) {
        MarketRules rules = context.market(symbol);
        double available = context.balance(rules.quote()).available() * (1 - RESERVE);
        double lots = tradable(rules, Math.min(amount, available) / price, price);
        if (lots == 0) {
            context.log(symbol + ": no buy, " + Math.min(amount, available) + " " + rules.quote()
                    + " are below the market's least order");
            return;
        }
        working = context.place(OrderIntent.market(symbol, Side.BUY, lots));
    }

    /** Sells the whole position. */
    void sell(TradingContext context, double price) {
        double lots = sellable(context, price);
        if (lots > 0) {
            working = context.place(OrderIntent.market(symbol, Side.SELL, lots));
        }
    }

    private double sellable(TradingContext context, double price) {
        MarketRules rules = context.market(symbol);
        return tradable(rules, Math.min(quantity, context.balance(rules.base()).available()), price);
    }

    /** Returns a quantity in whole lots within the market's bounds; 0 if it is below the least order. */
    static double tradable(MarketRules rules, double quantity, double price) {
        double lots = rules.lots(Math.min(quantity, rules.quantityMax()));
        return lots < rules.quantityMin() || lots * price < rules.notionalMin() ? 0 : lots;
    }
}
