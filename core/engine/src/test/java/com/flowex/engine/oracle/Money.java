package com.flowex.engine.oracle;

import com.flowex.domain.market.FeeRates;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Price;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Section 7 but for the chains: balances, holds, fees and volumes. */
final class Money {

    private static final BigInteger WHOLE = BigInteger.valueOf(FeeRates.WHOLE);
    private static final long DAY = 86_400_000_000_000L;
    private static final int DAYS = 30;

    /** The fees of a trade's two sides, as their fills name them. */
    record Fees(Amount maker, Amount taker) {}

    private final World world;

    Money(World world) {
        this.world = world;
    }

    static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    BigInteger balance(Account account, AssetId asset) {
        return account.balances.getOrDefault(asset, BigInteger.ZERO);
    }

    BigInteger held(Account account, AssetId asset) {
        BigInteger held = BigInteger.ZERO;
        for (Order order : account.open.values()) {
            if (order.heldAsset().equals(asset)) {
                held = held.add(order.held);
            }
        }
        for (Chains.Reservation reservation : world.openReservations) {
            if (reservation.transfer.from().equals(account.id)
                    && reservation.transfer.amount().asset().equals(asset)) {
                held = held.add(big(reservation.transfer.amount().units()));
            }
        }
        return held;
    }

    BigInteger available(Account account, AssetId asset) {
        return balance(account, asset).subtract(held(account, asset));
    }

    void move(Account from, Account to, AssetId asset, BigInteger units) {
        if (units.signum() == 0) {
            return;
        }
        from.balances.merge(asset, units.negate(), BigInteger::add);
        to.balances.merge(asset, units, BigInteger::add);
        world.change(from, asset);
        world.change(to, asset);
    }

    /** Lets an order hold so much. */
    void hold(Order order, BigInteger units) {
        if (!order.held.equals(units)) {
            order.held = units;
            world.change(order.account, order.heldAsset());
        }
    }

    /** Lets an open order hold what it needs: of a pair the first holds the larger of both needs. */
    void holdNeed(Order order) {
        Order other = order.other;
        if (other == null) {
            hold(order, need(order));
        } else if (order.isFirstOfPair()) {
            hold(order, need(order).max(need(other)));
        }
    }

    /** Lets an order that has traded hold less; nothing once it is filled, even if the other one of its pair is still there. */
    void release(Order order) {
        if (order.left == 0) {
            hold(order, BigInteger.ZERO);
        } else {
            holdNeed(order);
        }
    }

    private BigInteger need(Order order) {
        if (order.isPending) {
            return order.received;
        }
        boolean waits = order.terms instanceof OrderTerms.Conditional && Order.limitOf(order.terms) == null;
        return waits
                ? conditionalNeed(order.market, order.side(), order.holdPrice, order.left)
                : need(order.market, order.side(), order.terms, order.left);
    }

    /** The hold of an order that waits to become a market order. */
    BigInteger conditionalNeed(Market market, Side side, @Nullable Price at, long open) {
        if (side == Side.SELL) {
            return big(open);
        }
        return at == null ? BigInteger.ZERO : notional(market, at, open, RoundingMode.UP);
    }

    /** The need of an order that may stay open, in {@link Order#heldAsset}. */
    BigInteger need(Market market, Side side, OrderTerms terms, long open) {
        if (side == Side.SELL) {
            return big(open);
        }
        Price limit = Order.limitOf(terms);
        return limit == null ? BigInteger.ZERO : notional(market, limit, open, RoundingMode.UP);
    }

    BigInteger notional(Market market, Price price, long quantity, RoundingMode rounding) {
        int priceScale = market.rules().priceScale().places();
        int baseScale = world.asset(market.base()).scale().places();
        int quoteScale = world.asset(market.quote()).scale().places();
        return new BigDecimal(big(price.units()), priceScale)
                .multiply(new BigDecimal(big(quantity), baseScale))
                .setScale(quoteScale, rounding)
                .unscaledValue();
    }

    /** Quote units of a fill; by rules 5 the taker bears a fraction. */
    BigInteger fill(Market market, Side taker, Price price, long quantity) {
        boolean isUp = world.isByRules5() && taker == Side.BUY;
        return notional(market, price, quantity, isUp ? RoundingMode.UP : RoundingMode.DOWN);
    }

    /** Returns true if a fill would come to nothing, by rules 5. */
    boolean isUnpayable(Market market, Side taker, Price price, long quantity) {
        return world.isByRules5() && fill(market, taker, price, quantity).signum() == 0;
    }

    /** Fewest units that a trade with a resting order needs to come to something, in whole lots; 0 if any will do. */
    long leastShown(Order order) {
        if (!world.isByRules5() || order.side() == Side.SELL) {
            return 0;
        }
        Market market = order.market;
        BigDecimal oneUnit =
                BigDecimal.valueOf(1, world.asset(market.quote()).scale().places());
        BigDecimal price = BigDecimal.valueOf(
                order.price().units(), market.rules().priceScale().places());
        int baseScale = world.asset(market.base()).scale().places();
        BigInteger least =
                oneUnit.divide(price, baseScale, RoundingMode.CEILING).unscaledValue();
        BigInteger lot = big(market.rules().lotUnits());
        return least.add(lot).subtract(BigInteger.ONE).divide(lot).multiply(lot).longValueExact();
    }

