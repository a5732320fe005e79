package com.flowex.access.http.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Router from requests to routes: paths without parameters by a look-up, the others segment by segment. A slash at the
 * end is ignored.
 */
public final class Router<R> {

    /** Result of a look-up. */
    public sealed interface Match<R> {
        record Found<R>(R route, Map<String, String> pathValues) implements Match<R> {}

        /** The path exists, but with other methods. */
        record OtherMethod<R>(Set<String> methods) implements Match<R> {}

        record None<R>() implements Match<R> {}
    }

    private record Pattern<R>(List<String> segments, Map<String, R> byMethod) {
        long literals() {
            return segments.stream().filter(segment -> !isParameter(segment)).count();
        }
    }

    private final Map<String, Map<String, R>> literal = new HashMap<>();
    private final Map<String, Pattern<R>> patterns = new HashMap<>();
    private final Map<Integer, List<Pattern<R>>> bySegments = new HashMap<>();

    public void add(String method, String path, R route) {
        if (path.indexOf('{') < 0) {
            literal.computeIfAbsent(plain(path), _ -> new HashMap<>()).put(method, route);
            return;
        }
        Pattern<R> pattern = patterns.computeIfAbsent(path, this::newPattern);
        pattern.byMethod().put(method, route);
    }

    private Pattern<R> newPattern(String path) {
        Pattern<R> pattern = new Pattern<>(segmentsOf(path), new HashMap<>());
        List<Pattern<R>> siblings =
                bySegments.computeIfAbsent(pattern.segments().size(), _ -> new ArrayList<>());
        siblings.add(pattern);
        // The pattern with more literal segments is the more specific one.
        siblings.sort(Comparator.comparingLong((Pattern<R> other) -> -other.literals()));
        return pattern;
    }

    public Match<R> match(String method, String requested) {
        String path = plain(requested);
        Set<String> others = new TreeSet<>();
        Map<String, R> byMethod = literal.get(path);
        if (byMethod != null) {
            R route = byMethod.get(method);
            if (route != null) {
                return new Match.Found<>(route, Map.of());
            }
            others.addAll(byMethod.keySet());
        }
        List<String> segments = segmentsOf(path);
        for (Pattern<R> pattern : bySegments.getOrDefault(segments.size(), List.of())) {
            Map<String, String> values = valuesOf(pattern.segments(), segments);
            if (values == null) {
                continue;
            }
            R route = pattern.byMethod().get(method);
            if (route != null) {
                return new Match.Found<>(route, values);
            }
            others.addAll(pattern.byMethod().keySet());
        }
        return others.isEmpty() ? new Match.None<>() : new Match.OtherMethod<>(others);
    }

    private static String plain(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static @Nullable Map<String, String> valuesOf(List<String> pattern, List<String> segments) {
        Map<String, String> values = new HashMap<>(4);
        for (int i = 0; i < pattern.size(); i++) {
            if (isParameter(pattern.get(i))) {
                if (segments.get(i).isEmpty()) {
                    return null;
                }
                values.put(pattern.get(i).substring(1, pattern.get(i).length() - 1), segments.get(i));
            } else if (!pattern.get(i).equals(segments.get(i))) {
                return null;
            }
        }
        return values;
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    private static List<String> segmentsOf(String path) {
        return List.of(path.split("/", -1));
    }
}
