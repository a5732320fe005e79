package com.flowex.listings.app;

import com.flowex.listings.provider.CoinCategory;
import com.flowex.listings.provider.CoinProvider;
import com.flowex.listings.provider.CoinQuote;
import com.flowex.listings.provider.ProviderAnswer;
import com.flowex.listings.provider.ProviderCircuitOpenException;
import com.flowex.listings.provider.ProviderException;
import com.flowex.listings.provider.QuoteJson;
import com.flowex.listings.store.CoinSyncTables;
import com.flowex.platform.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all providers and stores their data. If one does not answer, its earlier data stays; a run fails only if none
 * answers.
 */
public final class CoinSync {

    private static final Logger LOG = LoggerFactory.getLogger(CoinSync.class);

    /** Names of data that concerns more than one coin. */
    public static final String CATEGORIES = "categories";

    public static final String GLOBAL = "global";
    public static final String TRENDING = "trending";
    public static final String MEMBERS = "members ";
    public static final String MARKETS = "markets";

    /** Number of categories whose coins are read. */
    private static final int CATEGORIES_MAX = 40;

    private static final Duration GONE_AFTER = Duration.ofDays(7);
    private static final int WHOLE = 100;

    /** Callback for progress; it may throw to end the run. */
    @FunctionalInterface
    public interface Progress {
        void at(int percent, String note);
    }

    @FunctionalInterface
    private interface Asking {
        String of(CoinProvider provider) throws InterruptedException;
    }

    private final List<CoinProvider> providers;
    private final CoinSyncTables tables;
    private final int coinsMax;
    private final InstantSource clock;

    /** @param coinsMax number of coins of each provider, the largest ones */
    public CoinSync(Database database, List<CoinProvider> providers, int coinsMax, InstantSource clock) {
        this.providers = List.copyOf(providers);
        this.tables = new CoinSyncTables(database);
        this.coinsMax = coinsMax;
        this.clock = clock;
    }

    /** Reads the prices and other data of each coin. */
    public String prices(Progress progress) throws InterruptedException {
        return each(MARKETS, provider -> markets(provider, progress));
    }

    /** Reads the global figures and the most searched coins. */
    public String overview() throws InterruptedException {
        return each("overview", provider -> {
            String name = provider.name();
            extra(name, GLOBAL, provider.global(tables.validator(name, GLOBAL)), QuoteJson::of);
            extra(name, TRENDING, provider.trending(tables.validator(name, TRENDING)), QuoteJson::ofIds);
            return name;
        });
    }

    /** Reads the categories, and the coins of the largest ones. */
    public String categories(Progress progress) throws InterruptedException {
        return each(CATEGORIES, provider -> {
            String name = provider.name();
            List<String> ids = new ArrayList<>();
            ProviderAnswer<List<CoinCategory>> all = provider.categories("");
            if (all instanceof ProviderAnswer.Fresh<List<CoinCategory>>(var some, var _)) {
                some.stream().limit(CATEGORIES_MAX).map(CoinCategory::id).forEach(ids::add);
            }
            extra(name, CATEGORIES, all, QuoteJson::ofCategories);
            for (int i = 0; i < ids.size(); i++) {
                progress.at(WHOLE * i / ids.size(), name + ": " + ids.get(i));
                String subject = MEMBERS + ids.get(i);
                extra(name, subject, provider.members(ids.get(i), tables.validator(name, subject)), QuoteJson::ofIds);
            }
            return name + " " + ids.size();
        });
    }

    /** Deletes coins that no provider has listed for a week. */
    public String forget() {
        return tables.forget(clock.instant().minus(GONE_AFTER)) + " coins removed";
    }

    private String markets(CoinProvider provider, Progress progress) throws InterruptedException {
        int pages = Math.ceilDiv(coinsMax, CoinProvider.PAGE);
        int coins = 0;
        for (int page = 1; page <= pages; page++) {
            progress.at(WHOLE * (page - 1) / pages, provider.name() + ": page " + page);
            String validator = tables.validator(provider.name(), CoinSyncTables.question(page));
            switch (provider.markets(page, validator)) {
                case ProviderAnswer.Unchanged<List<CoinQuote>> _ -> {
                    tables.stillPage(provider.name(), page, now());
                    coins += CoinProvider.PAGE;
                }
                case ProviderAnswer.Fresh<List<CoinQuote>>(var quotes, var _)
                when quotes.isEmpty() -> {
                    return provider.name() + " " + coins;
                }
                case ProviderAnswer.Fresh<List<CoinQuote>>(var quotes, var tag) -> {
                    tables.page(provider.name(), page, quotes, tag, now());
                    coins += quotes.size();
                }
            }
        }
        return provider.name() + " " + coins;
    }

    private <T> void extra(String provider, String subject, ProviderAnswer<T> pulled, Function<T, String> text) {
        switch (pulled) {
            case ProviderAnswer.Unchanged<T> _ -> tables.stillExtra(provider, subject, now());
            case ProviderAnswer.Fresh<T>(var value, var tag) ->
                tables.extra(provider, subject, text.apply(value), tag, now());
        }
    }

    private String each(String subject, Asking asking) throws InterruptedException {
        List<String> done = new ArrayList<>();
        List<ProviderException> faults = new ArrayList<>();
        for (CoinProvider provider : providers) {
            try {
                done.add(asking.of(provider));
                tables.done(provider.name(), subject, now());
            } catch (ProviderException fault) {
                LOG.warn(
                        "{} of {} are not refreshed and stay unchanged: {}",
                        subject,
                        provider.name(),
                        fault.getMessage());
                tables.failed(provider.name(), subject, now(), String.valueOf(fault.getMessage()));
                faults.add(fault);
            }
        }
        if (done.isEmpty() && !faults.isEmpty()) {
            // A failed call was an attempt; open circuit breakers of all providers were none.
            throw faults.stream()
                    .filter(fault -> !(fault instanceof ProviderCircuitOpenException))
                    .findFirst()
                    .orElse(faults.getFirst());
        }
        faults.forEach(fault -> done.add(String.valueOf(fault.getMessage())));
        return String.join("; ", done);
    }

    private Instant now() {
        return clock.instant();
    }
}
