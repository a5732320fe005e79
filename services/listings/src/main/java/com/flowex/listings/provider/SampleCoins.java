package com.flowex.listings.provider;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sample data for an exchange without a provider. Bitcoin is recorded ({@link RecordedBitcoin}); all other coins, their
 * names and their prices are made up ({@link MadeUpCoin}), and no existing coin has a made-up price. All of it is a
 * function of the clock, in steps of five minutes: it is never old, and the same on each machine.
 */
public final class SampleCoins implements CoinProvider {

    public static final String NAME = "sample";

    private static final long STEP = Duration.ofMinutes(5).toSeconds();
    private static final int TOP = 3;
    private static final int TRENDING = 7;
    private static final int DOMINANT = 10;
    private static final String[] CATEGORIES = {
        "Payments",
        "Lending",
        "Storage",
        "Games",
        "Art",
        "Identity",
        "Oracles",
        "Bridges",
        "Privacy",
        "Energy",
        "Music",
        "Logistics"
    };

    private static final List<SampleCoin> COINS = Stream.concat(
                    Stream.of(new RecordedBitcoin()),
                    IntStream.range(0, MadeUpCoin.COINS).mapToObj(MadeUpCoin::new))
            .toList();

    /** Quotes of one step, the largest coins first. */
    private record Step(Instant at, List<CoinQuote> quotes) {}

    private final List<SampleCoin> coins;
    private final InstantSource clock;
    private volatile Step step = new Step(Instant.MIN, List.of());

    /** @param coinsMax number of coins, bitcoin among them */
    public SampleCoins(int coinsMax, InstantSource clock) {
        this.coins = COINS.stream().limit(coinsMax).toList();
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isSample() {
        return true;
    }

    @Override
    public String about() {
        return "a sample: bitcoin repeats a recorded week of 2013 (ta4j-examples 0.15), forward and backward;"
                + " all other coins, their names and prices are made up";
    }

    @Override
    public ProviderAnswer<List<CoinQuote>> markets(int page, String validator) {
        Step now = now();
        return answer(
                now,
                validator,
                now.quotes.stream().skip((page - 1L) * PAGE).limit(PAGE).toList());
    }

    @Override
    public ProviderAnswer<List<String>> members(String category, String validator) {
        Step now = now();
        return answer(now, validator, ids(members(now, category)));
    }

    @Override
    public ProviderAnswer<List<CoinCategory>> categories(String validator) {
        Step now = now();
        return answer(
                now,
                validator,
                Stream.of(CATEGORIES).map(name -> category(now, name)).toList());
    }

    private static CoinCategory category(Step now, String name) {
        List<CoinQuote> members = members(now, categoryId(name));
        return new CoinCategory(
                categoryId(name),
                name + " (made up)",
                sum(members, CoinFigure.MARKET_CAP),
                change(members),
                sum(members, CoinFigure.TOTAL_VOLUME),
                ids(members.stream().limit(TOP).toList()));
    }

    private static String categoryId(String name) {
        return "made-up-" + name.toLowerCase(Locale.ROOT);
    }

    /** Returns the coins of a category, the largest first: each made-up coin is in two of them. */
    private static List<CoinQuote> members(Step now, String category) {
        Set<String> ids = IntStream.range(0, MadeUpCoin.COINS)
                .filter(number -> isMember(number, category))
                .mapToObj(number -> COINS.get(number + 1).id())
                .collect(Collectors.toSet());
        return now.quotes.stream().filter(quote -> ids.contains(quote.id())).toList();
    }

    private static boolean isMember(int number, String category) {
        String first = CATEGORIES[number % CATEGORIES.length];
        String second = CATEGORIES[(number + number / CATEGORIES.length + 1) % CATEGORIES.length];
        return categoryId(first).equals(category) || categoryId(second).equals(category);
    }

    @Override
    public ProviderAnswer<GlobalFigures> global(String validator) {
        Step now = now();
        BigDecimal cap = sum(now.quotes, CoinFigure.MARKET_CAP);
        Map<String, BigDecimal> dominance = new HashMap<>();
        now.quotes.stream()
                .limit(DOMINANT)
                .forEach(quote -> dominance.put(
                        quote.symbol(),
                        figure(quote, CoinFigure.MARKET_CAP).movePointRight(2).divide(cap, 2, RoundingMode.HALF_EVEN)));
        return answer(
                now,
                validator,
                new GlobalFigures(
                        now.quotes.size(),
                        1,
                        cap,
                        sum(now.quotes, CoinFigure.TOTAL_VOLUME),
                        change(now.quotes),
                        dominance));
    }

    /** Returns the coins that rose most within a day: a sample has no searches. */
    @Override
    public ProviderAnswer<List<String>> trending(String validator) {
        Step now = now();
        return answer(
                now,
                validator,
                ids(now.quotes.stream()
                        .sorted(Comparator.comparing(
                                (CoinQuote quote) -> figure(quote, CoinFigure.PRICE_CHANGE_PERCENTAGE_24H),
                                Comparator.reverseOrder()))
                        .limit(TRENDING)
                        .toList()));
    }

    /** Returns the prices of days that are over; at most those of two years. */
    @Override
    public List<PricePoint> chart(String coin, int days) {
        long today = clock.instant().truncatedTo(ChronoUnit.DAYS).getEpochSecond();
        return coins.stream()
                .filter(each -> each.id().equals(coin))
                .flatMap(each -> IntStream.rangeClosed(1, Math.min(days, SampleFigures.DAYS))
                        .mapToObj(back -> SampleFigures.day(each, today - back * SampleFigures.DAY)))
                .toList()
                .reversed();
    }

    private Step now() {
        Instant at = Instant.ofEpochSecond(clock.instant().getEpochSecond() / STEP * STEP);
        Step last = step;
        if (last.at.equals(at)) {
            return last;
        }
        List<SampleCoin> bySize = coins.stream()
                .sorted(Comparator.comparingDouble(
                        (SampleCoin coin) -> -coin.price(at.getEpochSecond()) * coin.supply()))
                .toList();
        List<CoinQuote> quotes = new ArrayList<>(bySize.size());
        for (SampleCoin coin : bySize) {
            quotes.add(SampleFigures.quote(coin, quotes.size() + 1, at));
        }
        Step next = new Step(at, List.copyOf(quotes));
        step = next;
        return next;
    }

    private static <T> ProviderAnswer<T> answer(Step now, String validator, T value) {
        String tag = now.at.toString();
        return validator.equals(tag) ? new ProviderAnswer.Unchanged<>() : new ProviderAnswer.Fresh<>(value, tag);
    }

    private static List<String> ids(List<CoinQuote> quotes) {
        return quotes.stream().map(CoinQuote::id).toList();
    }

    private static BigDecimal figure(CoinQuote quote, CoinFigure figure) {
        return quote.figure(figure).orElseThrow();
    }

    private static BigDecimal sum(List<CoinQuote> quotes, CoinFigure figure) {
        return quotes.stream().map(quote -> figure(quote, figure)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Returns the change of all market caps together within a day, in percent. */
    private static BigDecimal change(List<CoinQuote> quotes) {
        double now = 0;
        double before = 0;
        for (CoinQuote quote : quotes) {
            double cap = figure(quote, CoinFigure.MARKET_CAP).doubleValue();
            double percent =
                    figure(quote, CoinFigure.PRICE_CHANGE_PERCENTAGE_24H).doubleValue();
            now += cap;
            before += cap / (1 + percent / 100);
        }
        return SampleFigures.percent(now, before);
    }
}
