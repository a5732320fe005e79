package com.flowex.shipping;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A terminal in a document: commands behind {@code $}, and below each its output, where {@code …} stands for any text,
 * on a line of its own for any lines.
 *
 * @param chapter the heading above it
 * @param steps in their order
 * @param isInterrupted true if Ctrl-C ends the running command
 */
record ConsoleBlock(String section, List<Step> steps, boolean isInterrupted) {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^## ([^\\n]+)$|^```console\\n(.*?)^```$");
    private static final String PROMPT = "$ ";
    private static final String CONTINUED = "> ";
    private static final String INTERRUPT = "^C";

    /**
     * A command.
     *
     * @param shown its output, line by line; the last may be {@code (ends with N)}
     */
    record Step(String command, List<String> shown) {

        private static final Pattern CODE = Pattern.compile("\\(ends with (\\d+)\\)");

        int code() {
            Matcher last = CODE.matcher(shown.isEmpty() ? "" : shown.getLast());
            return last.matches() ? Integer.parseInt(last.group(1)) : 0;
        }

        /** Returns true if it printed that. */
        boolean isShownAs(String printed) {
            String lines = shown.stream()
                    .filter(line -> !CODE.matcher(line).matches())
                    .map(Step::pattern)
                    .collect(Collectors.joining());
            return Pattern.matches(lines, printed.isEmpty() ? "" : printed.strip() + "\n");
        }

        private static String pattern(String line) {
            return line.equals("…")
                    ? "(?:.*\\n)*?"
                    : Stream.of(line.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")) + "\\n";
        }
    }

    /** Those of a document, in their order. */
    static List<ConsoleBlock> of(String document) {
        List<ConsoleBlock> blocks = new ArrayList<>();
        String section = "";
        Matcher next = BLOCK.matcher(document);
        while (next.find()) {
            if (next.group(1) != null) {
                section = next.group(1);
            } else {
                blocks.add(block(section, next.group(2).lines().toList()));
            }
        }
        return blocks;
    }

    private static ConsoleBlock block(String section, List<String> lines) {
        List<Step> steps = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(PROMPT)) {
                steps.add(new Step(line.substring(PROMPT.length()), new ArrayList<>()));
            } else if (line.startsWith(CONTINUED) && steps.getLast().shown().isEmpty()) {
                Step step = steps.removeLast();
                steps.add(new Step(step.command() + "\n" + line.substring(CONTINUED.length()), new ArrayList<>()));
            } else if (!line.equals(INTERRUPT)) {
                steps.getLast().shown().add(line);
            }
        }
        return new ConsoleBlock(section, steps, lines.contains(INTERRUPT));
    }
}
