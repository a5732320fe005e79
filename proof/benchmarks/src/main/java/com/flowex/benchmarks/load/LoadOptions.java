package com.flowex.benchmarks.load;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of the command line.
 *
 * @param orders number of orders, 1 to 50,000,000
 * @param connections number of open connections, each with one order in flight; 1 to 4,096
 * @param rate orders a second, or 0 for no fixed rate
 * @param accounts number of accounts to register, 1 to 1,000
 * @param traced one in this number of orders asks to be traced; 0 for none
 * @param acknowledged file for every acknowledged order, written before the next order is sent
 * @param check such a file of an earlier run: send nothing, only check that its orders exist
 */
public record LoadOptions(
        int orders,
        int connections,
        int rate,
        int accounts,
        URI url,
        String symbol,
        int traced,
        @Nullable Path acknowledged,
        @Nullable Path check) {

    public static final String USAGE = "usage: ./flowex load --orders N --connections C [--rate R] [--url URL]"
            + " [--accounts A] [--symbol S] [--traced N] [--acknowledged FILE] | load --check FILE [--url URL]";

    private static final int ORDERS_MAX = 50_000_000;
    private static final int CONNECTIONS_MAX = 4_096;
    private static final int RATE_MAX = 1_000_000;
    private static final int ACCOUNTS_MAX = 1_000;
    private static final int ACCOUNTS_DEFAULT = 16;

    /**
     * Parses a command line.
     *
     * @throws IllegalArgumentException with one line that describes the error
     */
    public static LoadOptions parse(List<String> words) {
        Parser parser = new Parser();
        Deque<String> rest = new ArrayDeque<>(words);
        while (!rest.isEmpty()) {
            String option = rest.pop();
            if (rest.isEmpty()) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            parser.take(option, rest.pop());
        }
        return parser.parsed();
    }

    private static final class Parser {
        private int orders;
        private int connections = 64;
        private int rate;
        private int accounts = ACCOUNTS_DEFAULT;
        private URI url = URI.create("http://localhost:8000");
        private String symbol = "BTC-USDT";
        private int traced;
        private @Nullable Path acknowledged;
        private @Nullable Path check;

        void take(String option, String value) {
            switch (option) {
                case "--orders" -> orders = whole(option, value, ORDERS_MAX);
                case "--connections" -> connections = whole(option, value, CONNECTIONS_MAX);
                case "--rate" -> rate = whole(option, value, RATE_MAX);
                case "--accounts" -> accounts = whole(option, value, ACCOUNTS_MAX);
                case "--url" -> url = http(value);
                case "--symbol" -> symbol = value;
                case "--traced" -> traced = whole(option, value, ORDERS_MAX);
                case "--acknowledged" -> acknowledged = Path.of(value);
                case "--check" -> check = Path.of(value);
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }

        LoadOptions parsed() {
            if (orders == 0 && check == null) {
                throw new IllegalArgumentException("--orders is required");
            }
            int used = Math.min(accounts, connections);
            return new LoadOptions(orders, connections, rate, used, url, symbol, traced, acknowledged, check);
        }

        private static int whole(String option, String value, int max) {
            String digits = value.replace("_", "").replace(",", "");
            if (!digits.matches("[0-9]{1,9}") || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > max) {
                throw new IllegalArgumentException(option + " must be within 1.." + max + ", was " + value);
            }
            return Integer.parseInt(digits);
        }

        private static URI http(String value) {
            URI url = URI.create(value);
            if (!"http".equals(url.getScheme()) || url.getHost() == null) {
                throw new IllegalArgumentException("--url must be http://host[:port], was " + value);
            }
            return url;
        }
    }

    /** Returns the port of the url; 80 if it has none. */
    int port() {
        return url.getPort() < 0 ? 80 : url.getPort();
    }
}
