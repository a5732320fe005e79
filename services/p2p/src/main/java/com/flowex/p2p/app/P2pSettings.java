package com.flowex.p2p.app;

import com.flowex.platform.settings.SettingsReader;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Settings of trades between people.
 *
 * @param feeMillionths fee of the seller, in millionths of the principal
 * @param releaseWindow time in which the seller answers a payment before a dispute opens
 */
public record P2pSettings(int feeMillionths, Duration releaseWindow) {

    public static final P2pSettings DEFAULTS = new P2pSettings(1_000, Duration.ofMinutes(30));

    private static final int FEE_MAX = 50_000;
    private static final int RELEASE_MINUTES_MAX = 1_440;

    /** Reads the settings; does not throw. */
    public static P2pSettings read(SettingsReader reader) {
        reader.group("Trades between people");
        return new P2pSettings(
                reader.integer(
                        "FLOWEX_P2P_FEE_MILLIONTHS",
                        DEFAULTS.feeMillionths,
                        0,
                        FEE_MAX,
                        "fee that the seller pays, in millionths of the quantity"),
                reader.duration(
                        "FLOWEX_P2P_RELEASE_MINUTES",
                        DEFAULTS.releaseWindow,
                        Duration.ofMinutes(1),
                        RELEASE_MINUTES_MAX,
                        "time in which a seller answers a payment before a dispute opens"));
    }

    /** Returns a moment in microseconds, as the database stores it. */
    public static Instant stored(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }
}
