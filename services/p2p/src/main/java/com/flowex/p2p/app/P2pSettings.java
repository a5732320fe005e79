package com.flowex.p2p.app;

import com.flowex.p2p.app.translation.TranslationSettings;
import com.flowex.p2p.rule.method.TenantLimits;
import com.flowex.p2p.store.Offer;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.settings.SettingsReader;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Settings of trades between people.
 *
 * @param isOn false if offers are neither posted nor taken on any exchange; trades under way go on
 * @param feeMillionths fee of the seller, in millionths of the principal, of tenants without one of their own
 * @param releaseWindow time in which the seller answers a payment before a dispute opens
 * @param chats time after the end of a trade for which its chat is kept
 * @param windows windows of disputes and of expired trades
 * @param limits limits of a person
 * @param weighing values of trades in reliability
 * @param translation translations of chat messages
 */
public record P2pSettings(
        boolean isOn,
        int feeMillionths,
        Duration releaseWindow,
        Duration chats,
        DisputeWindows windows,
        PersonLimits limits,
        Weighing weighing,
        TranslationSettings translation) {

    /**
     * Limits of a person. A tenant may have others than the first two.
     *
     * @param takenADay offers that a person may take in 24 hours
     * @param givenUpADay trades that a buyer may cancel or let expire in 24 hours before taking another offer
     * @param presence time for which a request lets a person be there
     */
    public record PersonLimits(int takenADay, int givenUpADay, Duration presence) {}

    /**
     * Values of trades in reliability.
     *
     * @param asset code of the asset in which trades are valued; empty if all trades weigh the same
     * @param fullValue value of full weight, in whole units of that asset, above 0
     */
    public record Weighing(String asset, int fullValue) {}

    /**
     * Windows of disputes, and of expired trades.
     *
     * @param statements time in which both sides are heard before a decision
     * @param moderation service level of a case; after it the case escalates and its claim ends
     * @param appeal time between a decision and its postings, in which a party may appeal
     * @param reopening time after an expiry in which the buyer may report a late payment, and then the seller's to answer
     */
    public record DisputeWindows(Duration statements, Duration moderation, Duration appeal, Duration reopening) {}

    public static final P2pSettings DEFAULTS = new P2pSettings(
            true,
            1_000,
            Duration.ofMinutes(30),
            Duration.ofDays(365),
            new DisputeWindows(
                    Duration.ofMinutes(720),
                    Duration.ofMinutes(1_440),
                    Duration.ofMinutes(1_440),
                    Duration.ofMinutes(1_440)),
            new PersonLimits(100, 10, Duration.ofMinutes(60)),
            new Weighing("USDT", 500),
            TranslationSettings.OFF);

    private static final int RELEASE_MINUTES_MAX = 1_440;
    private static final int WINDOW_MINUTES_MAX = 20_160;
    private static final int CHAT_DAYS_MAX = 3_650;
    private static final Pattern ASSET = Pattern.compile("[A-Z0-9]{1,12}");

    /** Returns the fee of the sellers of a tenant, in millionths of the principal. */
    public int feeOf(TenantLimits tenant) {
        return Objects.requireNonNullElse(tenant.feeMillionths(), feeMillionths);
    }

    /** Returns the fee of an offer's seller: a sale keeps the fee of its posting, other sellers pay the present fee. */
    int feeOf(Offer offer, TenantLimits tenant) {
        return Objects.requireNonNullElseGet(offer.feeMillionths(), () -> feeOf(tenant));
    }

    /** Returns the limits of a person of a tenant. */
    public PersonLimits limitsOf(TenantLimits tenant) {
        return new PersonLimits(
                Objects.requireNonNullElse(tenant.takenPerDay(), limits.takenADay),
                Objects.requireNonNullElse(tenant.givenUpPerDay(), limits.givenUpADay),
                limits.presence);
    }

    /** Reads the settings; does not throw. */
    public static P2pSettings read(SettingsReader reader) {
        reader.group("Trades between people");
        return new P2pSettings(
                reader.flag("FLOWEX_P2P", true, "people may post and take offers; trades under way go on in any case"),
                reader.integer(
                        "FLOWEX_P2P_FEE_MILLIONTHS",
                        DEFAULTS.feeMillionths,
                        0,
                        TenantLimits.FEE_MAX,
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
                        "retention of chats and files after the end of their trade"),
                windows(reader),
                limits(reader),
                weighing(reader),
                TranslationSettings.read(reader));
    }

    private static PersonLimits limits(SettingsReader reader) {
        return new PersonLimits(
                reader.integer(
                        "FLOWEX_P2P_TAKEN_A_DAY",
                        DEFAULTS.limits.takenADay,
                        1,
                        TenantLimits.A_DAY_MAX,
                        "offers that a person may take in 24 hours"),
                reader.integer(
                        "FLOWEX_P2P_GIVEN_UP_A_DAY",
                        DEFAULTS.limits.givenUpADay,
                        1,
                        TenantLimits.A_DAY_MAX,
                        "trades that a buyer may cancel or let expire in 24 hours before taking another offer"),
                minutes(
                        reader,
                        "FLOWEX_P2P_PRESENCE_MINUTES",
                        DEFAULTS.limits.presence,
                        "time after a request in which a person is there; offers of others are hidden"));
    }

    private static Weighing weighing(SettingsReader reader) {
        return new Weighing(
                reader.parsed(
                        "FLOWEX_P2P_VALUE_ASSET",
                        DEFAULTS.weighing.asset,
                        "empty, or the code of an asset",
                        P2pSettings::code,
                        "asset in which trades are valued for reliability; empty: all trades weigh the same"),
                reader.integer(
                        "FLOWEX_P2P_FULL_VALUE",
                        DEFAULTS.weighing.fullValue,
                        1,
                        Integer.MAX_VALUE,
                        "value from which a trade has its full weight in reliability, in units of that asset"));
    }

    private static String code(String text) {
        if (!text.isEmpty() && !ASSET.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static DisputeWindows windows(SettingsReader reader) {
        return new DisputeWindows(
                minutes(
                        reader,
                        "FLOWEX_P2P_STATEMENT_MINUTES",
                        DEFAULTS.windows.statements,
                        "time in which both sides of a dispute are heard before a decision"),
                minutes(
                        reader,
                        "FLOWEX_P2P_CASE_MINUTES",
                        DEFAULTS.windows.moderation,
                        "time in which moderators decide a dispute before it escalates and its claim ends"),
                minutes(
                        reader,
                        "FLOWEX_P2P_APPEAL_MINUTES",
                        DEFAULTS.windows.appeal,
                        "time in which a party may appeal; the escrow waits for it"),
                minutes(
                        reader,
                        "FLOWEX_P2P_REOPEN_MINUTES",
                        DEFAULTS.windows.reopening,
                        "time in which a buyer may report a payment after an expiry, and then the seller's to answer"));
    }

    private static Duration minutes(SettingsReader reader, String name, Duration otherwise, String about) {
        return reader.duration(name, otherwise, Duration.ofMinutes(1), WINDOW_MINUTES_MAX, about);
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
