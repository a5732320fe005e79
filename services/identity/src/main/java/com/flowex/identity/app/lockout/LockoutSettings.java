package com.flowex.identity.app.lockout;

import com.flowex.platform.settings.SettingsReader;
import java.time.Duration;

/**
 * Numbers of failures after which logins must wait.
 *
 * @param perAccount failures of one account from one place before it must wait there
 * @param perAddress failures from one place before it must wait
 * @param longest upper bound of any wait
 */
public record LockoutSettings(int perAccount, int perAddress, Duration longest) {

    /** Reads the settings without throwing; the reader collects the errors. */
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
