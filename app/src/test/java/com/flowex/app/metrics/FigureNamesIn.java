package com.flowex.app.metrics;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which figures of FlowEx an expression of Prometheus asks for, by their names in the list. */
final class FigureNamesIn {

    private static final Pattern NAME = Pattern.compile("\\b(?:flowex|http_server|hikaricp)_[a-z0-9_]+");

    private FigureNamesIn() {}

    static Set<String> of(String expression) {
        Set<String> names = new TreeSet<>();
        NAME.matcher(expression.replaceAll("\"[^\"]*\"", "\"\""))
                .results()
                .forEach(
                        found -> names.add(found.group().replaceFirst("_seconds_(count|sum|max|bucket)$", "_seconds")));
        return names;
    }
}
