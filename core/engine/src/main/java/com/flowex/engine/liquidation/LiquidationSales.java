package com.flowex.engine.liquidation;

import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.market.Notional;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.engine.ids.ClientOrderIds;
import com.flowex.engine.margin.Debt;
import com.flowex.engine.market.Market;
import com.flowex.engine.match.MatchPlan;
import com.flowex.engine.match.Matching;
import com.flowex.engine.match.Taker;
import com.flowex.engine.risk.MarketChecks;
import com.flowex.engine.state.ExchangeState;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Sales of a liquidation: one immediate-or-cancel order each, of a quantity that trades at once and whole, within the
 * market's price band and a tenth around the index prices.
 */
final class LiquidationSales {

    /** Result of the search for a sale. */
    enum Outcome {
        /** An order has traded. */
        SOLD,
        /** An asset could be sold, but not now: a market is not open or has no taker, or a price is uncertain. */
        BLOCKED,
        /** No market trades what is left. */
        NOTHING_LEFT
    }

    private static final BigInteger TEN = BigInteger.TEN;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Mark of the client order ids of these orders: "Lq" in the upper random bits. */
    private static final long MARK = 0x4C7;

    private final ExchangeState state;
    private final MarketChecks checks;
    private final Matching matching;
    private final AccountValues values;
    private final Taker taker = new Taker();
    private boolean isBlocked;

    LiquidationSales(ExchangeState state, MarketChecks checks, Matching matching, AccountValues values) {
        this.state = state;
        this.checks = checks;
        this.matching = matching;
        this.values = values;
    }

    /**
     * Sells assets of an account for the first of its debts, by asset id, for which there is a buyer. Assets with a
     * market against the owed asset come before those that need another asset in between; those wait while a direct sale
     * is blocked.
     *
     * @param value highest value to sell, above 0
     */
    Outcome sell(int account, BigInteger value) {
        isBlocked = false;
        state.touched.beginTurn();
        List<Debt> debts = values.debts(account);
        List<Integer> assets = values.inSaleOrder(account);
        for (Debt debt : debts) {
            BigInteger most = value.min(values.valueOf(debt.asset, values.owed(debt)));
            for (int asset : assets) {
                if (sellFor(account, asset, debt.asset, most)) {
                    return Outcome.SOLD;
                }
            }
        }
        // No asset in between is bought in advance of a direct market that opens again.
        for (Debt debt : isBlocked ? List.<Debt>of() : debts) {
            BigInteger most = value.min(values.valueOf(debt.asset, values.owed(debt)));
            for (int asset : assets) {
                if (sellOnTheWay(account, asset, debt.asset, most)) {
                    return Outcome.SOLD;
                }
            }
        }
        return isBlocked ? Outcome.BLOCKED : Outcome.NOTHING_LEFT;
    }

    private boolean sellFor(int account, int asset, int owed, BigInteger value) {
        for (Market market : marketsOf(account, asset, owed)) {
            if (trade(market, account, asset, value)) {
                return true;
            }
        }
        return false;
    }

    /** Sells for an asset that has a market against the owed one; the next step sells that. */
    private boolean sellOnTheWay(int account, int asset, int owed, BigInteger value) {
        if (!marketsOf(account, asset, owed).isEmpty()) {
            return false;
        }
        for (Market market : marketsOf(account, asset)) {
            int between = market.baseAsset == asset ? market.quoteAsset : market.baseAsset;
            boolean leadsOn = state.margin.terms(between) != null
                    && !marketsOf(account, between, owed).isEmpty();
            if (leadsOn && trade(market, account, asset, value)) {
                return true;
            }
        }
        return false;
    }

    private List<Market> marketsOf(int account, int asset, int other) {
        List<Market> both = marketsOf(account, asset);
        both.removeIf(market -> !market.trades(other));
        return both;
    }

    /** Returns the markets of an asset that are not delisted, by id; of an isolated account its own alone. */
    private List<Market> marketsOf(int account, int asset) {
        List<Market> markets = new ArrayList<>();
        for (int i = 0; i < state.markets.count(); i++) {
            Market market = state.markets.get(i);
            if (market.trades(asset)
                    && checks.risk().mayTrade(market, account)
                    && market.baseAsset != market.quoteAsset
                    && market.state() != MarketState.DELISTED) {
                markets.add(market);
            }
        }
        markets.sort(Market.BY_ID);
        return markets;
    }

    private boolean trade(Market market, int account, int asset, BigInteger value) {
        if (!values.isCertain(market.baseAsset) || !values.isCertain(market.quoteAsset)) {
            isBlocked = true;
            return false;
        }
        Side side = market.baseAsset == asset ? Side.SELL : Side.BUY;
        long worst = worst(market, side);
        long available = state.ledger.availableOf(account, asset);
        if (isTooLittle(market, side, worst, available)) {
            return false;
        }
        isBlocked = true;
        long units = Math.min(lotsOf(market, value), wholeLots(market, market.rules.quantityMaxUnits()));
        boolean isOpen = checks.risk().isTrading(market) && !market.isTaking() && worst > 0;
        return isOpen && trade(market, account, side, worst, Math.min(units, mostOf(market, account, side, worst)));
    }

