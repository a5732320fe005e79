package com.flowex.engine;

import static com.flowex.engine.Scenario.scenario;

import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.FeeTier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fees by volume, and rebates. */
class FeeScenariosTest {

    @Test
    void ratesGoByTheVolumeOfThirtyDaysBeforeTheTrade() {
        scenario(
                new FeeSchedule(List.of(
                        new FeeTier(0, new FeeRates(50_000, 100_000)), new FeeTier(5_000, new FeeRates(0, 20_000)))),
                """
                ada sell 100 @ 100           | accepted #1, rests 100 @ 100
                bob buy 50 @ 100             | accepted #2, trade #1 50 @ 100
                fees has                     | 5 coins, 250 dollars
                bob buy 50 @ 100             | accepted #3, trade #1 50 @ 100
                fees has                     | 6 coins, 250 dollars
                after 720 hours              |
                bob sell 100 @ 100           | accepted #4, rests 100 @ 100
                ada buy 50 @ 100             | accepted #5, trade #4 50 @ 100
                fees has                     | 11 coins, 500 dollars
                """);
    }

    @Test
    void aMakersRebateComesOutOfTheTakersFee() {
        scenario(new FeeRates(-10_000, 20_000), """
            ada sell 100 @ 100           | accepted #1, rests 100 @ 100
            bob buy 100 @ 100            | accepted #2, trade #1 100 @ 100
            ada has                      | 9901 coins, 1010000 dollars
            bob has                      | 10098 coins, 990000 dollars
            fees has                     | 1 coins, 0 dollars
            """);
    }

    @Test
    void aMakersFeeIsInWhatTheMakerReceives() {
        scenario(new FeeRates(10_000, 20_000), """
            ada buy 100 @ 100            | accepted #1, rests 100 @ 100
            bob sell 100 @ 100           | accepted #2, trade #1 100 @ 100
            ada has                      | 10099 coins, 990000 dollars
            bob has                      | 9900 coins, 1009800 dollars
            fees has                     | 1 coins, 200 dollars
            """);
    }
}
