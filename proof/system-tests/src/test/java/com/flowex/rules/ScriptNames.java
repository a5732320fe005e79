package com.flowex.rules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names in TypeScript, JavaScript and style sheets. Comments, strings and regular expressions have no names; expressions
 * in a template string do. Text between two tags counts as names: the page has its texts in files of words.
 */
final class ScriptNames {

    private static final Pattern TOKEN = Pattern.compile("""
            (?xs) //[^\\n]* | /\\*.*?\\*/ | "(?:\\\\.|[^"\\\\\\n])*+" | '(?:\\\\.|[^'\\\\\\n])*+'
            # A regular expression stands where a value begins, a division behind a value.
            | (?=/) (?<=[(,=:\\[!&|?{;+]\\s{0,40} | =>\\s{0,40} | \\breturn\\ )
              /(?![*/>])(?:\\\\.|\\[(?:\\\\.|[^]\\\\\\n])*+]|[^/\\\\\\n\\[])++/[a-z]*
            | (?<name>[A-Za-z_$][\\w$]*+) | (?<mark>[`{}])""");

    /** Rest of a template string up to its end or the next expression in it. */
    private static final Pattern TEMPLATE = Pattern.compile("(?s)(?:\\\\.|\\$(?!\\{)|[^`\\\\$])*+(?<end>`|\\$\\{)");

    private static final Pattern STYLE_NAME = Pattern.compile("(?s)/\\*.*?\\*/|(?<name>(?:[.]|--)[A-Za-z][\\w-]*+)");

    private ScriptNames() {}

    /** Returns each use of a name in a script, in their order. */
    static List<String> inScript(String source) {
        List<String> names = new ArrayList<>();
        // True for the braces around an expression in a template string.
        Deque<Boolean> braces = new ArrayDeque<>();
        Matcher token = TOKEN.matcher(source);
        Matcher template = TEMPLATE.matcher(source);
        int at = 0;
        while (token.find(at)) {
            at = token.end();
            if (token.group("name") != null) {
                names.add(token.group("name"));
            }
            String mark = token.group("mark");
            if ("{".equals(mark)) {
                braces.push(false);
            }
            boolean endsExpression = "}".equals(mark) && !braces.isEmpty() && braces.pop();
            if (("`".equals(mark) || endsExpression)
                    && template.region(at, source.length()).lookingAt()) {
                at = template.end();
                if (template.group("end").length() > 1) {
                    braces.push(true);
                }
            }
        }
        return names;
    }

    /** Returns each use of a class or of a variable in a style sheet, in their order. */
    static List<String> inStyleSheet(String source) {
        return STYLE_NAME
                .matcher(source)
                .results()
                .map(match -> match.group("name"))
                .filter(Objects::nonNull)
                .toList();
    }
}
