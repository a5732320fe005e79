package com.flowex.listings.app.fiat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Source of rates, the most trusted first. */
public enum FiatSource {
    OPERATOR,
    PROVIDER,
    /** Made-up rates of an exchange that has no other source and is not in production. */
    SAMPLE;

    /** Returns the name in the JSON interface. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the name of the source in the tables of providers' data; no provider of coins can have it. */
    String key() {
        return "fiat-" + word();
    }

    /** Returns the names of all sources in the tables of providers' data. */
    public static List<String> keys() {
        return Stream.of(values()).map(FiatSource::key).toList();
    }
}
