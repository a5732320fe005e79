package com.flowex.gateway.route;

import com.flowex.domain.value.WholeNumber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reader of a route file:
 *
 * <pre>
 * upstream NAME HOST:PORT [weight=N]
 * route PREFIX NAME [balance=round_robin] [first-byte=SECONDS] [whole=SECONDS] [retries=N] [stale=SECONDS]
 * </pre>
 *
 * <p>A {@code #} starts a comment. Every error is reported with its line number.
 */
public final class RouteFile {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern PREFIX = Pattern.compile("/|(?:/[A-Za-z0-9._~-]+)+");

    /** Path segment that means its own folder or the one above. */
    private static final Pattern CLIMBING = Pattern.compile("/\\.\\.?(?:/|$)");

    private static final int SECONDS_MAX = 86_400;
    private static final int STALE_SECONDS_MAX = 3_600;

    private final RouteDefaults defaults;
    private final List<String> errors = new ArrayList<>();
    private final List<RelayRoute> routes = new ArrayList<>();
    private final Map<String, List<UpstreamAddress>> groups = new LinkedHashMap<>();

    /** A line with an error. */
    private static final class RouteSyntaxException extends RuntimeException {
        private static final long serialVersionUID = 1;

        RouteSyntaxException(String subject) {
            super(subject);
        }
    }

    private RouteFile(RouteDefaults defaults) {
        this.defaults = defaults;
    }

    /**
     * Result of reading.
     *
     * @param errors all errors; the table is empty if there is any
     */
    public record ReadResult(RouteTable table, List<String> errors) {}

    public static ReadResult read(List<String> lines, RouteDefaults defaults) {
        RouteFile file = new RouteFile(defaults);
        for (int i = 0; i < lines.size(); i++) {
            file.line(i + 1, lines.get(i));
        }
        file.judgeAll();
        return file.errors.isEmpty()
                ? new ReadResult(new RouteTable(file.routes, file.groups), List.of())
                : new ReadResult(new RouteTable(List.of(), Map.of()), List.copyOf(file.errors));
    }

    private void line(int number, String line) {
        int comment = line.indexOf('#');
        String text = (comment < 0 ? line : line.substring(0, comment)).strip();
        if (text.isEmpty()) {
            return;
        }
        try {
            List<String> words = Arrays.asList(text.split("\\s+", -1));
            switch (words.getFirst()) {
                case "upstream" -> upstream(words);
                case "route" -> route(words);
                default ->
                    throw new RouteSyntaxException(
                            "begins with \"" + words.getFirst() + "\", which is neither upstream nor route");
            }
        } catch (RouteSyntaxException mistake) {
            errors.add("line " + number + " " + mistake.getMessage());
        }
    }

    private void upstream(List<String> words) {
        if (words.size() < 3) {
            throw new RouteSyntaxException("must be: upstream NAME HOST:PORT [weight=N]");
        }
        Map<String, String> options = options(words.subList(3, words.size()), List.of("weight"));
        int weight = number(options, "weight", 1, 1, UpstreamAddress.WEIGHT_MAX);
        UpstreamAddress address = address(words.get(2), weight);
        List<UpstreamAddress> group = groups.computeIfAbsent(name(words.get(1)), _ -> new ArrayList<>());
        if (group.stream().anyMatch(known -> known.toString().equals(address.toString()))) {
            throw new RouteSyntaxException("names " + address + " a second time in " + words.get(1));
        }
        group.add(address);
    }

    private void route(List<String> words) {
        if (words.size() < 3) {
            throw new RouteSyntaxException(
                    "must be: route PREFIX NAME [balance=B] [first-byte=SECONDS] [whole=SECONDS] [retries=N] [stale=SECONDS]");
        }
        String prefix = words.get(1);
        if (!PREFIX.matcher(prefix).matches() || CLIMBING.matcher(prefix).find()) {
            throw new RouteSyntaxException(
                    "has the prefix \"" + prefix + "\", which must be / or a path without a slash at its end");
        }
        if (routes.stream().anyMatch(known -> known.prefix().equals(prefix))) {
            throw new RouteSyntaxException("routes " + prefix + " a second time");
        }
        Map<String, String> options =
                options(words.subList(3, words.size()), List.of("balance", "first-byte", "whole", "retries", "stale"));
        Duration firstByte = seconds(options, "first-byte", defaults.firstByte());
        Duration whole = seconds(options, "whole", defaults.whole());
        if (whole.compareTo(firstByte) < 0) {
            throw new RouteSyntaxException("gives a whole call less time than its first byte");
        }
        routes.add(new RelayRoute(
                prefix,
                name(words.get(2)),
                balance(options),
                firstByte,
                whole,
                number(options, "retries", defaults.retries(), 0, RouteDefaults.RETRIES_MAX),
                Duration.ofSeconds(number(options, "stale", 0, 0, STALE_SECONDS_MAX))));
    }

    private void judgeAll() {
        TreeSet<String> used = new TreeSet<>();
        for (RelayRoute route : routes) {
            used.add(route.group());
            if (!groups.containsKey(route.group()) && errors.isEmpty()) {
                errors.add("route " + route.prefix() + " goes to \"" + route.group() + "\", which no upstream is");
            }
        }
        if (routes.isEmpty() && errors.isEmpty()) {
            errors.add("there is no route");
        }
        if (errors.isEmpty()) {
            groups.keySet().stream()
                    .filter(name -> !used.contains(name))
                    .forEach(name -> errors.add("upstream \"" + name + "\" is used by no route"));
        }
    }

    private static String name(String word) {
        if (!NAME.matcher(word).matches()) {
            throw new RouteSyntaxException(
                    "has the name \"" + word + "\", which must be small letters, digits and hyphens, 32 at most");
        }
        return word;
    }

    private static UpstreamAddress address(String word, int weight) {
        try {
            return UpstreamAddress.of(word, weight);
        } catch (IllegalArgumentException e) {
            throw new RouteSyntaxException("has the address \"" + word + "\", which must be " + UpstreamAddress.FORM);
        }
    }

    private static Map<String, String> options(List<String> words, List<String> known) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (equals < 0 || !known.contains(name)) {
                throw new RouteSyntaxException("says \"" + word + "\"; known are " + String.join("=, ", known) + "=");
            }
            if (options.put(name, word.substring(equals + 1)) != null) {
                throw new RouteSyntaxException("says " + name + " twice");
            }
        }
        return options;
    }

    private LoadBalancingPolicy balance(Map<String, String> options) {
        String text = options.get("balance");
        if (text == null) {
            return defaults.balance();
        }
        for (LoadBalancingPolicy each : LoadBalancingPolicy.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
                return each;
            }
        }
        throw new RouteSyntaxException(
                "has balance=" + text + ", which must be round_robin, weighted, random or least_connections");
    }

    private static Duration seconds(Map<String, String> options, String name, Duration otherwise) {
        return Duration.ofSeconds(number(options, name, Math.toIntExact(otherwise.toSeconds()), 1, SECONDS_MAX));
    }

    private static int number(Map<String, String> options, String name, int otherwise, int min, int max) {
        String text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        OptionalLong value = WholeNumber.parse(text);
        if (value.isPresent() && value.getAsLong() >= min && value.getAsLong() <= max) {
            return (int) value.getAsLong();
        }
        throw new RouteSyntaxException(
                "has " + name + "=" + text + ", which must be a whole number within " + min + ".." + max);
    }
}
