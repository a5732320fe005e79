package com.flowex.platform.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * File of settings, one {@code NAME=value} a line; empty lines and lines that begin with # are skipped. The file is
 * only ours, so any other line is refused: a skipped line would silently leave a setting at its default.
 *
 * @param values by name
 * @param errors one sentence for each line that is not understood
 */
record EnvFile(Map<String, String> values, List<String> errors) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern OURS_MISSPELT = Pattern.compile("(?!FLOWEX_)[Ff][Ll][Oo][Ww][Ee][Xx].*");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\t]]");
    private static final String FORM = " must look like NAME=value";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    EnvFile {
        values = Map.copyOf(values);
        errors = List.copyOf(errors);
    }

    /** Reads a file without throwing; mistakes are in its errors. */
    static EnvFile read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            return new EnvFile(
                    Map.of(),
                    List.of(SettingsSources.FILE_NAME + " must name a file of UTF-8 text that can be read, was \""
                            + file + "\""));
        }
        Map<String, String> values = new TreeMap<>();
        List<String> errors = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            try {
                take(lines.get(i), values);
            } catch (IllegalArgumentException e) {
                errors.add(file + " line " + (i + 1) + e.getMessage());
            }
        }
        return new EnvFile(values, errors);
    }

    /** @throws IllegalArgumentException that describes the mistake without the value, which may be a secret */
    private static void take(String line, Map<String, String> values) {
        if (line.startsWith(BYTE_ORDER_MARK)) {
            throw new IllegalArgumentException(" begins with a byte-order mark: save the file as UTF-8 without one");
        }
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        Matcher control = CONTROL.matcher(text);
        if (control.find()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    " has the character U+%04X, which is invisible",
                    control.group().codePointAt(0)));
        }
        int equals = text.indexOf('=');
        String name = equals < 0 ? "" : text.substring(0, equals).strip();
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(FORM
                    + (name.startsWith("export ") || text.startsWith("export ")
                            ? ", without \"export\""
                            : ", with a name of A-Z 0-9 _"));
        }
        if (OURS_MISSPELT.matcher(name).matches()) {
            throw new IllegalArgumentException(" names " + name + ": names of FlowEx begin with FLOWEX_");
        }
        String value = value(text.substring(equals + 1).strip());
        if (values.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException(" gives " + name + " again: remove one of both lines");
        }
    }

    private static String value(String text) {
        if (text.isEmpty() || "\"'".indexOf(text.charAt(0)) < 0) {
            if (text.startsWith("#") || text.matches(".*\\s#.*")) {
                throw new IllegalArgumentException(
                        " has a comment behind its value: give it a line of its own, or put the value between quotes");
            }
            return text;
        }
        int end = text.indexOf(text.charAt(0), 1);
        if (end != text.length() - 1) {
            throw new IllegalArgumentException(" has a quote that does not end with the line");
        }
        return text.substring(1, end);
    }
}
