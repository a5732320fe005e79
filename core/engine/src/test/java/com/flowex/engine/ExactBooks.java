package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.InstrumentChanged;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.event.ReservedPosted;
import com.flowex.domain.event.RulesAdopted;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeTier;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** Follows events in whole numbers without bounds, and compares what the engine says about money. */
final class ExactBooks {

    private static final BigInteger WHOLE = BigInteger.valueOf(FeeRates.WHOLE);

    private record AccountAsset(AccountId account, AssetId asset) {}

    private final ExtremeLog log;
    private final Map<AccountAsset, BigInteger> balances = new HashMap<>();

    /** Volumes of everything so far: days do not pass in these logs. */
    private final Map<AccountId, BigInteger> volumes = new HashMap<>();

    private Instrument market;

    /** Fills round against the taker, and what an account trades with itself is no volume. */
    private boolean isByNewestRules;

    ExactBooks(ExtremeLog log) {
        this.log = log;
        this.market = log.instrument();
    }

    void on(Event event) {
        switch (event) {
            case TransferPosted(var transfer) ->
                move(
                        transfer.from(),
                        transfer.to(),
                        transfer.amount().asset(),
                        big(transfer.amount().units()));
            case ReservedPosted posted ->
                move(
                        posted.reserved().from(),
                        posted.reserved().to(),
                        posted.posted().asset(),
                        big(posted.posted().units()));
            case TradeExecuted trade -> on(trade);
            case RulesAdopted _ -> isByNewestRules = true;
            case InstrumentListed(var instrument) -> market = instrument;
            case InstrumentChanged(var instrument) -> market = instrument;
            case BalanceChanged balance -> {
                AccountAsset asset = new AccountAsset(balance.account(), balance.asset());
                assertEquals(balances.getOrDefault(asset, BigInteger.ZERO), big(balance.balanceUnits()));
                assertTrue(balance.heldUnits() >= 0, "a hold is not negative");
            }
            default -> {}
        }
    }

    private static BigInteger big(long units) {
        return BigInteger.valueOf(units);
    }

    private void move(AccountId from, AccountId to, AssetId asset, BigInteger units) {
        assertTrue(units.signum() >= 0, "money moves forward");
        balances.merge(new AccountAsset(from, asset), units.negate(), BigInteger::add);
        balances.merge(new AccountAsset(to, asset), units, BigInteger::add);
    }

    private void on(TradeExecuted trade) {
        BigInteger units = big(trade.quantity().units());
        boolean takerBuys = trade.takerSide() == Side.BUY;
        BigInteger quote = notional(big(trade.price().units()), units, takerBuys && isByNewestRules);
        assertEquals(quote, big(trade.quote().units()));
        assertTrue(quote.signum() > 0 || !isByNewestRules, "no fill is for nothing");
        AccountId buyer = takerBuys ? trade.taker().account() : trade.maker().account();
        AccountId seller = takerBuys ? trade.maker().account() : trade.taker().account();
        move(seller, buyer, market.base(), units);
        move(buyer, seller, market.quote(), quote);
        BigInteger takerGets = takerBuys ? units : quote;
        BigInteger makerGets = takerBuys ? quote : units;
        int takerRate = rates(trade.taker().account()).takerMillionths();
        int makerRate = rates(trade.maker().account()).makerMillionths();
        charge(trade.taker(), takerBuys ? market.base() : market.quote(), share(takerGets, takerRate));
        AssetId makerAsset = takerBuys == makerRate < 0 ? market.base() : market.quote();
        charge(trade.maker(), makerAsset, share(makerRate < 0 ? takerGets : makerGets, makerRate));
        if (!(isByNewestRules && trade.taker().account().equals(trade.maker().account()))) {
            volumes.merge(trade.taker().account(), quote, BigInteger::add);
            volumes.merge(trade.maker().account(), quote, BigInteger::add);
        }
    }

    private BigInteger notional(BigInteger price, BigInteger units, boolean roundsUp) {
        int places = market.rules().priceScale().places()
                + log.scaleOf(market.base()).places()
                - log.scaleOf(market.quote()).places();
        BigInteger power = BigInteger.TEN.pow(Math.abs(places));
        BigInteger product = price.multiply(units);
        if (places < 0) {
            return product.multiply(power);
        }
        return roundsUp ? product.add(power).subtract(BigInteger.ONE).divide(power) : product.divide(power);
    }

    private FeeRates rates(AccountId account) {
        BigInteger volume = volumes.getOrDefault(account, BigInteger.ZERO);
        FeeRates rates = market.fees().base();
        for (FeeTier tier : market.fees().tiers()) {
            rates = big(tier.volumeFromUnits()).compareTo(volume) <= 0 ? tier.rates() : rates;
        }
        return rates;
    }

    /** Rounded towards zero: a fee down, and so a rebate. */
    private static BigInteger share(BigInteger units, int millionths) {
        return units.multiply(BigInteger.valueOf(millionths)).divide(WHOLE);
    }

    private void charge(Fill fill, AssetId asset, BigInteger fee) {
        assertEquals(fee, big(fill.fee().units()));
        assertEquals(asset, fill.fee().asset());
        AccountId fees = AccountId.feesOf(1);
        if (fee.signum() >= 0) {
            move(fill.account(), fees, asset, fee);
        } else {
            move(fees, fill.account(), asset, fee.negate());
        }
    }
}
