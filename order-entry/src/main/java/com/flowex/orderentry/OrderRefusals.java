package com.flowex.orderentry;

import com.flowex.domain.RejectReason;
import com.flowex.domain.market.Band;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;

/** Wording of the engine's refusals of an order, with the market's own numbers. */
final class OrderRefusals {

    private OrderRefusals() {}

    static Refusal of(RejectReason reason, ListedMarket market) {
        return new Refusal(RefusalCode.of(reason), detail(reason, market));
    }

    private static String detail(RejectReason reason, ListedMarket market) {
        InstrumentRules rules = market.instrument().rules();
        String symbol = market.instrument().symbol();
        return switch (reason) {
            case INSTRUMENT_HALTED -> symbol + " is halted";
            case PRICE_OFF_TICK -> "price must be a multiple of " + price(rules.tickUnits(), market);
            case PRICE_TOO_HIGH -> "price must be at most " + price(rules.priceMaxUnits(), market);
            case QUANTITY_OFF_LOT -> "quantity must be a multiple of " + quantity(rules.lotUnits(), market);
            case QUANTITY_TOO_SMALL -> "quantity must be at least " + quantity(rules.quantityMinUnits(), market);
            case QUANTITY_TOO_LARGE -> "quantity must be at most " + quantity(rules.quantityMaxUnits(), market);
            case NOTIONAL_TOO_SMALL ->
                "price x quantity must be at least "
                        + Decimals.format(rules.notionalMinUnits(), market.quoteScale()) + " "
                        + market.quote().code();
            case NOT_A_REDUCTION -> "quantity must be below the order's quantity";
            case INSUFFICIENT_FUNDS -> "the order needs more than is available";
            case NO_LIQUIDITY -> "nothing that it may trade with rests on the other side of " + symbol + band(market);
            case PRICE_OUTSIDE_BAND -> "the price is too far from the last trade's" + band(market);
            case POST_ONLY_WOULD_TAKE -> "the order would trade at once";
            case CLIENT_ORDER_ID_REUSED -> "client_order_id was used for another order";
            case CLIENT_ORDER_ID_BURNT -> "client_order_id was burnt by a query before the order came";
            case CLIENT_ORDER_ID_EXPIRED ->
                "client_order_id was used, and what became of it is past retention; look at the list of orders";
            case INSTRUMENT_DELISTED -> symbol + " is delisted";
            case INSTRUMENT_CANCEL_ONLY -> symbol + " takes cancels and reductions only";
            case INSTRUMENT_POST_ONLY -> symbol + " takes post-only limit orders only";
            case NOTIONAL_TOO_LARGE ->
                "the order's value must be at most "
                        + Decimals.format(rules.risk().notionalMaxUnits(), market.quoteScale()) + " "
                        + market.quote().code();
            case DISPLAY_QUANTITY_INVALID ->
                "display_quantity must be a multiple of " + quantity(rules.lotUnits(), market) + ", at least "
                        + quantity(rules.quantityMinUnits(), market) + " and below quantity";
            case SLICE_TOO_SMALL -> "a slice must be at least " + quantity(rules.quantityMinUnits(), market);
            case EXPIRY_PASSED -> "expires_at has passed";
            case WOULD_TRIGGER_AT_ONCE -> "the trigger is met already" + lastTrade(market);
            case POSITION_TOO_LARGE ->
                "the account would own more " + market.base().code() + " than it may"
                        + most(
                                quantity(rules.risk().positionMaxUnits(), market),
                                rules.risk().positionMaxUnits());
            case TOO_MANY_OPEN_ORDERS ->
                "too many orders are open"
                        + most(
                                Integer.toString(rules.risk().openOrdersMax()),
                                rules.risk().openOrdersMax());
            case NOT_AMENDABLE ->
                "an order can be changed while it rests in the book or waits for its trigger, and a trigger only while it"
                        + " waits; orders of a pair and linked orders can only be changed together; any open order can be replaced";
            case CANCEL_RESTRICTED -> "the order's fills are not those that the cancel requires";
            case NOTHING_TO_AMEND -> "the order is like that already";
            case PAIR_PRICES_CROSSED ->
                "the limit order must be on the profitable side of its stop: above it to sell, below it to buy";
            default -> RefusalCode.of(reason).sentence();
        };
    }

    /** Returns the market's present price band as text; empty if it has none. */
    private static String band(ListedMarket market) {
        int millionths = market.instrument().rules().risk().bandMillionths();
        long reference = market.lastPriceUnits();
        if (millionths == 0 || reference == 0) {
            return "";
        }
        return "; around the last trade at " + price(reference, market) + " a buy may trade up to "
                + price(Band.highestBuy(reference, millionths), market) + ", a sell down to "
                + price(Band.lowestSell(reference, millionths), market);
    }

    private static String lastTrade(ListedMarket market) {
        long last = market.lastPriceUnits();
        return last == 0 ? "" : ": the last trade was at " + price(last, market);
    }

    /** Returns a limit of the market as text; empty if the market has none, so that the account's own limit applied. */
    private static String most(String limit, long units) {
        return units == 0 ? "" : "; this market's limit is " + limit;
    }

    private static String price(long units, ListedMarket market) {
        return Decimals.format(units, market.priceScale());
    }

    private static String quantity(long units, ListedMarket market) {
        return Decimals.format(units, market.quantityScale());
    }
}
