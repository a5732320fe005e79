package com.flowex.strategies;

import com.flowex.platform.settings.SettingsReader;
import java.time.Duration;

/**
 * Settings of strategies.
 *
 * @param history retention of ended back-tests
 */
public record StrategiesSettings(Duration history) {

    public static final StrategiesSettings DEFAULTS = new StrategiesSettings(Duration.ofDays(365));

    private static final int HISTORY_DAYS_MAX = 3_650;

    /** Reads the settings; does not throw. */
    public static StrategiesSettings read(SettingsReader reader) {
        reader.group("Strategies");
        return new StrategiesSettings(reader.duration(
                "FLOWEX_BACKTEST_HISTORY_DAYS",
                DEFAULTS.history(),
                Duration.ofDays(1),
                HISTORY_DAYS_MAX,
                "retention of ended back-tests"));
    }
}
