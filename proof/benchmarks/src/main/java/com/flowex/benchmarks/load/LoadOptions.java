package com.flowex.benchmarks.load;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

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
        OptionReader reader = new OptionReader();
        try {
            new CommandLine(reader).setExpandAtFiles(false).parseArgs(words.toArray(String[]::new));
        } catch (ParameterException wrong) {
            throw new IllegalArgumentException(wrong.getMessage(), wrong);
        }
        return reader.parsed();
    }

    /** Returns options of orders at a rate, with the defaults for all else. */
    public static LoadOptions paced(URI url, int orders, int connections, int ordersPerSecond) {
        return parse(List.of(
                "--orders", Integer.toString(orders),
                "--connections", Integer.toString(connections),
                "--rate", Integer.toString(ordersPerSecond),
                "--url", url.toString()));
    }

    /** Options as they are given. */
    @Command
    private static final class OptionReader {

        @Option(names = "--orders")
        private String orders = "";

        @Option(names = "--connections")
        private String connections = "64";

        @Option(names = "--rate")
        private String rate = "";

        @Option(names = "--accounts")
        private String accounts = Integer.toString(ACCOUNTS_DEFAULT);

        @Option(names = "--url")
        private String url = "http://localhost:8000";

        @Option(names = "--symbol")
        private String symbol = "BTC-USDT";

        @Option(names = "--traced")
        private String traced = "";

        @Option(names = "--acknowledged")
        private @Nullable Path acknowledged;

        @Option(names = "--check")
        private @Nullable Path check;

        LoadOptions parsed() {
            if (orders.isEmpty() && check == null) {
                throw new IllegalArgumentException("--orders is required");
            }
            int open = whole("--connections", connections, CONNECTIONS_MAX);
            return new LoadOptions(
                    whole("--orders", orders, ORDERS_MAX),
                    open,
                    whole("--rate", rate, RATE_MAX),
                    Math.min(whole("--accounts", accounts, ACCOUNTS_MAX), open),
                    http(url),
                    symbol,
                    whole("--traced", traced, ORDERS_MAX),
                    acknowledged,
                    check);
        }

        /** Returns the number; 0 if none is given. */
        private static int whole(String option, String value, int max) {
            if (value.isEmpty()) {
                return 0;
            }
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
