package com.flowex.identity.lockout;

import com.flowex.ground.settings.SettingsReader;
import java.time.Duration;

/**
 * After how many failures logins have to wait.
 *
 * @param perAccount failures of one address from one place before it waits there
 * @param perAddress failures from one place before it waits
 * @param longest the most that anybody waits
 */
public record LockoutSettings(int perAccount, int perAddress, Duration longest) {

    /** Reads without throwing. */
    public static LockoutSettings read(SettingsReader reader) {
        return new LockoutSettings(
                reader.integer(
                        "FLOWEX_LOCKOUT_PER_ACCOUNT",
                        5,
                        1,
                        1_000,
                        "failed logins of one account from one place before it has to wait there; 20 times as many in all"),
                reader.integer(
                        "FLOWEX_LOCKOUT_PER_ADDRESS",
                        50,
                        1,
                        100_000,
                        "failed logins from one IP address, or one /64 of IPv6, before it has to wait"),
                reader.duration(
                        "FLOWEX_LOCKOUT_MAX_SECONDS",
                        Duration.ofMinutes(15),
                        Duration.ofSeconds(1),
                        86_400,
                        "the longest wait; each failure doubles it, from one second on"));
    }
}
