package com.flowex.listings.provider;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Sample data for an exchange without a provider. Names, ranks and networks are those of the npm package web3icons/common
 * (MIT, made into a table by {@code sample/make.mjs}). The price of bitcoin is that of one week of
 * 2013, from the trades in org.ta4j:ta4j-examples (MIT). The prices of all other coins are unknown, and none is
 * invented.
 */
public final class SampleCoins implements CoinProvider {

    public static final String NAME = "sample";

    /** Publication time of the package, which is the time of its data. */
    private static final Instant PUBLISHED = Instant.parse("2026-09-16T12:35:32Z");

    private static final String VERSION = "web3icons-0.11.51";
    private static final String RESOURCE = "/com/flowex/listings/sample.tsv";
    private static final int COLUMNS = 5;
    private static final int TOP = 3;

    private record Row(String id, String symbol, String name, int rank, List<String> networks) {}

    /** Holder that reads the rows at the first use. */
    private static final class Rows {
        static final List<Row> ALL = rows();
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
        return "a sample: names, ranks and networks of npm @web3icons/common 0.11.51, bitcoin's price of 2013 of ta4j-examples 0.15;"
                + " no other price is known";
    }

    @Override
    public ProviderAnswer<List<CoinQuote>> markets(int page, String validator) {
        if (validator.equals(VERSION)) {
            return new ProviderAnswer.Unchanged<>();
        }
        List<CoinQuote> quotes = Rows.ALL.stream()
                .skip((page - 1L) * PAGE)
                .limit(PAGE)
                .map(SampleCoins::quote)
                .toList();
        return new ProviderAnswer.Fresh<>(quotes, VERSION);
    }

    private static CoinQuote quote(Row row) {
        String symbol = row.symbol().toLowerCase(Locale.ROOT);
        if (row.id().equals("bitcoin")) {
            return SampleTrades.quote(row.id(), symbol, row.name(), row.rank());
        }
        return new CoinQuote(row.id(), symbol, row.name(), "", row.rank(), Map.of(), null, null, "", PUBLISHED);
    }

    @Override
    public ProviderAnswer<List<String>> members(String category, String validator) {
        List<String> ids = Rows.ALL.stream()
                .filter(row -> row.networks().stream()
                        .anyMatch(network -> category(network).equals(category)))
                .map(Row::id)
                .toList();
        return validator.equals(VERSION) ? new ProviderAnswer.Unchanged<>() : new ProviderAnswer.Fresh<>(ids, VERSION);
    }

    /** Returns one category per network, the networks with the most coins first. */
    @Override
    public ProviderAnswer<List<CoinCategory>> categories(String validator) {
        if (validator.equals(VERSION)) {
            return new ProviderAnswer.Unchanged<>();
        }
        Map<String, List<Row>> byNetwork = new TreeMap<>();
        for (Row row : Rows.ALL) {
            row.networks().forEach(network -> byNetwork
                    .computeIfAbsent(network, _ -> new ArrayList<>())
                    .add(row));
        }
        List<CoinCategory> all = byNetwork.entrySet().stream()
                .sorted(Comparator.comparing(
                        (Map.Entry<String, List<Row>> each) -> -each.getValue().size()))
                .map(each -> new CoinCategory(
                        category(each.getKey()),
                        title(each.getKey()),
                        null,
                        null,
                        null,
                        each.getValue().stream().limit(TOP).map(Row::id).toList()))
                .toList();
        return new ProviderAnswer.Fresh<>(all, VERSION);
    }

    private static String category(String network) {
        return network + "-ecosystem";
    }

    private static String title(String network) {
        return List.of(network.split("-")).stream()
                .filter(word -> !word.isEmpty())
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining(" ", "", " ecosystem"));
    }

    @Override
    public ProviderAnswer<GlobalFigures> global(String validator) {
        return validator.equals(VERSION)
                ? new ProviderAnswer.Unchanged<>()
                : new ProviderAnswer.Fresh<>(
                        new GlobalFigures(Rows.ALL.size(), 0, null, null, null, new HashMap<>()), VERSION);
    }

    /** Returns no coins: a sample has no searches. */
    @Override
    public ProviderAnswer<List<String>> trending(String validator) {
        return validator.equals(VERSION)
                ? new ProviderAnswer.Unchanged<>()
                : new ProviderAnswer.Fresh<>(List.of(), VERSION);
    }

    @Override
    public List<PricePoint> chart(String coin, int days) {
        return coin.equals("bitcoin") ? SampleTrades.daily() : List.of();
    }

    private static List<Row> rows() {
        InputStream resource = SampleCoins.class.getResourceAsStream(RESOURCE);
        if (resource == null) {
            throw new IllegalStateException("the sample of coins is not on the class path: " + RESOURCE);
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", COLUMNS))
                    .map(cells -> new Row(
                            cells[0],
                            cells[1],
                            cells[2],
                            cells[3].isEmpty() ? 0 : Integer.parseInt(cells[3]),
                            cells[4].isEmpty() ? List.of() : List.of(cells[4].split(" "))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the sample of coins cannot be read", e);
        }
    }
}
