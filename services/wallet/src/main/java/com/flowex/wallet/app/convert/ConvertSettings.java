package com.flowex.wallet.app.convert;

import com.flowex.platform.settings.SettingsReader;
import java.time.Duration;

/**
 * Settings of asset conversion.
 *
 * @param life time for which a quote can be accepted
 * @param slippage how much worse the quoted price is than the book's average, in hundredths of a percent
 */
public record ConvertSettings(Duration life, int slippage) {

    public static final ConvertSettings DEFAULTS = new ConvertSettings(Duration.ofSeconds(8), 20);

    public static ConvertSettings read(SettingsReader reader) {
        reader.group("Converting");
        return new ConvertSettings(
                reader.duration(
                        "FLOWEX_CONVERT_QUOTE_SECONDS",
                        DEFAULTS.life(),
                        Duration.ofSeconds(1),
                        600,
                        "so long a quote for converting can be taken"),
                reader.integer(
                        "FLOWEX_CONVERT_SLIPPAGE",
                        DEFAULTS.slippage(),
                        0,
                        1_000,
                        "so many hundredths of a percent the worst price of a quote is behind what the book offers on average"));
    }
}
