package com.flowex.engine;

import static com.flowex.engine.Scenario.scenario;

import org.junit.jupiter.api.Test;

/** Effects of log time: good-till-date, time-weighted orders, the dead man's timer, the bound of one command. */
class TimeScenariosTest {

    @Test
    void goodTillDateEndsAtItsTimeAndNotBefore() {
        scenario("""
            ada buy 5 @ 100 gtd 60       | accepted #1, rests 5 @ 100
            after 59 seconds             |
            bob sell 2 @ 100             | accepted #2, trade #1 2 @ 100
            after 1 seconds              | expired #1 3 good_till_date
            after 1 seconds              |
            ada has                      | 10002 coins, 999800 dollars
            ada buy 5 @ 100 gtd 0        | expiry_passed
            """);
    }

    @Test
    void aConditionalOrderIsTimedFromItsAcceptance() {
        scenario("""
            ada sell 5 stop 90 then @ 80 gtd 60   | accepted #1
            bob sell 5 stop 90 then @ 80 gtd 90   | accepted #2
            after 60 seconds                      | expired #1 5 good_till_date
            cyd buy 1 @ 90                        | accepted #3, rests 1 @ 90
            cyd sell 1 @ 90                       | accepted #4, trade #3 1 @ 90, triggered #2 at 90, rests 5 @ 80
            after 30 seconds                      | expired #2 5 good_till_date
            """);
    }

    @Test
    void aTimeWeightedOrderWorksEqualSlicesAtItsPace() {
        scenario("""
            bob sell 20 @ 100            | accepted #1, rests 20 @ 100
            ada buy 10 @ 100 slices 3 every 10 | accepted #2, slice 1 of #2 for 3, trade #1 3 @ 100
            ada has                      | 10003 coins, 999700 dollars (700 held)
            after 9 seconds              |
            after 1 seconds              | slice 2 of #2 for 3, trade #1 3 @ 100
            after 10 seconds             | slice 3 of #2 for 4, trade #1 4 @ 100
            after 100 seconds            |
            ada has                      | 10010 coins, 999000 dollars
            """);
    }

    /** Failure 15: a slice keeps to the band of its own time, though the limit was within the band when the order came. */
    @Test
    void aSliceTradesWithinTheBandOfItsTime() {
        scenario("""
            operator rules band=10             | changed
            bob sell 1 @ 100                   | accepted #1, rests 1 @ 100
            cyd buy 1 @ 100                    | accepted #2, trade #1 1 @ 100
            ada buy 4 @ 110 slices 2 every 10  | accepted #3, slice 1 of #3 for 2
            bob buy 1 @ 95                     | accepted #4, rests 1 @ 95
            cyd sell 1 @ 95                    | accepted #5, trade #4 1 @ 95
            bob sell 5 @ 105                   | accepted #6, rests 5 @ 105
            after 10 seconds                   | slice 2 of #3 for 4, expired #3 4 slices_done
            """);
    }

    @Test
    void sliceRemainderIsSpreadAndThatOfTheLastExpires() {
        scenario("""
            ada buy 9 @ 100 slices 3 every 10  | accepted #1, slice 1 of #1 for 3
            bob sell 5 @ 100             | accepted #2, rests 5 @ 100
            after 10 seconds             | slice 2 of #1 for 4, trade #2 4 @ 100
            after 10 seconds             | slice 3 of #1 for 5, trade #2 1 @ 100, expired #1 4 slices_done
            ada has                      | 10005 coins, 999500 dollars
            """);
    }

    @Test
    void lateSlicesFollowAtOnceAndAClosedMarketSkipsThem() {
        scenario("""
            bob sell 20 @ 100            | accepted #1, rests 20 @ 100
            ada buy 9 @ 100 slices 3 every 10  | accepted #2, slice 1 of #2 for 3, trade #1 3 @ 100
            operator halts               | halted
            after 10 seconds             | slice 2 of #2 for 0
            operator opens               | open
            after 30 seconds             | slice 3 of #2 for 6, trade #1 6 @ 100
            ada buy 9 @ 100 slices 3 every 10  | accepted #3, slice 1 of #3 for 3, trade #1 3 @ 100
            after 30 seconds             | slice 2 of #3 for 3, trade #1 3 @ 100, slice 3 of #3 for 3, trade #1 3 @ 100
            """);
    }

    @Test
    void aTimeWeightedOrderIsCanceledCleanly() {
        scenario("""
            ada buy 9 @ 100 slices 3 every 10 as slow | accepted #1, slice 1 of #1 for 3
            ada amend #1 to 5            | not_amendable
            ada cancel slow              | canceled #1 9
            after 10 seconds             |
            ada has                      | 10000 coins, 1000000 dollars
            ada buy 5 @ 100 slices 6 every 10  | slice_too_small
            """);
    }

    @Test
    void selfTradePreventionEndsAWholeTimeWeightedOrder() {
        scenario("""
            ada sell 2 @ 100             | accepted #1, rests 2 @ 100
            ada buy 9 @ 100 slices 3 every 10 expire_taker | accepted #2, slice 1 of #2 for 3, prevented #1 -0 #2 -9, expired #2 0 self_trade_prevented
            ada buy 9 @ 100 slices 3 every 10 decrement    | accepted #3, slice 1 of #3 for 3, prevented #1 -2 #3 -2, expired #1 0 self_trade_prevented
            ada cancel all               | canceled #3 7
            """);
    }

