package com.flowex.p2p.rule.method;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Comparison of the name on a payment with the name of a person. */
public enum NameCheck {
    /** No name was given. */
    NONE,
    /** Every part of the shorter name is a part of the other one. */
    MATCHES,
    DIFFERS,
    /** The person has no name here. */
    UNKNOWN;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Names of one part are compared as a whole: "Ali" alone does not prove "Ali Rezaei". */
    private static final int PARTS_LEAST = 2;

    /** Returns the word of the wire and of the database. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static NameCheck of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /**
     * Compares two names without regard to case, accents and the order of their parts. Banks leave out second names, so
     * a shorter name of at least two parts matches a longer one that contains it.
     *
     * @param known name of the person; empty if there is none
     */
    public static NameCheck compare(String given, String known) {
        Set<String> one = parts(given);
        Set<String> other = parts(known);
        if (one.isEmpty()) {
            return NONE;
        }
        if (other.isEmpty()) {
            return UNKNOWN;
        }
        Set<String> shorter = one.size() <= other.size() ? one : other;
        Set<String> longer = shorter == one ? other : one;
        boolean isEnough = shorter.size() >= PARTS_LEAST || shorter.size() == longer.size();
        return isEnough && longer.containsAll(shorter) ? MATCHES : DIFFERS;
    }

    private static Set<String> parts(String name) {
        String plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(BETWEEN.split(plain))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toSet());
    }
}