    /** Cost of the present fills of a limit order and hold of its rest: more than its limit says where fills round up. */
    BigInteger takingNeed(
            Account account, Market market, Side side, SelfTradePrevention mode, OrderTerms.Limit limit, long units) {
        if (side == Side.SELL) {
            return BigInteger.ZERO;
        }
        Walk.Result walk = new Walk(world, this, account, market, side, mode, limit.price()).of(units);
        return walk.quote().add(need(market, side, limit, walk.left()));
    }

    /** Returns true if an order is worth too little; by rules 5 the least is one quote unit where the market asks for nothing. */
    boolean isBelowLeast(Market market, Price price, long quantity) {
        long least = Math.max(market.rules().notionalMinUnits(), world.isByRules5() ? 1 : 0);
        return notional(market, price, quantity, RoundingMode.DOWN).compareTo(big(least)) < 0;
    }

    /** Moves both legs of a trade, then the fees, then the rebate; then the volumes grow. */
    Fees settle(Order taker, Order maker, long quantity, BigInteger quote) {
        Market market = taker.market;
        Account fees = Objects.requireNonNull(world.accounts.get(AccountId.feesOf(market.instrument.tenant())));
        boolean takerBuys = taker.side() == Side.BUY;
        Account buyer = takerBuys ? taker.account : maker.account;
        Account seller = takerBuys ? maker.account : taker.account;
        AssetId takerAsset = takerBuys ? market.base() : market.quote();
        AssetId makerAsset = takerBuys ? market.quote() : market.base();
        BigInteger takerGets = takerBuys ? big(quantity) : quote;
        BigInteger makerGets = takerBuys ? quote : big(quantity);
        int takerRate = rates(taker.account, market).takerMillionths();
        int makerRate = rates(maker.account, market).makerMillionths();
        BigInteger takerFee = share(takerGets, takerRate);
        BigInteger makerFee = makerRate < 0 ? share(takerGets, -makerRate).negate() : share(makerGets, makerRate);
        BigInteger makerPays = makerFee.max(BigInteger.ZERO);
        move(seller, buyer, market.base(), big(quantity));
        move(buyer, fees, market.base(), takerBuys ? takerFee : makerPays);
        move(buyer, seller, market.quote(), quote);
        move(seller, fees, market.quote(), takerBuys ? makerPays : takerFee);
        move(fees, maker.account, takerAsset, makerPays.subtract(makerFee));
        if (!world.isByRules2() || !taker.account.isOneOwnerWith(maker.account)) {
            grow(taker.account, market.quote(), quote);
            grow(maker.account, market.quote(), quote);
        }
        return new Fees(
                new Amount(makerRate < 0 ? takerAsset : makerAsset, makerFee.longValueExact()),
                new Amount(takerAsset, takerFee.longValueExact()));
    }

    private static BigInteger share(BigInteger units, int millionths) {
        return units.multiply(big(millionths)).divide(WHOLE);
    }

    private FeeRates rates(Account account, Market market) {
        BigInteger volume = volume(account, market.quote()).min(big(Long.MAX_VALUE));
        return market.instrument.fees().at(volume.longValueExact());
    }

    BigInteger volume(Account account, AssetId quote) {
        long today = Math.floorDiv(world.now, DAY);
        BigInteger volume = BigInteger.ZERO;
        for (Map.Entry<Long, BigInteger> day :
                account.main().volumes.getOrDefault(quote, Map.of()).entrySet()) {
            if (day.getKey() > today - DAYS) {
                volume = volume.add(day.getValue());
            }
        }
        return volume;
    }

    private void grow(Account account, AssetId quote, BigInteger units) {
        account.main()
                .volumes
                .computeIfAbsent(quote, _ -> new HashMap<>())
                .merge(Math.floorDiv(world.now, DAY), units, BigInteger::add);
    }

    /** The debt of all accounts that may owe an asset. */
    BigInteger owed(AssetId asset) {
        BigInteger owed = BigInteger.ZERO;
        for (Account account : world.accounts.values()) {
            if (account.mayOwe) {
                owed = owed.add(available(account, asset).negate().max(BigInteger.ZERO));
            }
        }
        return owed;
    }

    /** By rules 2: more than a hundred parts, or a part worth less than the least notional. */
    boolean showsTooLittle(Market market, OrderTerms.Limit limit, long quantity) {
        BigInteger display = big(limit.display().units());
        return world.isByRules2()
                && limit.isIceberg()
                && (display.multiply(big(100)).compareTo(big(quantity)) < 0
                        || isBelowLeast(market, limit.price(), display.longValueExact()));
    }
}