    /** Failure 15: a slice keeps to the band of its own time, not only to the one at acceptance. */
    @Test
    void aSliceKeepsToTheBandOfItsTime() {
        scenario("""
            operator rules band=10             | changed
            bob sell 1 @ 100                   | accepted #1, rests 1 @ 100
            cyd buy 1 @ 100                    | accepted #2, trade #1 1 @ 100
            ada buy 9 @ 110 slices 3 every 10  | accepted #3, slice 1 of #3 for 3
            cyd buy 1 @ 90                     | accepted #4, rests 1 @ 90
            bob sell 1 @ 90                    | accepted #5, trade #4 1 @ 90
            bob sell 5 @ 100                   | accepted #6, rests 5 @ 100
            after 10 seconds                   | slice 2 of #3 for 4
            bob sell 2 @ 95                    | accepted #7, rests 2 @ 95
            after 10 seconds                   | slice 3 of #3 for 9, trade #7 2 @ 95, expired #3 7 slices_done
            """);
    }

    @Test
    void theDeadMansTimerCancelsEverythingUnlessItIsHeardOf() {
        scenario("""
            ada timer 30                 | timer set
            ada buy 5 @ 100              | accepted #1, rests 5 @ 100
            ada sell 5 stop 90 then market | accepted #2
            after 29 seconds             |
            ada timer 30                 | timer set
            after 29 seconds             |
            after 1 seconds              | timer off, canceled #1 5 dead_mans_timer, canceled #2 5 dead_mans_timer
            after 30 seconds             |
            ada timer 30                 | timer set
            ada timer 0                  | timer off
            ada timer 0                  |
            ada buy 5 @ 100              | accepted #3, rests 5 @ 100
            after 60 seconds             |
            nobody timer 5               | unknown_account
            """);
    }

    @Test
    void theTimerOfAMarketCancelsWhatIsThereUnlessItIsSetAgain() {
        scenario("""
            operator adopts 15           | rules 15
            ada timer 30 here            | timer set here
            ada buy 5 @ 100              | accepted #1, rests 5 @ 100
            ada sell 5 stop 90 then market | accepted #2
            after 29 seconds             |
            ada timer 30 here            | timer set here
            after 29 seconds             |
            after 1 seconds              | timer off here, canceled #1 5 dead_mans_timer, canceled #2 5 dead_mans_timer
            after 30 seconds             |
            ada timer 30 here            | timer set here
            ada timer 0 here             | timer off here
            ada timer 0 here             |
            ada buy 5 @ 100              | accepted #3, rests 5 @ 100
            after 60 seconds             |
            nobody timer 5 here          | unknown_account
            """);
    }

    @Test
    void olderRulesRefuseTheTimerOfAMarket() {
        scenario("""
            operator adopts 14           | rules 14
            ada timer 30 here            | rules_too_old
            nobody timer 30 here         | unknown_account
            """);
    }

    /** The account's timer comes first, and neither stops the other. */
    @Test
    void theTimersOfAnAccountAndOfItsMarketAreIndependent() {
        scenario("""
            operator adopts 15           | rules 15
            ada timer 20                 | timer set
            ada timer 30 here            | timer set here
            ada buy 5 @ 100              | accepted #1, rests 5 @ 100
            after 20 seconds             | timer off, canceled #1 5 dead_mans_timer
            ada buy 5 @ 100              | accepted #2, rests 5 @ 100
            after 10 seconds             | timer off here, canceled #2 5 dead_mans_timer
            ada timer 20 here            | timer set here
            ada timer 19                 | timer set
            ada buy 5 @ 100              | accepted #3, rests 5 @ 100
            after 20 seconds             | timer off, canceled #3 5 dead_mans_timer, timer off here
            """);
    }

    /** No timer of a delisted market is set; one that runs ends by its own time, a day later at most. */
    @Test
    void theTimerOfADelistedMarketRunsOut() {
        scenario("""
            operator adopts 15           | rules 15
            ada timer 30 here            | timer set here
            ada buy 5 @ 100              | accepted #1, rests 5 @ 100
            operator delists             | delisted, expired #1 5 delisted
            ada timer 60 here            | instrument_delisted
            ada timer 0 here             | instrument_delisted
            after 30 seconds             | timer off here
            """);
    }

    @Test
    void timersRunInTheOrderOfTheirTimes() {
        scenario("""
            ada buy 1 @ 100 gtd 30       | accepted #1, rests 1 @ 100
            bob buy 1 @ 100 gtd 20       | accepted #2, rests 1 @ 100
            cyd timer 25                 | timer set
            cyd buy 1 @ 100              | accepted #3, rests 1 @ 100
            after 60 seconds             | expired #2 1 good_till_date, timer off, canceled #3 1 dead_mans_timer, expired #1 1 good_till_date
            """);
    }

    @Test
    void aStopLooksWhenASliceHasTraded() {
        scenario("""
            bob sell 9 @ 110             | accepted #1, rests 9 @ 110
            dee buy 1 stop 110 then @ 50 | accepted #2
            ada buy 6 @ 110 slices 2 every 10  | accepted #3, slice 1 of #3 for 3, trade #1 3 @ 110, triggered #2 at 110, rests 1 @ 50
            """);
    }
}
