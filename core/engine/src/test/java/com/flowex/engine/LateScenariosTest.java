package com.flowex.engine;

import static com.flowex.engine.Scenario.scenario;

import org.junit.jupiter.api.Test;

/** Log time decides, not how far the engine has come with what is due: rules 2, and beside them what rules 1 did. */
class LateScenariosTest {

    /** Closes finding T7: after an outage takers met quotes whose time was over. */
    @Test
    void aMakerWhoseDateIsPastEndsWhenItIsMet() {
        scenario("""
            operator adopts 2            | rules 2
            ada sell 5 @ 100 gtd 60      | accepted #1, rests 5 @ 100
            bob sell 5 @ 105             | accepted #2, rests 5 @ 105
            after 1 hours                |
            eve buy 5 @ 105              | accepted #3, expired #1 5 good_till_date, trade #2 5 @ 105
            ada has                      | 10000 coins, 1000000 dollars
            after 1 seconds              |
            """);
    }

    @Test
    void byRules1ItTrades() {
        scenario("""
            ada sell 5 @ 100 gtd 60      | accepted #1, rests 5 @ 100
            after 1 hours                |
            eve buy 5 @ 105              | accepted #2, trade #1 5 @ 100
            """);
    }

    @Test
    void aMakerWhoseOwnerWasNotHeardOfEndsWhenItIsMet() {
        scenario("""
            operator adopts 2            | rules 2
            ada timer 30                 | timer set
            ada sell 5 @ 100             | accepted #1, rests 5 @ 100
            ada sell 5 @ 110             | accepted #2, rests 5 @ 110
            after 1 hours                |
            eve buy 5 @ 105 fok          | accepted #3, expired #3 5 fill_or_kill
            eve buy 5 @ 105 ioc          | accepted #4, canceled #1 5 dead_mans_timer, expired #4 5 immediate_or_cancel
            ada timer 30                 | timer off, canceled #2 5 dead_mans_timer, timer set
            """);
    }

    @Test
    void aMakerOfAMarketWhoseTimerIsPastEndsWhenItIsMet() {
        scenario("""
            operator adopts 15           | rules 15
            ada timer 30 here            | timer set here
            ada sell 5 @ 100             | accepted #1, rests 5 @ 100
            ada sell 5 @ 110             | accepted #2, rests 5 @ 110
            after 1 hours                |
            eve buy 5 @ 105 fok          | accepted #3, expired #3 5 fill_or_kill
            eve buy 5 @ 105 ioc          | accepted #4, canceled #1 5 dead_mans_timer, expired #4 5 immediate_or_cancel
            ada timer 30 here            | timer off here, canceled #2 5 dead_mans_timer, timer set here
            """);
    }

    /** The actions of a triggered order after its date are as late. */
    @Test
    void aTriggeredOrderWhoseDateIsPastEndsAtItsTurn() {
        scenario("""
            operator adopts 2                    | rules 2
            ada sell 5 stop 90 then @ 80 gtd 60  | accepted #1
            bob buy 5 @ 90                       | accepted #2, rests 5 @ 90
            after 1 hours                        |
            eve sell 5 @ 90                      | accepted #3, trade #2 5 @ 90, triggered #1 at 90, expired #1 5 good_till_date
            """);
    }

    @Test
    void anOrderIsNotAmendedAfterItsDate() {
        scenario("""
            operator adopts 2            | rules 2
            ada sell 5 @ 100 gtd 60      | accepted #1, rests 5 @ 100
            after 1 hours                |
            ada amend #1 to 6            | expiry_passed
            ada cancel #1                | canceled #1 5
            """);
    }

    /** Closes finding T8: all slices that an outage had missed went off at once. */
    @Test
    void lateSlicesMoveThoseBehindThem() {
        scenario("""
            operator adopts 2                 | rules 2
            bob sell 100 @ 100                | accepted #1, rests 100 @ 100
            ada buy 40 @ 100 slices 4 every 5 | accepted #2, slice 1 of #2 for 10, trade #1 10 @ 100
            after 1 hours                     |
            after 1 seconds                   | slice 2 of #2 for 10, trade #1 10 @ 100
            after 4 seconds                   |
            after 1 seconds                   | slice 3 of #2 for 10, trade #1 10 @ 100
            after 6 seconds                   | slice 4 of #2 for 10, trade #1 10 @ 100
            """);
    }

    /** A slice that is late by less keeps the pace of the others. */
    @Test
    void aSliceThatIsALittleLateMovesNothing() {
        scenario("""
            operator adopts 2                 | rules 2
            bob sell 100 @ 100                | accepted #1, rests 100 @ 100
            ada buy 30 @ 100 slices 3 every 5 | accepted #2, slice 1 of #2 for 10, trade #1 10 @ 100
            after 9 seconds                   | slice 2 of #2 for 10, trade #1 10 @ 100
            after 1 seconds                   | slice 3 of #2 for 10, trade #1 10 @ 100
            """);
    }

    @Test
    void byRules1AllOfThemGoOffAtOnce() {
        scenario("""
            bob sell 100 @ 100                | accepted #1, rests 100 @ 100
            ada buy 30 @ 100 slices 3 every 5 | accepted #2, slice 1 of #2 for 10, trade #1 10 @ 100
            after 1 hours                     |
            after 1 seconds                   | slice 2 of #2 for 10, trade #1 10 @ 100, slice 3 of #2 for 10, trade #1 10 @ 100
            """);
    }

    /** Closes finding T9: an operator's halt during a breaker's was swallowed, and the market opened by itself. */
    @Test
    void anOperatorsHaltOutlastsABreakers() {
        scenario("""
            operator adopts 2                   | rules 2
            operator rules breaker=10,60,30     | changed
            ada sell 1 @ 100                    | accepted #1, rests 1 @ 100
            ada sell 1 @ 200                    | accepted #2, rests 1 @ 200
            bob buy 2 @ 200                     | accepted #3, trade #1 1 @ 100, trade #2 1 @ 200, halted by circuit_breaker
            operator halts                      | halted
            operator halts                      |
            after 40 seconds                    |
            operator opens                      | open
            """);
    }

    @Test
    void byRules1TheBreakersHaltEndsByItself() {
        scenario("""
            operator rules breaker=10,60,30     | changed
            ada sell 1 @ 100                    | accepted #1, rests 1 @ 100
            ada sell 1 @ 200                    | accepted #2, rests 1 @ 200
            bob buy 2 @ 200                     | accepted #3, trade #1 1 @ 100, trade #2 1 @ 200, halted by circuit_breaker
            operator halts                      |
            after 40 seconds                    | open by halt_over
            """);
    }
}
