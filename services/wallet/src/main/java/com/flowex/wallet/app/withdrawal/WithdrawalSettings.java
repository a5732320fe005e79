package com.flowex.wallet.app.withdrawal;

import com.flowex.platform.settings.SettingsReader;
import java.time.Duration;
import java.util.Map;

/**
 * Settings of withdrawals.
 *
 * @param addressLock delay until an address that was added to a list counts, and until a list that is switched off is
 *     off
 * @param stuckAfter time without a block after which a sent transaction's fee is raised
 */
public record WithdrawalSettings(Duration addressLock, Duration stuckAfter) {

    /** Defaults for an empty environment. */
    public static final WithdrawalSettings DEFAULTS = read(new SettingsReader(Map.of()));

    private static final int WEEK_SECONDS = 604_800;

    /** Reads the settings without throwing. */
    public static WithdrawalSettings read(SettingsReader reader) {
        reader.group("Withdrawals");
        return new WithdrawalSettings(
                reader.duration(
                        "FLOWEX_WITHDRAWAL_ADDRESS_LOCK_SECONDS",
                        Duration.ofHours(24),
                        Duration.ofSeconds(1),
                        WEEK_SECONDS,
                        "until an address that was added to an allow-list counts, and until a list that is switched off is off"),
                reader.duration(
                        "FLOWEX_WITHDRAWAL_STUCK_SECONDS",
                        Duration.ofMinutes(20),
                        Duration.ofSeconds(1),
                        WEEK_SECONDS,
                        "a withdrawal that was sent and is in no block for so long is sent again with a higher fee"));
    }
}
