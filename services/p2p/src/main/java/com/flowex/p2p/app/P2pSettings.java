package com.flowex.p2p.app;

import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.settings.SettingsReader;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Settings of trades between people.
 *
 * @param isOn false if offers are neither posted nor taken on any exchange; trades under way go on
 * @param feeMillionths fee of the seller, in millionths of the principal
 * @param releaseWindow time in which the seller answers a payment before a dispute opens
 * @param chats time after the end of a trade for which its chat is kept
 */
public record P2pSettings(boolean isOn, int feeMillionths, Duration releaseWindow, Duration chats) {

    public static final P2pSettings DEFAULTS =
            new P2pSettings(true, 1_000, Duration.ofMinutes(30), Duration.ofDays(365));

    private static final int FEE_MAX = 50_000;
    private static final int RELEASE_MINUTES_MAX = 1_440;
    private static final int CHAT_DAYS_MAX = 3_650;

    /** Reads the settings; does not throw. */
    public static P2pSettings read(SettingsReader reader) {
        reader.group("Trades between people");
        return new P2pSettings(
                reader.flag("FLOWEX_P2P", true, "people may post and take offers; trades under way go on in any case"),
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
                        "time in which a seller answers a payment before a dispute opens"),
                reader.duration(
                        "FLOWEX_P2P_CHAT_DAYS",
                        DEFAULTS.chats,
                        Duration.ofDays(30),
                        CHAT_DAYS_MAX,
                        "retention of chats and files after the end of their trade"));
    }

    /** @throws Refusal {@code feature_off} if offers are neither posted nor taken */
    void requireOn() {
        if (!isOn) {
            throw new Refusal(RefusalCode.FEATURE_OFF, "trades between people are switched off: FLOWEX_P2P");
        }
    }

    /** Returns a moment in microseconds, as the database stores it. */
    public static Instant stored(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }
}
