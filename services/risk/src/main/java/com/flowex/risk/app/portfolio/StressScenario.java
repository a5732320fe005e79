package com.flowex.risk.app.portfolio;

import java.util.List;
import java.util.Map;

/**
 * Assumed moves of prices for a stress test.
 *
 * @param shocks relative moves by asset code, "*" for all others; -0.37 is a fall by 37 %
 */
public record StressScenario(String name, Map<String, Double> shocks) {

    /** Key for every asset that is not named. */
    public static final String OTHERS = "*";

    /** Scenarios of the past, in rounded numbers, and common assumptions; docs/risk.md has the sources. */
    public static final List<StressScenario> BUILT_IN = List.of(
            new StressScenario("all_down_20", Map.of(OTHERS, -0.20)),
            new StressScenario("others_down_50", Map.of("BTC", -0.20, OTHERS, -0.50)),
            new StressScenario("march_2020", Map.of("BTC", -0.37, "ETH", -0.42, OTHERS, -0.45)),
            new StressScenario("winter_2022", Map.of("BTC", -0.77, "ETH", -0.77, OTHERS, -0.90)),
            new StressScenario("depeg_2023", Map.of("USDC", -0.12, "DAI", -0.11)),
            new StressScenario("all_up_30", Map.of(OTHERS, 0.30)));

    public StressScenario {
        shocks = Map.copyOf(shocks);
    }

    double shock(String asset) {
        Double own = shocks.get(asset);
        return own != null ? own : shocks.getOrDefault(OTHERS, 0.0);
    }
}
