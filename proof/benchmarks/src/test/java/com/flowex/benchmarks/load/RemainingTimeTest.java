package com.flowex.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RemainingTimeTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void withoutARateItIsAsLongAsTheAnswersTake() {
        RemainingTime remaining = new RemainingTime(100_000, 0);

        assertEquals(10, remaining.seconds(0, SECOND, 10_000));
        assertEquals(4, remaining.seconds(60_000, 6 * SECOND, 10_000));
        assertEquals(0, remaining.seconds(100_000, 10 * SECOND, 10_000));
        assertEquals(100_000, remaining.seconds(0, 0, 0), "no answer yet");
    }

    @Test
    void aRateThatIsKeptEndsWhenTheRateSaysHoweverTheLastSecondWent() {
        RemainingTime remaining = new RemainingTime(60_000, 1_000);

        assertEquals(59, remaining.seconds(998, SECOND, 1_400));
        assertEquals(50, remaining.seconds(9_900, 10 * SECOND, 600));
        assertEquals(1, remaining.seconds(58_990, 59 * SECOND, 900));
        assertEquals(0, remaining.seconds(59_990, 61 * SECOND, 900));
    }

    @Test
    void aRateThatIsTooHighEndsWhenTheLastAnswerComes() {
        RemainingTime remaining = new RemainingTime(60_000, 10_000);

        assertEquals(28, remaining.seconds(4_000, 2 * SECOND, 2_000));
        assertEquals(10, remaining.seconds(40_000, 20 * SECOND, 2_000), "all are due by now");
    }

    @Test
    void aRunThatCatchesUpIsNotEndedBeforeItsLastTurn() {
        assertEquals(50, new RemainingTime(60_000, 1_000).seconds(8_000, 10 * SECOND, 5_000));
    }
}
