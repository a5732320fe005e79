package com.flowex.edge.tenancy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a tenant may switch off for its users. Everything is on unless its configuration says otherwise. */
public enum Feature {
    /** Users register themselves. */
    REGISTRATION,
    /** New orders. Orders that rest can always be canceled. */
    TRADING,
    /** Deposits. */
    DEPOSITS,
    /** Withdrawals. */
    WITHDRAWALS,
    /** Transfers from one user to another. */
    TRANSFERS,
    /** New API keys. */
    API_KEYS,
    /** Streams of market data. */
    STREAMS;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name on the wire, for example "api_keys". */
    public String label() {
        return label;
    }

    public static Optional<Feature> of(String label) {
        return Arrays.stream(values())
                .filter(feature -> feature.label.equals(label))
                .findFirst();
    }
}
