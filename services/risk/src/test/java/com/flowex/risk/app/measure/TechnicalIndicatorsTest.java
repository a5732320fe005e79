package com.flowex.risk.app.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Goal: known answers come out, by hand and by another implementation (Lean's file of the S and P 500). */
class TechnicalIndicatorsTest {

    private static Path known() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null) {
            Path file = at.resolve("shared/data/indicators/spy_with_indicators.txt");
            if (Files.exists(file)) {
                return file;
            }
            at = at.getParent();
        }
        return Path.of("not-there");
    }

    @Test
    void relativeStrengthAndAveragesAreThoseOfAnotherImplementation() throws IOException {
        Assumptions.assumeTrue(
                Files.exists(known()), "no shared/data/indicators here: not compared with known answers");
        List<String> lines = Files.readAllLines(known());
        List<Double> closes = new ArrayList<>();
        int compared = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            closes.add(Double.parseDouble(cells[7]));
            double[] so = closes.stream().mapToDouble(Double::doubleValue).toArray();
            if (!cells[5].isEmpty()) {
                assertEquals(Double.parseDouble(cells[5]), TechnicalIndicators.rsi(so, 14), 0.01, line);
                compared++;
            }
            if (!cells[1].isEmpty()) {
                double expected = Double.parseDouble(cells[1]);
                assertEquals(expected, TechnicalIndicators.average(so, 14), 1e-4 * expected, line);
            }
        }
        assertTrue(compared > 50, "there was something to compare");
    }

    @Test
    void distancesAndTheDeepestFallEqualTheManualResults() {
        TechnicalIndicators found = TechnicalIndicators.of(new double[] {10, 20, 5, 8});
        assertEquals(8 / 20.0 - 1, found.toHigh(), 1e-12);
        assertEquals(8 / 5.0 - 1, found.toLow(), 1e-12);
        assertEquals(0.75, found.maxDrawdown(), 1e-12);
        assertEquals(8 / 10.75 - 1, found.toAverage50(), 1e-12);
        assertEquals(50, found.rsi());
    }

    @Test
    void aPriceThatOnlyRisesHasAStrengthOfAHundredAndOneThatStandsStillOfFifty() {
        double[] rising = new double[30];
        Arrays.setAll(rising, i -> 1 + i);
        assertEquals(100, TechnicalIndicators.of(rising).rsi());
        double[] still = new double[30];
        Arrays.fill(still, 7);
        assertEquals(50, TechnicalIndicators.of(still).rsi());
        assertEquals(0, TechnicalIndicators.maxDrawdown(rising));
    }
}
