package com.flowex.access.http.page;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Content codings of answers (RFC 9110, section 8.4.1); of two that a client likes equally, the first is sent. */
public enum ContentCoding {
    BROTLI("br"),
    GZIP("gzip"),
    /** No coding; every client reads it. */
    IDENTITY("identity");

    private static final int WEIGHT_MAX = 1_000;
    private static final String ANY = "*";
    private static final Pattern WEIGHT =
            Pattern.compile("q=(?:(?<whole>1)(?:\\.0{0,3})?|0(?:\\.(?<part>\\d{0,3}))?)", Pattern.CASE_INSENSITIVE);

    private final String token;

    ContentCoding(String token) {
        this.token = token;
    }

    /** Returns its name in {@code Accept-Encoding} and {@code Content-Encoding}. */
    public String token() {
        return token;
    }

    /**
     * Returns the coding to send to a client. Identity stands in where the client accepts none of those offered, even if
     * it excludes identity: an answer that it may read is better than a refusal.
     *
     * @param accepted value of the client's {@code Accept-Encoding}, such as {@code br;q=1.0, gzip;q=0.8, *;q=0.1};
     *     empty if it sent none
     * @param offered codings in which the content is there, besides identity
     */
    public static ContentCoding best(String accepted, Set<ContentCoding> offered) {
        Map<String, Integer> weights = weights(accepted);
        ContentCoding best = IDENTITY;
        int most = weights.getOrDefault(IDENTITY.token, 0);
        for (ContentCoding each : values()) {
            int weight = weights.getOrDefault(each.token, weights.getOrDefault(ANY, 0));
            // The constants stand in the order of preference, so an equal weight is better than identity's alone.
            boolean isBetter = weight > most || (weight == most && best == IDENTITY);
            if (each != IDENTITY && offered.contains(each) && weight > 0 && isBetter) {
                best = each;
                most = weight;
            }
        }
        return best;
    }

    /** Returns the weight of each coding named, in thousandths; the lowest one where a coding is named twice. */
    private static Map<String, Integer> weights(String accepted) {
        Map<String, Integer> weights = HashMap.newHashMap(4);
        for (String each : accepted.split(",", -1)) {
            String[] parts = each.split(";", 2);
            String name = parts[0].strip().toLowerCase(Locale.ROOT);
            // An older name of the same coding, which is to be read as its newer one.
            String coding = name.equals("x-gzip") ? GZIP.token : name;
            weights.merge(coding, parts.length == 1 ? WEIGHT_MAX : weight(parts[1].strip()), Math::min);
        }
        return weights;
    }

    /** Returns 0 for a weight that cannot be read: what the client may not understand is not sent to it. */
    private static int weight(String parameter) {
        Matcher read = WEIGHT.matcher(parameter);
        if (!read.matches()) {
            return 0;
        }
        if (read.group("whole") != null) {
            return WEIGHT_MAX;
        }
        String part = read.group("part");
        return part == null ? 0 : Integer.parseInt((part + "000").substring(0, 3));
    }
}
