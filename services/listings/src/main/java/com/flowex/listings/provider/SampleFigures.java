package com.flowex.listings.provider;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** Figures of a sample's coin at one time, computed from its price over the past two years. */
final class SampleFigures {

    static final long HOUR = Duration.ofHours(1).toSeconds();
    static final long DAY = Duration.ofDays(1).toSeconds();
    private static final long WEEK = 7 * DAY;

    /** Days of the past that a sample has: two years. */
    static final int DAYS = 730;

    /** Interval between the prices of which the highest and the lowest of a day are taken. */
    private static final long QUARTER = HOUR / 4;

    private static final long SPARK = 6 * HOUR;
    private static final int HUNDRED = 100;
    private static final MathContext PRICE = new MathContext(6, RoundingMode.HALF_EVEN);

    private SampleFigures() {}

    static CoinQuote quote(SampleCoin coin, int rank, Instant now) {
        long at = now.getEpochSecond();
        double price = coin.price(at);
        long[] times = times(at - DAY, at, QUARTER).toArray();
        double[] prices = LongStream.of(times).mapToDouble(coin::price).toArray();
        int highest = highest(prices, 1);
        int lowest = highest(prices, -1);
        long[] allTimes =
                LongStream.concat(daysBefore(at), LongStream.of(times)).toArray();
        double[] all = DoubleStream.concat(daysBefore(at).mapToDouble(coin::price), DoubleStream.of(prices))
                .toArray();
        int ath = highest(all, 1);
        int atl = highest(all, -1);
        BigDecimal dayChange = change(coin, at, DAY);
        Map<CoinFigure, BigDecimal> figures = new EnumMap<>(CoinFigure.class);
        figures.put(CoinFigure.CURRENT_PRICE, price(price));
        figures.put(CoinFigure.MARKET_CAP, whole(price * coin.supply()));
        figures.put(CoinFigure.FULLY_DILUTED_VALUATION, whole(price * coin.supplyMax()));
        figures.put(CoinFigure.TOTAL_VOLUME, whole(coin.dayVolume(at)));
        figures.put(CoinFigure.HIGH_24H, price(prices[highest]));
        figures.put(CoinFigure.LOW_24H, price(prices[lowest]));
        figures.put(CoinFigure.PRICE_CHANGE_24H, price(price).subtract(price(coin.price(at - DAY))));
        figures.put(CoinFigure.PRICE_CHANGE_PERCENTAGE_1H, change(coin, at, HOUR));
        figures.put(CoinFigure.PRICE_CHANGE_PERCENTAGE_24H, dayChange);
        figures.put(CoinFigure.PRICE_CHANGE_PERCENTAGE_7D, change(coin, at, WEEK));
        figures.put(CoinFigure.MARKET_CAP_CHANGE_PERCENTAGE_24H, dayChange);
        figures.put(CoinFigure.CIRCULATING_SUPPLY, whole(coin.supply()));
        figures.put(CoinFigure.TOTAL_SUPPLY, whole(coin.supply()));
        figures.put(CoinFigure.MAX_SUPPLY, whole(coin.supplyMax()));
        figures.put(CoinFigure.ATH, price(all[ath]));
        figures.put(CoinFigure.ATH_CHANGE_PERCENTAGE, percent(price, all[ath]));
        figures.put(CoinFigure.ATL, price(all[atl]));
        figures.put(CoinFigure.ATL_CHANGE_PERCENTAGE, percent(price, all[atl]));
        return new CoinQuote(
                coin.id(),
                coin.symbol(),
                coin.name(),
                "",
                rank,
                figures,
                Instant.ofEpochSecond(allTimes[ath]),
                Instant.ofEpochSecond(allTimes[atl]),
                times(at - WEEK, at, SPARK)
                        .mapToObj(each -> price(coin.price(each)).toPlainString())
                        .collect(Collectors.joining(",")),
                now);
    }

    /** Returns the price and turnover of a day, which begins at a time. */
    static PricePoint day(SampleCoin coin, long begin) {
        long end = begin + DAY;
        return new PricePoint(
                Instant.ofEpochSecond(begin),
                price(coin.price(end)),
                whole(coin.price(end) * coin.supply()),
                whole(coin.dayVolume(end)));
    }

    /** Returns the change of the price within the seconds before a time, in percent. */
    private static BigDecimal change(SampleCoin coin, long at, long seconds) {
        return percent(coin.price(at), coin.price(at - seconds));
    }

    static BigDecimal percent(double now, double before) {
        return BigDecimal.valueOf((now / before - 1) * HUNDRED).setScale(2, RoundingMode.HALF_EVEN);
    }

    /** Returns the place of the highest price (sign 1) or the lowest (sign -1). */
    private static int highest(double[] prices, int sign) {
        int found = 0;
        for (int i = 1; i < prices.length; i++) {
            found = sign * Double.compare(prices[i], prices[found]) > 0 ? i : found;
        }
        return found;
    }

    /** Returns the times of the past, one a day, up to a day before a time. */
    private static LongStream daysBefore(long at) {
        return times(at - DAYS * DAY, at - DAY, DAY);
    }

    /** Returns the times behind the first one up to the last one. */
    private static LongStream times(long after, long to, long step) {
        return LongStream.rangeClosed(1, (to - after) / step).map(each -> after + each * step);
    }

    private static BigDecimal price(double price) {
        return BigDecimal.valueOf(price).round(PRICE);
    }

    static BigDecimal whole(double amount) {
        return BigDecimal.valueOf(amount).setScale(0, RoundingMode.HALF_EVEN);
    }
}
