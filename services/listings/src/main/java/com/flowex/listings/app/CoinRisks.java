package com.flowex.listings.app;

import com.flowex.listings.store.CoinRisk;
import com.flowex.listings.store.StoredCoinRisk;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Risk scores of one tenant's coins, sorted by score in both orders; equal scores are sorted by id. */
public final class CoinRisks {

    private final long version;
    private final CoinSnapshot.Numbers numbers;
    private final Map<String, CoinRisk> byCoin;
    private final LeadingCoins calmest;
    private final LeadingCoins riskiest;

    private CoinRisks(long version, CoinSnapshot.Numbers numbers, Map<String, CoinRisk> byCoin) {
        this.version = version;
        this.numbers = numbers;
        this.byCoin = Map.copyOf(byCoin);
        Comparator<Map.Entry<String, CoinRisk>> byScore =
                Comparator.comparingDouble(each -> each.getValue().score());
        this.calmest = sorted(byScore);
        this.riskiest = sorted(byScore.reversed());
    }

    /**
     * Assigns assets to coins: an asset is the coin with its code. Without such a coin it is the largest one with its
     * symbol, unless that coin has another code.
     *
     * @param version version of the stored scores
     */
    static CoinRisks of(long version, CoinSnapshot snapshot, List<StoredCoinRisk> stored) {
        Map<String, CoinRisk> byCoin = new HashMap<>();
        for (StoredCoinRisk each : stored) {
            if (snapshot.coin(each.coin()).isPresent()) {
                byCoin.put(each.coin(), each.risk());
            }
        }
        for (StoredCoinRisk each : stored) {
            if (each.coin().isEmpty()) {
                snapshot.bySymbol(each.risk().asset())
                        .map(SnapshotCoin::id)
                        .ifPresent(coin -> byCoin.putIfAbsent(coin, each.risk()));
            }
        }
        return new CoinRisks(version, snapshot.numbers(), byCoin);
    }

    private LeadingCoins sorted(Comparator<Map.Entry<String, CoinRisk>> order) {
        return new LeadingCoins(byCoin.entrySet().stream()
                .sorted(order.thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList());
    }

    boolean isOf(long newest, CoinSnapshot shown) {
        return version == newest && numbers.equals(shown.numbers());
    }

    /** Returns a number that grows when any tenant's scores change. */
    public long version() {
        return version;
    }

    /** Returns the risk of a coin; empty if it has no score. */
    public Optional<CoinRisk> of(String coin) {
        return Optional.ofNullable(byCoin.get(coin));
    }

    /** Returns the coins that have a score, in its order. */
    public LeadingCoins first(boolean isDescending) {
        return isDescending ? riskiest : calmest;
    }
}
