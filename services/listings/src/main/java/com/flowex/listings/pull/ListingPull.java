package com.flowex.listings.pull;

import com.flowex.ground.database.Database;
import com.flowex.listings.provider.CoinCategory;
import com.flowex.listings.provider.CoinProvider;
import com.flowex.listings.provider.CoinQuote;
import com.flowex.listings.provider.ProviderFault;
import com.flowex.listings.provider.ProviderResting;
import com.flowex.listings.provider.Pulled;
import com.flowex.listings.provider.QuoteText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every provider and writes down what it says. What one does not answer keeps what it said before; only where none answers has it
 * failed.
 */
public final class ListingPull {

    private static final Logger LOG = LoggerFactory.getLogger(ListingPull.class);

    /** The names under which more than one coin's data is kept. */
    public static final String CATEGORIES = "categories";

    public static final String GLOBAL = "global";
    public static final String TRENDING = "trending";
    public static final String MEMBERS = "members ";
    public static final String MARKETS = "markets";

    /** Of so many categories it is asked which coins are in them. */
    private static final int CATEGORIES_MAX = 40;

    private static final Duration GONE_AFTER = Duration.ofDays(7);
    private static final int WHOLE = 100;

    /** Is told how far it is, and may throw to end it. */
    @FunctionalInterface
    public interface Progress {
        void at(int percent, String note);
    }

    @FunctionalInterface
    private interface Asking {
        String of(CoinProvider provider) throws InterruptedException;
    }

    private final List<CoinProvider> providers;
    private final PullTables tables;
    private final int coinsMax;
    private final InstantSource clock;

    /** @param coinsMax so many coins of each provider, the largest ones */
    public ListingPull(Database database, List<CoinProvider> providers, int coinsMax, InstantSource clock) {
        this.providers = List.copyOf(providers);
        this.tables = new PullTables(database);
        this.coinsMax = coinsMax;
        this.clock = clock;
    }

    /** Prices and all else that is told of each coin. */
    public String prices(Progress progress) throws InterruptedException {
        return each(MARKETS, provider -> markets(provider, progress));
    }

    /** All coins together, and what is looked for. */
    public String overview() throws InterruptedException {
        return each("overview", provider -> {
            String name = provider.name();
            extra(name, GLOBAL, provider.global(tables.validator(name, GLOBAL)), QuoteText::of);
            extra(name, TRENDING, provider.trending(tables.validator(name, TRENDING)), QuoteText::ofIds);
            return name;
        });
    }

    /** Which categories there are, and what is in the largest of them. */
    public String categories(Progress progress) throws InterruptedException {
        return each(CATEGORIES, provider -> {
            String name = provider.name();
            List<String> ids = new ArrayList<>();
            Pulled<List<CoinCategory>> all = provider.categories("");
            if (all instanceof Pulled.Fresh<List<CoinCategory>>(var some, var _)) {
                some.stream().limit(CATEGORIES_MAX).map(CoinCategory::id).forEach(ids::add);
            }
            extra(name, CATEGORIES, all, QuoteText::ofCategories);
            for (int i = 0; i < ids.size(); i++) {
                progress.at(WHOLE * i / ids.size(), name + ": " + ids.get(i));
                String what = MEMBERS + ids.get(i);
                extra(name, what, provider.members(ids.get(i), tables.validator(name, what)), QuoteText::ofIds);
            }
            return name + " " + ids.size();
        });
    }

    /** What no provider has named for a week goes. */
    public String forget() {
        return tables.forget(clock.instant().minus(GONE_AFTER)) + " coins removed";
    }

    private String markets(CoinProvider provider, Progress progress) throws InterruptedException {
        int pages = Math.ceilDiv(coinsMax, CoinProvider.PAGE);
        int coins = 0;
        for (int page = 1; page <= pages; page++) {
            progress.at(WHOLE * (page - 1) / pages, provider.name() + ": page " + page);
            String validator = tables.validator(provider.name(), PullTables.question(page));
            switch (provider.markets(page, validator)) {
                case Pulled.Unchanged<List<CoinQuote>> _ -> {
                    tables.stillPage(provider.name(), page, now());
                    coins += CoinProvider.PAGE;
                }
                case Pulled.Fresh<List<CoinQuote>>(var quotes, var _)
                when quotes.isEmpty() -> {
                    return provider.name() + " " + coins;
                }
                case Pulled.Fresh<List<CoinQuote>>(var quotes, var tag) -> {
                    tables.page(provider.name(), page, quotes, tag, now());
                    coins += quotes.size();
                }
            }
        }
        return provider.name() + " " + coins;
    }

    private <T> void extra(String provider, String what, Pulled<T> pulled, Function<T, String> text) {
        switch (pulled) {
            case Pulled.Unchanged<T> _ -> tables.stillExtra(provider, what, now());
            case Pulled.Fresh<T>(var value, var tag) -> tables.extra(provider, what, text.apply(value), tag, now());
        }
    }

    private String each(String what, Asking asking) throws InterruptedException {
        List<String> done = new ArrayList<>();
        List<ProviderFault> faults = new ArrayList<>();
        for (CoinProvider provider : providers) {
            try {
                done.add(asking.of(provider));
                tables.done(provider.name(), what, now());
            } catch (ProviderFault fault) {
                LOG.warn("{} of {} are as they were: {}", what, provider.name(), fault.getMessage());
                tables.failed(provider.name(), what, now(), String.valueOf(fault.getMessage()));
                faults.add(fault);
            }
        }
        if (done.isEmpty() && !faults.isEmpty()) {
            // One that was asked was an attempt; where all rest, there was none.
            throw faults.stream()
                    .filter(fault -> !(fault instanceof ProviderResting))
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
