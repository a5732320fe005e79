package com.flowex.systemtests;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The figures of {@code /metrics} at one moment. */
final class Scrape {

    private static final Pattern LINE = Pattern.compile("([a-zA-Z0-9_:]+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern TAG = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Set<String> PARTS = Set.of("_bucket", "_count", "_sum");

    final Map<String, String> types = new TreeMap<>();
    final Map<String, String> meanings = new HashMap<>();
    final Map<String, Set<String>> tags = new HashMap<>();
    private final Map<String, Map<Map<String, String>, Double>> series = new HashMap<>();

    private Scrape() {}

    static Scrape of(String text) {
        Scrape scrape = new Scrape();
        text.lines().forEach(scrape::read);
        return scrape;
    }

    private void read(String line) {
        String[] words = line.split(" ", 4);
        Matcher matcher = LINE.matcher(line);
        if (line.startsWith("# HELP ")) {
            meanings.put(words[2], words.length > 3 ? words[3].strip() : "");
        } else if (line.startsWith("# TYPE ")) {
            types.put(words[2], words[3]);
        } else if (matcher.matches()) {
            Map<String, String> labels = new TreeMap<>();
            TAG.matcher(matcher.group(2) == null ? "" : matcher.group(2))
                    .results()
                    .forEach(tag -> labels.put(tag.group(1), tag.group(2)));
            series.computeIfAbsent(matcher.group(1), _ -> new HashMap<>())
                    .put(labels, Double.parseDouble(matcher.group(3)));
            tags.computeIfAbsent(family(matcher.group(1)), _ -> new TreeSet<>()).addAll(labels.keySet());
        }
    }

    private String family(String name) {
        for (String part : PARTS) {
            if (name.endsWith(part) && types.containsKey(name.substring(0, name.length() - part.length()))) {
                return name.substring(0, name.length() - part.length());
            }
        }
        return name;
    }

    boolean has(String name) {
        return series.containsKey(name);
    }

    /** The sum of all series of this name that have this tag; 0 if there are none. */
    double sum(String name, String tag, String value) {
        return series.getOrDefault(name, Map.of()).entrySet().stream()
                .filter(each -> tag.isEmpty() || value.equals(each.getKey().get(tag)))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    double sum(String name) {
        return sum(name, "", "");
    }

    /** Every label of every series of this name. */
    Set<Map<String, String>> labels(String name) {
        return series.getOrDefault(name, Map.of()).keySet();
    }
}
