package com.flowex.risk;

import com.flowex.platform.settings.SettingsReader;
import java.time.Duration;

/**
 * Retention of computed results.
 *
 * @param history retention of scores and of analysed portfolios
 * @param cases retention of surveillance cases after they are closed
 */
public record RiskSettings(Duration history, Duration cases) {

    public static final RiskSettings DEFAULTS = new RiskSettings(Duration.ofDays(730), Duration.ofDays(1_825));

    private static final int HISTORY_DAYS_MAX = 3_650;

    /** Reads the settings; does not throw. */
    public static RiskSettings read(SettingsReader reader) {
        reader.group("Risk");
        return new RiskSettings(
                reader.duration(
                        "FLOWEX_RISK_HISTORY_DAYS",
                        DEFAULTS.history(),
                        Duration.ofDays(1),
                        HISTORY_DAYS_MAX,
                        "so long scores of assets are known, and portfolios that were looked at"),
                reader.duration(
                        "FLOWEX_SURVEILLANCE_HISTORY_DAYS",
                        DEFAULTS.cases(),
                        Duration.ofDays(1),
                        HISTORY_DAYS_MAX,
                        "so long cases of surveillance are known once they are closed"));
    }

    int historyDays() {
        return Math.toIntExact(history.toDays());
    }
}
