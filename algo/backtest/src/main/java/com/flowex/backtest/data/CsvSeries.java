package com.flowex.backtest.data;

import com.flowex.domain.order.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parser of CSV files. With a heading the columns are found by name; without one the number of columns says the format:
 * 12 are Binance klines, 7 are Binance trades, 8 are Binance aggregated trades, 6 are time, open, high, low, close and
 * volume.
 */
final class CsvSeries {

    private static final Map<String, String> NAMES = names();
    private static final List<String> CANDLE = List.of("time", "open", "high", "low", "close", "volume");
    private static final List<String> TRADE = List.of("time", "price", "quantity", "side");
    private static final Map<Integer, List<String>> BY_WIDTH = Map.of(
            6,
            CANDLE,
            12,
            List.of("time", "open", "high", "low", "close", "volume", "", "", "", "", "", ""),
            7,
            List.of("", "price", "quantity", "", "time", "maker", ""),
            8,
            List.of("", "price", "quantity", "", "", "time", "maker", ""));
    private static final Map<Integer, String> FORMATS =
            Map.of(6, "csv", 12, "binance-klines", 7, "binance-trades", 8, "binance-aggregated-trades");

    private final String source;

    CsvSeries(String source) {
        this.source = source;
    }

    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        for (String name : List.of("time", "open_time", "opentime", "timestamp", "start", "date", "datetime", "unix")) {
            names.put(name, "time");
        }
        for (String name : List.of("open", "high", "low", "close", "volume", "price", "quantity", "side")) {
            names.put(name, name);
        }
        names.put("qty", "quantity");
        names.put("is_buyer_maker", "maker");
        return names;
    }

    MarketDataSource parse(String text, String digest) {
        List<String> lines = text.lines().toList();
        List<String> first = fields(lines.getFirst());
        boolean hasHeading = first.stream().anyMatch(field -> NAMES.containsKey(field.toLowerCase(Locale.ROOT)));
        List<String> columns = hasHeading ? named(first) : BY_WIDTH.get(first.size());
        if (columns == null) {
            throw new DataException(source + " line 1 has " + first.size()
                    + " fields and no heading; known are 6 (candles), 12 (Binance klines), 7 and 8 (Binance trades)");
        }
        String format = hasHeading ? "csv" : String.valueOf(FORMATS.get(first.size()));
        boolean isCut = !text.endsWith("\n");
        if (columns.containsAll(CANDLE)) {
            return candles(lines, columns, hasHeading, isCut, format).build(digest);
        }
        if (columns.containsAll(List.of("time", "price", "quantity"))
                && (columns.contains("side") || columns.contains("maker"))) {
            return trades(lines, columns, hasHeading, isCut, format).build(digest);
        }
        throw new DataException(source + " line 1 names neither the columns of candles, " + String.join(", ", CANDLE)
                + ", nor those of trades, " + String.join(", ", TRADE));
    }

    private static List<String> named(List<String> heading) {
        List<String> columns = new ArrayList<>();
        for (String field : heading) {
            String known = NAMES.get(field.toLowerCase(Locale.ROOT));
            columns.add(known == null || columns.contains(known) ? "" : known);
        }
        return columns;
    }

    private CandleSeries.Builder candles(
            List<String> lines, List<String> columns, boolean hasHeading, boolean isCut, String format) {
        CandleSeries.Builder builder = new CandleSeries.Builder(source, format);
        int time = columns.indexOf("time");
        int[] prices = {
            columns.indexOf("open"), columns.indexOf("high"), columns.indexOf("low"), columns.indexOf("close")
        };
        int volume = columns.indexOf("volume");
        for (int i = hasHeading ? 1 : 0; i < lines.size(); i++) {
            List<String> row = row(builder.checks(), lines, i, columns.size(), isCut);
            if (row != null) {
                builder.add(
                        i + 1L,
                        row.get(time),
                        List.of(row.get(prices[0]), row.get(prices[1]), row.get(prices[2]), row.get(prices[3])),
                        row.get(volume));
            }
        }
        return builder;
    }

    private TradeSeries.Builder trades(
            List<String> lines, List<String> columns, boolean hasHeading, boolean isCut, String format) {
        TradeSeries.Builder builder = new TradeSeries.Builder(source, format);
        int side = columns.indexOf("side");
        int maker = columns.indexOf("maker");
        for (int i = hasHeading ? 1 : 0; i < lines.size(); i++) {
            List<String> row = row(builder.checks(), lines, i, columns.size(), isCut);
            if (row != null) {
                Side taker = side(builder.checks(), i + 1L, row.get(side >= 0 ? side : maker), side < 0);
                builder.add(
                        i + 1L,
                        row.get(columns.indexOf("time")),
                        row.get(columns.indexOf("price")),
                        row.get(columns.indexOf("quantity")),
                        taker);
            }
        }
        return builder;
    }

    private static Side side(SeriesChecks checks, long line, String text, boolean isBuyerMaker) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            case String flag when isBuyerMaker && flag.equals("true") -> Side.SELL;
            case String flag when isBuyerMaker && flag.equals("false") -> Side.BUY;
            default ->
                throw checks.refuse(
                        line,
                        "has the side \"" + SeriesChecks.shown(text) + "\", which is not "
                                + (isBuyerMaker ? "true or false" : "buy or sell"));
        };
    }

    /** Returns the fields of a line; null if it is empty, or is the last one and cut short, which is noted. */
    private @Nullable List<String> row(SeriesChecks checks, List<String> lines, int at, int width, boolean isCut) {
        String line = lines.get(at);
        if (line.isBlank()) {
            return null;
        }
        List<String> fields = fields(line);
        boolean isLast = at == lines.size() - 1;
        if (fields.size() == width) {
            return fields;
        }
        if (isLast && isCut && fields.size() < width) {
            checks.leaveOut(
                    at + 1L,
                    DataManifest.RowFault.CUT_SHORT,
                    "is cut short: it has " + fields.size() + " fields instead of " + width);
            return null;
        }
        throw checks.refuse(at + 1L, "has " + fields.size() + " fields instead of " + width);
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        int from = 0;
        for (int comma = line.indexOf(','); comma >= 0; comma = line.indexOf(',', from)) {
            fields.add(field(line.substring(from, comma)));
            from = comma + 1;
        }
        fields.add(field(line.substring(from)));
        return fields;
    }

    private static String field(String text) {
        String bare = text.strip();
        boolean isQuoted = bare.length() >= 2 && bare.startsWith("\"") && bare.endsWith("\"");
        return isQuoted ? bare.substring(1, bare.length() - 1) : bare;
    }
}