    /** Returns true if the asset's rest is below a lot, or a sale of it would bring nothing. */
    private static boolean isTooLittle(Market market, Side side, long worst, long available) {
        long lot = market.rules.lotUnits();
        return side == Side.SELL
                ? available < lot
                        || worst > 0 && Notional.isBelow(worst, wholeLots(market, available), market.conversion, 1)
                : worst > 0 && isBelowCost(market, worst, lot, available);
    }

    private static boolean isBelowCost(Market market, long price, long quantity, long available) {
        BigInteger cost = BigInteger.valueOf(price)
                .multiply(BigInteger.valueOf(quantity))
                .multiply(BigInteger.valueOf(market.conversion.multiplier()));
        BigInteger most = BigInteger.valueOf(available).multiply(BigInteger.valueOf(market.conversion.divisor()));
        return cost.compareTo(most) > 0;
    }

    private static long wholeLots(Market market, long units) {
        return units - units % market.rules.lotUnits();
    }

    /** Returns the base units of a value at the index price, in whole lots, rounded up; the largest long is the most. */
    private long lotsOf(Market market, BigInteger value) {
        BigInteger lot = values.valueOf(market.baseAsset, market.rules.lotUnits());
        BigInteger lots = value.add(lot).subtract(BigInteger.ONE).divide(lot);
        BigInteger units = lots.multiply(BigInteger.valueOf(market.rules.lotUnits()));
        return units.bitLength() > 63 ? wholeLots(market, Long.MAX_VALUE) : units.longValueExact();
    }

    /** Returns the base units that the account can pay for or has; 0 if there is no order to trade with. */
    private long mostOf(Market market, int account, Side side, long worst) {
        if (side == Side.SELL) {
            return wholeLots(market, state.ledger.availableOf(account, market.baseAsset));
        }
        long amount = state.ledger.availableOf(account, market.quoteAsset);
        return matching.walk()
                .byQuote(market, account, Side.BUY, SelfTradePrevention.NONE, worst, amount)
                .traded();
    }

    private boolean trade(Market market, int account, Side side, long worst, long most) {
        if (most == 0) {
            return false;
        }
        long quantity = planOf(market, account, side, worst, most).traded();
        if (quantity == 0) {
            return false;
        }
        MatchPlan plan = planOf(market, account, side, worst, quantity);
        AccountId id = state.accounts.id(account);
        OrderId order = new OrderId(state.takeOrderId());
        long millis = state.journal.timeNanos() / NANOS_PER_MILLI;
        OrderRequest request = new OrderRequest(
                id,
                ClientOrderId.dated(millis, MARK, order.value()),
                market.instrument.id(),
                side,
                new Quantity(quantity),
                new OrderTerms.Limit(new Price(worst), TimeInForce.IOC, false));
        state.journal.emit(new OrderAccepted(order, request, request.quantity()));
        state.touched.add(market);
        taker.becomeNew(request, order, state.open.accountMarketOf(account, market), ClientOrderIds.UNKNOWN);
        taker.begin(request.terms(), quantity, quantity, 0);
        matching.execution().run(market, taker, plan);
        return true;
    }

    private MatchPlan planOf(Market market, int account, Side side, long worst, long quantity) {
        return matching.walk().byQuantity(market, account, side, SelfTradePrevention.NONE, worst, quantity);
    }

    /**
     * Returns the worst price of a sale: within the band and a tenth of the index, on the tick, rounded inwards; 0 if
     * there is none.
     */
    private long worst(Market market, Side side) {
        Asset base = state.assets.get(market.baseAsset);
        Asset quote = state.assets.get(market.quoteAsset);
        int places = market.rules.priceScale().places();
        BigInteger above = values.valueOf(market.baseAsset, base.scale().unitsPerWhole())
                .multiply(TEN.pow(places))
                .multiply(BigInteger.valueOf(side == Side.SELL ? 9 : 11));
        BigInteger below =
                values.valueOf(market.quoteAsset, quote.scale().unitsPerWhole()).multiply(TEN);
        BigInteger tick = BigInteger.valueOf(market.rules.tickUnits());
        BigInteger band = BigInteger.valueOf(checks.band().band(market, side));
        if (side == Side.SELL) {
            BigInteger least =
                    above.add(below).subtract(BigInteger.ONE).divide(below).max(band);
            return clamped(least.add(tick).subtract(BigInteger.ONE).divide(tick).multiply(tick));
        }
        BigInteger most = above.divide(below).min(band);
        return clamped(most.divide(tick).multiply(tick));
    }

    /** A price that fits no long reaches nothing. */
    private static long clamped(BigInteger price) {
        return price.bitLength() > 63 ? 0 : price.longValueExact();
    }
}
