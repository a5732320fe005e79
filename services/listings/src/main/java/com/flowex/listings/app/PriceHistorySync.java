package com.flowex.listings.app;

import com.flowex.listings.provider.CoinProvider;
import com.flowex.listings.provider.PricePoint;
import com.flowex.listings.provider.ProviderException;
import com.flowex.listings.store.DailyPricesTable;
import com.flowex.platform.database.Database;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads missing daily prices, coin by coin, the largest first; an interrupted run continues where it stopped. A sample
 * is left out: {@link CoinHistory} computes its prices when they are asked for.
 */
public final class PriceHistorySync {

    private static final Logger LOG = LoggerFactory.getLogger(PriceHistorySync.class);

    /** Number of past days that CoinGecko gives without a paid plan. */
    private static final int DAYS = 365;

    private static final int KEPT_DAYS = 1_830;
    private static final int FAULTS_MAX = 5;
    private static final int WHOLE = 100;

    private final List<CoinProvider> providers;
    private final DailyPricesTable table;
    private final int coins;
    private final InstantSource clock;

    /** @param coins number of coins of each provider, the largest ones: each needs one call */
    public PriceHistorySync(Database database, List<CoinProvider> providers, int coins, InstantSource clock) {
        this.providers = providers.stream().filter(each -> !each.isSample()).toList();
        this.table = new DailyPricesTable(database);
        this.coins = coins;
        this.clock = clock;
    }

    /** Reads the prices of each missing day. */
    public String days(CoinSync.Progress progress) throws InterruptedException {
        List<String> done = new ArrayList<>();
        for (CoinProvider provider : providers) {
            done.add(provider.name() + " " + days(provider, progress) + " coins");
        }
        int old = table.forget(today().minusDays(KEPT_DAYS));
        return String.join("; ", done) + "; " + old + " days removed";
    }

    private int days(CoinProvider provider, CoinSync.Progress progress) throws InterruptedException {
        List<String> ids = table.largest(provider.name(), coins);
        int delivered = 0;
        int faults = 0;
        for (int i = 0; i < ids.size(); i++) {
            progress.at(WHOLE * i / ids.size(), provider.name() + ": " + ids.get(i));
            try {
                delivered += days(provider, ids.get(i)) ? 1 : 0;
            } catch (ProviderException fault) {
                LOG.warn(
                        "the daily prices of {} are not refreshed and stay unchanged: {}",
                        ids.get(i),
                        fault.getMessage());
                if (++faults == FAULTS_MAX) {
                    throw fault;
                }
            }
        }
        return delivered;
    }

    /** Reads a coin's missing days; returns false if none is missing, or the provider has none. */
    private boolean days(CoinProvider provider, String coin) throws InterruptedException {
        LocalDate yesterday = today().minusDays(1);
        long missing = table.lastDay(coin, provider.name())
                .map(last -> ChronoUnit.DAYS.between(last, yesterday))
                .orElse((long) DAYS);
        if (missing <= 0) {
            return false;
        }
        List<PricePoint> points = provider.chart(coin, (int) Math.min(DAYS, missing + 1)).stream()
                .filter(point -> !DailyPricesTable.day(point.at()).isAfter(yesterday))
                .toList();
        if (!points.isEmpty()) {
            table.put(coin, provider.name(), points);
        }
        return !points.isEmpty();
    }

    private LocalDate today() {
        return DailyPricesTable.day(clock.instant());
    }
}
