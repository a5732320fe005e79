package com.flowex.benchmarks.load.client;

import com.flowex.listings.provider.CoinCategory;
import com.flowex.listings.provider.CoinFigure;
import com.flowex.listings.provider.CoinProvider;
import com.flowex.listings.provider.CoinQuote;
import com.flowex.listings.provider.GlobalFigures;
import com.flowex.listings.provider.PricePoint;
import com.flowex.listings.provider.ProviderAnswer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Provider of any number of synthetic coins, each with every figure, for measuring the tasks that read a provider. */
public final class SyntheticCoinProvider implements CoinProvider {

    static final String NAME = "bench";
    public static final int CATEGORIES = 40;

    private static final int MEMBERS = 250;
    private static final int SPARKS = 42;
    private static final int PLACES_MAX = 8;
    private static final long SEED = 20261123;

    private final int coins;
    private final Instant now = Instant.now();

    public SyntheticCoinProvider(int coins) {
        this.coins = coins;
    }

    public static String id(int rank) {
        return "coin-" + rank;
    }

    public static String category(int number) {
        return "kind-" + number;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isSample() {
        return false;
    }

    @Override
    public String about() {
        return "made up for a measurement";
    }

    @Override
    public ProviderAnswer<List<CoinQuote>> markets(int page, String validator) {
        int from = (page - 1) * PAGE + 1;
        return fresh(IntStream.rangeClosed(from, Math.min(coins, from + PAGE - 1))
                .mapToObj(this::quote)
                .toList());
    }

    private CoinQuote quote(int rank) {
        Random random = new Random(SEED + rank);
        Map<CoinFigure, BigDecimal> figures = new EnumMap<>(CoinFigure.class);
        CoinFigure.ALL.forEach(figure -> figures.put(figure, amount(random)));
        figures.put(CoinFigure.MARKET_CAP, BigDecimal.valueOf(2_000_000_000_000L / rank));
        String sparkline = IntStream.range(0, SPARKS)
                .mapToObj(_ -> amount(random).toPlainString())
                .collect(Collectors.joining(","));
        return new CoinQuote(
                id(rank),
                "c" + Integer.toString(rank, 36),
                "Coin number " + rank,
                "https://coins.example/images/" + rank + ".png",
                rank,
                figures,
                now.minus(Duration.ofDays(random.nextInt(2_000))),
                now.minus(Duration.ofDays(random.nextInt(2_000))),
                sparkline,
                now);
    }

    private static BigDecimal amount(Random random) {
        return BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), random.nextInt(PLACES_MAX));
    }

    @Override
    public ProviderAnswer<List<String>> members(String category, String validator) {
        Random random = new Random(SEED + category.hashCode());
        return fresh(random.ints(MEMBERS, 1, coins + 1)
                .distinct()
                .mapToObj(SyntheticCoinProvider::id)
                .toList());
    }

    @Override
    public ProviderAnswer<List<CoinCategory>> categories(String validator) {
        List<CoinCategory> all = new ArrayList<>();
        for (int i = 1; i <= CATEGORIES; i++) {
            BigDecimal worth = BigDecimal.valueOf(1_000_000_000L / i);
            all.add(new CoinCategory(
                    category(i), "Kind " + i, worth, BigDecimal.ONE, worth, List.of(id(1), id(2), id(3))));
        }
        return fresh(all);
    }

    @Override
    public ProviderAnswer<GlobalFigures> global(String validator) {
        BigDecimal worth = BigDecimal.valueOf(2_500_000_000_000L);
        return fresh(new GlobalFigures(coins, 1_000, worth, worth, BigDecimal.ONE, Map.of("btc", BigDecimal.TEN)));
    }

    @Override
    public ProviderAnswer<List<String>> trending(String validator) {
        return fresh(
                IntStream.rangeClosed(1, 15).mapToObj(SyntheticCoinProvider::id).toList());
    }

    @Override
    public List<PricePoint> chart(String coin, int days) {
        Random random = new Random(SEED + coin.hashCode());
        return IntStream.rangeClosed(1, days)
                .mapToObj(day ->
                        new PricePoint(now.minus(Duration.ofDays(days - day)), amount(random), amount(random), null))
                .toList();
    }

    private static <T> ProviderAnswer<T> fresh(T value) {
        return new ProviderAnswer.Fresh<>(value, "");
    }
}
