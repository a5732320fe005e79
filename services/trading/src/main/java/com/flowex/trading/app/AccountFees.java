package com.flowex.trading.app;

import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeTier;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.trading.store.VolumeQueries;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Present trading fees of accounts.
 *
 * @param clock clock whose time is close to the log's
 */
public record AccountFees(VolumeQueries volumes, InstantSource clock) {

    private static final long SECONDS_PER_DAY = 86_400;
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    /**
     * Fee tier of an account in a market.
     *
     * @param volumeUnits amount of the quote asset that the account traded in the days that count
     * @param tier index of the tier among the market's tiers
     */
    public record AccountFeeTier(ListedMarket market, BigInteger volumeUnits, int tier) {

        static AccountFeeTier of(ListedMarket market, BigInteger volume) {
            List<FeeTier> tiers = market.instrument().fees().tiers();
            long counted = volume.min(LARGEST).longValueExact();
            int tier = 0;
            while (tier + 1 < tiers.size() && tiers.get(tier + 1).volumeFromUnits() <= counted) {
                tier++;
            }
            return new AccountFeeTier(market, volume, tier);
        }

        public FeeRates rates() {
            return market.instrument().fees().tiers().get(tier).rates();
        }
    }

    /** Returns the volumes of an account by quote currency; a currency without trades is missing. */
    public Map<AssetId, BigInteger> traded(AccountId account) {
        return volumes.of(account, clock.instant().getEpochSecond() / SECONDS_PER_DAY);
    }

    /** Returns the account's fee tier in each of these markets. */
    public List<AccountFeeTier> of(AccountId account, List<ListedMarket> markets) {
        Map<AssetId, BigInteger> traded = traded(account);
        return markets.stream()
                .map(market -> AccountFeeTier.of(
                        market, traded.getOrDefault(market.quote().id(), BigInteger.ZERO)))
                .toList();
    }
}
