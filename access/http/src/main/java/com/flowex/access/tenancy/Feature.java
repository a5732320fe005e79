package com.flowex.access.tenancy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Feature that a tenant may switch on or off for its users. Every feature is on unless its configuration says otherwise,
 * except {@link #MARGIN}.
 */
public enum Feature {
    /** Self-registration of users. */
    REGISTRATION,
    /** New orders. Resting orders can always be canceled. */
    TRADING,
    /** Deposits. */
    DEPOSITS,
    /** Withdrawals. */
    WITHDRAWALS,
    /** Mailed codes by which users without a second factor confirm withdrawals and transfers, where the platform has them. */
    WITHDRAWAL_CODES,
    /** Codes by SMS as a second factor, where the platform has a provider. Users who have them get codes by mail instead. */
    SMS_CODES,
    /** Removal of the last second factor by users themselves. Factors can always be replaced. */
    FACTOR_REMOVAL,
    /** Recovery of users who have lost their second factors. Recoveries that wait go on. */
    FACTOR_RECOVERY,
    /** Transfers from one user to another. */
    TRANSFERS,
    /** New API keys. */
    API_KEYS,
    /** Streams of market data. */
    STREAMS,
    /** New offers and trades between people. Trades under way can always be finished. */
    P2P,
    /** New loans. A debt can always be repaid. The feature is off unless the configuration says otherwise. */
    MARGIN;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Returns the name on the wire, for example "api_keys". */
    public String label() {
        return label;
    }

    /** Returns true if the feature is on where the configuration does not name it. */
    public boolean isOnByDefault() {
        return this != MARGIN;
    }

    public static Optional<Feature> of(String label) {
        return Arrays.stream(values())
                .filter(feature -> feature.label.equals(label))
                .findFirst();
    }
}
