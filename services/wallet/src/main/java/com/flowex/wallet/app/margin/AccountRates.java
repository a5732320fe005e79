package com.flowex.wallet.app.margin;

import com.flowex.domain.margin.InterestRate;
import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.wallet.store.margin.AssetMargin;
import com.flowex.wallet.store.margin.LendingPool;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;

/** Rates that an account would pay for loans, by its volumes. They show; the exchange decides. */
public record AccountRates(Map<AssetId, BigInteger> volumes) {

    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    /** Returns the rates of an account; its volumes are read only if some pool has discounts. */
    static AccountRates of(AccountVolumes volumes, AccountId account, Collection<MarginRates> pools) {
        boolean areDiscounted = pools.stream().anyMatch(rates -> rates.volumeAsset() != null);
        return new AccountRates(areDiscounted ? volumes.of(account) : Map.of());
    }

    /** Returns the rate at the present use of a pool. */
    public InterestRate of(LendingPool pool) {
        return rate(pool.terms(), pool.rates(), pool.lentUnits(), pool.freeUnits());
    }

    /** Returns the rate at the present use of an asset's pool. */
    public InterestRate of(AssetMargin asset) {
        return afterLoan(asset, 0);
    }

    /** Returns the rate of a loan of some units, at most those that the pool has. */
    InterestRate afterLoan(AssetMargin asset, long units) {
        return rate(asset.terms(), asset.rates(), asset.poolLentUnits() + units, asset.poolFreeUnits() - units);
    }

    private InterestRate rate(MarginTerms terms, MarginRates rates, long lentUnits, long freeUnits) {
        AssetId currency = rates.volumeAsset();
        long volume = currency == null
                ? 0
                : volumes.getOrDefault(currency, BigInteger.ZERO).min(LARGEST).longValueExact();
        return rates.rate(terms.hourlyRateBillionths(), lentUnits, Math.max(0, freeUnits), volume);
    }
}
