package com.flowex.listings;

import com.flowex.listings.provider.CallLimits;
import com.flowex.listings.provider.CoinGecko;
import com.flowex.listings.provider.CoinProvider;
import com.flowex.listings.provider.SampleCoins;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SettingsReader;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Providers of coin data, and limits for them.
 *
 * @param addresses providers in the order of trust
 * @param hasSample true if the sample stands in where no provider is named
 * @param key API key for the first provider; empty for none
 * @param coinsMax number of coins to read from each provider
 * @param historyCoins number of coins whose past daily prices are read
 * @param staleAfter age from which data is marked stale
 * @param fiat rates of fiat currencies
 */
public record ListingsSettings(
        List<Address> addresses,
        boolean hasSample,
        String key,
        int coinsMax,
        int historyCoins,
        Duration staleAfter,
        CallLimits limits,
        FiatSettings fiat) {

    private static final int COINS = 20_000;
    private static final int HISTORY = 250;
    private static final int COINS_MAX = 50_000;
    private static final int STALE_MINUTES_MAX = 10_080;
    private static final int CALLS_MAX = 6_000;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,31}");
    private static final String RULE =
            "empty, or NAME=URL between commas, each NAME once and of a-z 0-9 _, each URL http or https";
    private static final CallLimits LIMITS =
            new CallLimits(25, Duration.ofSeconds(20), 4, Duration.ofSeconds(1), Duration.ofMinutes(1));

    /** A provider with the API of CoinGecko. */
    public record Address(String name, URI base) {}

    public static final ListingsSettings DEFAULTS = new ListingsSettings(
            List.of(), true, "", COINS, HISTORY, Duration.ofMinutes(30), LIMITS, FiatSettings.DEFAULTS);

    /** Reads the settings; does not throw. In production there is no sample. */
    public static ListingsSettings read(SettingsReader reader, Profile profile) {
        reader.group("Listings");
        return new ListingsSettings(
                reader.parsed(
                        "FLOWEX_LISTINGS_PROVIDERS",
                        "",
                        RULE,
                        ListingsSettings::addresses,
                        "whom prices of all coins are asked of, in CoinGecko's words, most trusted first, such as"
                                + " coingecko=https://api.coingecko.com/api/v3; empty: a sample, which says that it is one; in production no coins"),
                profile != Profile.PRODUCTION,
                reader.secret("FLOWEX_LISTINGS_KEY", "a key of CoinGecko's API", "sent to the first of them"),
                reader.integer(
                        "FLOWEX_LISTINGS_COINS",
                        COINS,
                        1,
                        COINS_MAX,
                        "so many coins of each provider, the largest ones"),
                reader.integer(
                        "FLOWEX_LISTINGS_HISTORY_COINS",
                        HISTORY,
                        1,
                        COINS_MAX,
                        "of so many coins of each provider the price of every past day is kept; each is a call a day"),
                reader.duration(
                        "FLOWEX_LISTINGS_STALE_MINUTES",
                        DEFAULTS.staleAfter(),
                        Duration.ofMinutes(1),
                        STALE_MINUTES_MAX,
                        "what is said of a coin and is older than this is marked stale"),
                new CallLimits(
                        reader.integer(
                                "FLOWEX_LISTINGS_CALLS",
                                LIMITS.perMinute(),
                                1,
                                CALLS_MAX,
                                "so often a minute a provider is asked, at most"),
                        LIMITS.timeout(),
                        LIMITS.attempts(),
                        LIMITS.pause(),
                        LIMITS.rest()),
                FiatSettings.read(reader));
    }

    /** Returns true if made-up rates of fiat currencies stand in for a provider. */
    boolean hasFiatSample() {
        return hasSample && fiat.address().isEmpty();
    }

    private static List<Address> addresses(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        Set<String> names = new HashSet<>();
        return List.of(text.split(",", -1)).stream()
                .map(part -> part.strip().split("=", 2))
                .map(part -> address(part, names))
                .toList();
    }

    private static Address address(String[] part, Set<String> names) {
        boolean isNamed = part.length == 2
                && NAME.matcher(part[0]).matches()
                && !part[0].equals(SampleCoins.NAME)
                && names.add(part[0]);
        URI base = isNamed ? URI.create(part[1].replaceAll("/+$", "")) : URI.create("");
        String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
        if (base.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException();
        }
        return new Address(part[0], base);
    }

    /** Returns the providers; a provider is called only when a task runs. */
    List<CoinProvider> providers(InstantSource clock) {
        if (addresses.isEmpty()) {
            return hasSample ? List.of(new SampleCoins(coinsMax, clock)) : List.of();
        }
        String first = addresses.getFirst().name();
        return addresses.stream()
                .<CoinProvider>map(each ->
                        new CoinGecko(each.name(), each.base(), each.name().equals(first) ? key : "", limits))
                .toList();
    }
}
