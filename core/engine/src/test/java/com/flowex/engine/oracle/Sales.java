package com.flowex.engine.oracle;

import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Section 12: values of a margin account, and the sales of a liquidation. */
final class Sales {

    enum Outcome {
        SOLD,
        BLOCKED,
        NOTHING_LEFT
    }

    private static final Comparator<AssetId> BY_ID = Comparator.comparing(AssetId::value);

    private final World world;
    private final Money money;
    private final Lending lending;
    private final Matching matching;
    private boolean isBlocked;

    Sales(World world, Money money, Lending lending, Matching matching) {
        this.world = world;
        this.money = money;
        this.lending = lending;
        this.matching = matching;
    }

    boolean areDebtsCertain(Account account) {
        return account.debts.keySet().stream().allMatch(lending::isCertain);
    }

    BigDecimal value(AssetId asset, BigInteger units) {
        Lending.Lent lent = Objects.requireNonNull(world.lent.get(asset));
        BigInteger price = lent.price;
        return price == null ? BigDecimal.ZERO : lending.value(asset, lent, units);
    }

    BigDecimal assets(Account account) {
        return world.lent.keySet().stream()
                .filter(asset -> world.asset(asset).tenant() == account.id.tenant())
                .map(asset -> value(asset, lending.free(account, asset).max(BigInteger.ZERO)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal debts(Account account) {
        return account.debts.keySet().stream()
                .map(asset -> debt(account, asset))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal debt(Account account, AssetId asset) {
        return value(asset, lending.owedNow(account, asset));
    }

    List<AssetId> debtsById(Account account) {
        return account.debts.keySet().stream().sorted(BY_ID).toList();
    }

    List<AssetId> inSaleOrder(Account account) {
        return world.lent.keySet().stream()
                .filter(asset -> world.asset(asset).tenant() == account.id.tenant())
                .filter(asset -> money.available(account, asset).signum() > 0)
                .sorted(Comparator.comparing((AssetId asset) -> Objects.requireNonNull(world.lent.get(asset))
                                .terms
                                .haircutMillionths())
                        .thenComparing(BY_ID))
                .toList();
    }

    List<AssetId> unpriced(Account account) {
        return world.assets.keySet().stream()
                .filter(asset -> money.available(account, asset).signum() > 0)
                .filter(asset ->
                        !world.lent.containsKey(asset) || Objects.requireNonNull(world.lent.get(asset)).price == null)
                .sorted(BY_ID)
                .toList();
    }

    /**
     * Sells something.
     *
     * @param missing value that the assets miss
     * @param each part of the value of a sale by which it helps
     */
    Outcome sell(Account account, BigDecimal missing, BigDecimal each) {
        isBlocked = false;
        world.markets.values().forEach(market -> market.reference = market.last);
        List<AssetId> debts = debtsById(account);
        List<AssetId> assets = inSaleOrder(account);
        for (AssetId debt : debts) {
            for (AssetId asset : assets) {
                for (Market market : marketsOf(account, asset, debt)) {
                    if (trade(market, account, asset, lots(market, account, debt, missing, each))) {
                        return Outcome.SOLD;
                    }
                }
            }
        }
        if (isBlocked) {
            return Outcome.BLOCKED;
        }
        for (AssetId debt : debts) {
            for (AssetId asset : assets) {
                for (Market market : marketsOf(account, asset)) {
                    AssetId between = market.base().equals(asset) ? market.quote() : market.base();
                    boolean leadsOn = marketsOf(account, asset, debt).isEmpty()
                            && world.lent.containsKey(between)
                            && !marketsOf(account, between, debt).isEmpty();
                    if (leadsOn && trade(market, account, asset, lots(market, account, debt, missing, each))) {
                        return Outcome.SOLD;
                    }
                }
            }
        }
        return isBlocked ? Outcome.BLOCKED : Outcome.NOTHING_LEFT;
    }

    private List<Market> marketsOf(Account account, AssetId asset) {
        return world.markets.values().stream()
                .filter(market ->
                        account.main() == account || account.id.isolatedMarket().equals(market.id()))
                .filter(market -> market.state != MarketState.DELISTED)
                .filter(market -> market.base().equals(asset) != market.quote().equals(asset))
                .toList();
    }

    private List<Market> marketsOf(Account account, AssetId asset, AssetId other) {
        return marketsOf(account, asset).stream()
                .filter(market -> market.base().equals(other) || market.quote().equals(other))
                .toList();
    }

    /** Lots of base that are worth what is to be sold for a debt. */
    private @Nullable BigInteger lots(
            Market market, Account account, AssetId debt, BigDecimal missing, BigDecimal each) {
        if (!lending.isCertain(market.base()) || !lending.isCertain(market.quote())) {
            return null;
        }
        BigDecimal lot = value(market.base(), Money.big(market.rules().lotUnits()));
        BigInteger byLevel =
                missing.divide(each.multiply(lot), 0, RoundingMode.CEILING).toBigInteger();
        BigInteger byDebt =
                debt(account, debt).divide(lot, 0, RoundingMode.CEILING).toBigInteger();
        return byLevel.min(byDebt);
    }

    /** @param lots lots to trade at most; null: a price is uncertain */
    private boolean trade(Market market, Account account, AssetId asset, @Nullable BigInteger lots) {
        if (lots == null) {
            isBlocked = true;
            return false;
        }
        Side side = market.base().equals(asset) ? Side.SELL : Side.BUY;
        Price worst = worst(market, side);
        BigInteger has = money.available(account, asset);
        if (isTooLittle(market, side, worst, has)) {
            return false;
        }
        isBlocked = true;
        if (worst == null || !world.isLive(market) || !market.taking.isEmpty()) {
            return false;
        }
        BigInteger lot = Money.big(market.rules().lotUnits());
        BigInteger most = side == Side.SELL
                ? has.divide(lot).multiply(lot)
                : Money.big(walk(account, market, side, worst)
                        .plan(has.longValueExact())
                        .quantity());
        BigInteger largest =
                Money.big(market.rules().quantityMaxUnits()).divide(lot).multiply(lot);
        BigInteger target = lots.multiply(lot).min(largest).min(most);
        long quantity = target.signum() == 0
                ? 0
                : walk(account, market, side, worst).of(target.longValueExact()).quantity();
        if (quantity > 0) {
            trade(market, account, side, worst, quantity);
        }
        return quantity > 0;
    }

    private void trade(Market market, Account account, Side side, Price worst, long quantity) {
        OrderId id = new OrderId(++world.orders);
        OrderRequest request = new OrderRequest(
                account.id,
                ClientOrderId.dated(world.now / 1_000_000, 0x4C7, id.value()),
                market.id(),
                side,
                new Quantity(quantity),
                new OrderTerms.Limit(worst, TimeInForce.IOC, false));
        Order order = new Order(id, request, account, market, quantity, world.now);
        world.say(new OrderAccepted(id, request, request.quantity()));
        world.touched.add(market);
        if (matching.trade(order, quantity, worst) != Walk.End.FILLED) {
            throw new IllegalStateException("a sale that was walked is filled");
        }
        order.hasEnded = true;
    }

    private Walk walk(Account account, Market market, Side side, Price worst) {
        return new Walk(world, money, account, market, side, SelfTradePrevention.NONE, worst);
    }

    private boolean isTooLittle(Market market, Side side, @Nullable Price worst, BigInteger has) {
        BigInteger lot = Money.big(market.rules().lotUnits());
        if (side == Side.SELL) {
            BigInteger lots = has.divide(lot).multiply(lot);
            return lots.signum() == 0
                    || worst != null
                            && money.notional(market, worst, lots.longValueExact(), RoundingMode.DOWN)
                                            .signum()
                                    == 0;
        }
        return worst != null
                && money.notional(market, worst, lot.longValueExact(), RoundingMode.UP)
                                .compareTo(has)
                        > 0;
    }

    /** The worst price: a tenth from the index, in the band, on the tick; null: there is none. */
    private @Nullable Price worst(Market market, Side side) {
        BigDecimal base = wholeValue(market.base());
        BigDecimal quote = wholeValue(market.quote());
        BigDecimal tenth = base.scaleByPowerOfTen(market.rules().priceScale().places())
                .multiply(new BigDecimal(side == Side.SELL ? "0.9" : "1.1"));
        BigDecimal tick = BigDecimal.valueOf(market.rules().tickUnits());
        Price band = market.band(side);
        BigDecimal edge = band == null
                ? (side == Side.SELL ? BigDecimal.ZERO : BigDecimal.valueOf(Long.MAX_VALUE))
                : BigDecimal.valueOf(band.units());
        RoundingMode inwards = side == Side.SELL ? RoundingMode.CEILING : RoundingMode.FLOOR;
        BigDecimal bound = tenth.divide(quote, 0, inwards);
        BigDecimal within = side == Side.SELL ? bound.max(edge) : bound.min(edge);
        BigInteger units = within.divide(tick, 0, inwards).multiply(tick).toBigInteger();
        return units.signum() == 0 || units.bitLength() > 63 ? null : new Price(units.longValueExact());
    }

    private BigDecimal wholeValue(AssetId asset) {
        return value(asset, BigInteger.TEN.pow(world.asset(asset).scale().places()));
    }
}
