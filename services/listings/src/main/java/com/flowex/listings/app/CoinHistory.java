package com.flowex.listings.app;

import com.flowex.listings.provider.CoinProvider;
import com.flowex.listings.provider.SampleCoins;
import com.flowex.listings.store.DailyPricesTable;
import com.flowex.listings.store.DailyPricesTable.Day;
import java.util.List;

/** Past daily prices of coins: those of providers are stored, those of a sample follow from its seed. */
public record CoinHistory(List<CoinProvider> providers, DailyPricesTable table) {

    /** Returns the last known days, newest first. */
    public List<Day> days(String coin, String provider, int limit) {
        return providers.stream()
                .filter(each -> each.name().equals(provider))
                .findFirst()
                .filter(SampleCoins.class::isInstance)
                .map(sample -> sampled((SampleCoins) sample, coin, limit))
                .orElseGet(() -> table.days(coin, provider, limit));
    }

    private static List<Day> sampled(SampleCoins sample, String coin, int limit) {
        return sample.chart(coin, limit).reversed().stream()
                .map(point ->
                        new Day(DailyPricesTable.day(point.at()), point.price(), point.marketCap(), point.volume()))
                .toList();
    }
}
