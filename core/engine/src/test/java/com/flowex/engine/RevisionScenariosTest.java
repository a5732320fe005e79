package com.flowex.engine;

import static com.flowex.engine.Scenario.scenario;

import org.junit.jupiter.api.Test;

/** Closes finding T11: orders that wait for a trigger, and what an iceberg shows, are changed where they are. */
class RevisionScenariosTest {

    @Test
    void aStopThatWaitsGetsAnotherTriggerPriceLimitAndQuantity() {
        scenario("""
            ada sell 5 stop 90 then @ 85            | accepted #1
            ada revise #1 stop 95                   | revised #1 to 5
            ada revise #1 @ 90 to 7                 | revised #1 to 7
            ada has                                 | 10000 coins (7 held), 1000000 dollars
            ada revise #1 @ 90 to 7 stop 95         | nothing_to_amend
            bob buy 1 @ 95                          | accepted #2, rests 1 @ 95
            bob buy 9 @ 90                          | accepted #3, rests 9 @ 90
            cyd sell 1 @ 95                         | accepted #4, trade #2 1 @ 95, triggered #1 at 95, trade #3 7 @ 90
            ada revise #1 stop 100                  | unknown_order
            """);
    }

    @Test
    void buyHoldsItsLimitOrByRules2ItsTriggerPrice() {
        scenario("""
            ada buy 5 stop 110 then @ 120           | accepted #1
            ada has                                 | 10000 coins, 1000000 dollars (600 held)
            ada revise #1 @ 130                     | revised #1 to 5
            ada has                                 | 10000 coins, 1000000 dollars (650 held)
            ada revise #1 @ 100000 to 11            | insufficient_funds
            ada revise #1 to 2                      | revised #1 to 2
            ada has                                 | 10000 coins, 1000000 dollars (260 held)
            operator adopts 2                       | rules 2
            bob buy 5 stop 110 then market          | accepted #2
            bob has                                 | 10000 coins, 1000000 dollars (550 held)
            bob revise #2 stop 120 to 6             | revised #2 to 6
            bob has                                 | 10000 coins, 1000000 dollars (720 held)
            """);
    }

    @Test
    void aTrailingBuyHoldsAtTheLevelWhereItWouldBeMetNow() {
        scenario("""
            operator adopts 2                       | rules 2
            cyd sell 9 @ 110                        | accepted #1, rests 9 @ 110
            dee buy 1 @ 110                         | accepted #2, trade #1 1 @ 110
            ada buy 2 trail 20 then market          | accepted #3
            ada has                                 | 10000 coins, 1000000 dollars (260 held)
            cyd sell 1 @ 100                        | accepted #4, rests 1 @ 100
            dee buy 1 @ 100                         | accepted #5, trade #4 1 @ 100
            dee buy 1 @ 110                         | accepted #6, trade #1 1 @ 110
            ada revise #3 trail 15                  | revised #3 to 2
            ada has                                 | 10000 coins, 1000000 dollars (230 held)
            ada revise #3 trail 10                  | would_trigger_at_once
            cyd sell 1 @ 100                        | accepted #7, rests 1 @ 100
            dee buy 1 @ 100                         | accepted #8, trade #7 1 @ 100
            ada revise #3 trail 10                  | revised #3 to 2
            dee buy 1 @ 110                         | accepted #9, trade #1 1 @ 110, triggered #3 at 110, trade #1 2 @ 110
            """);
    }

    @Test
    void aTriggerThatIsMetAlreadyIsRefusedAsAtPlacing() {
        scenario("""
            bob sell 2 @ 100                        | accepted #1, rests 2 @ 100
            cyd buy 1 @ 100                         | accepted #2, trade #1 1 @ 100
            ada sell 1 stop 95 then market          | accepted #3
            ada revise #3 stop 100                  | would_trigger_at_once
            ada sell 1 profit 105 then market       | accepted #4
            ada revise #4 profit 100                | would_trigger_at_once
            ada revise #4 profit 110                | revised #4 to 1
            """);
    }

    @Test
    void onlyFieldsOfAWaitingOrderAreRevised() {
        scenario("""
            ada sell 5 stop 90 then market          | accepted #1
            ada revise #1 @ 85                      | not_amendable
            ada revise #1 show 2                    | not_amendable
            ada revise #1 profit 85                 | not_amendable
            ada revise #1 stop 85 best              | not_amendable
            ada revise #1 trail 5                   | not_amendable
            bob revise #1 stop 85                   | unknown_order
            ada revise #1 stop 87                   | price_off_tick
            ada revise #1 to 100001                 | quantity_too_large
            ada sell 9 @ 110                        | accepted #2, rests 9 @ 110
            ada revise #2 stop 85                   | not_amendable
            ada revise #2 show 3                    | not_amendable
            ada sell 5 @ 120 pair stop 80 then market | accepted #3, accepted #4, paired #3 #4, rests 5 @ 120
            ada revise #4 stop 85                   | not_amendable
            ada sell 6 @ 120 slices 3 every 10      | accepted #5, slice 1 of #5 for 2
            ada revise #5 to 5                      | not_amendable
            operator cancel_only                    | cancel_only
            ada revise #1 stop 85                   | instrument_cancel_only
            ada revise #1 to 4                      | revised #1 to 4
            operator halts                          | halted
            ada revise #1 to 3                      | instrument_halted
            operator opens                          | open
            operator kills ada                      | killed, expired #1 4 kill_switch, expired #2 9 kill_switch, expired #3 5 kill_switch, expired #4 5 other_leg, expired #5 6 kill_switch
            """);
    }

    @Test
    void anIcebergShowsLessAtOnceAndMoreWithItsNextPartAndKeepsItsPlace() {
        scenario("""
            ada sell 20 @ 100 show 5                | accepted #1, rests 20 @ 100 shows 5
            bob sell 5 @ 100                        | accepted #2, rests 5 @ 100
            ada revise #1 show 8                    | display #1 8
            cyd buy 1 @ 100                         | accepted #3, trade #1 1 @ 100
            ada revise #1 show 3                    | display #1 3 hides 1
            cyd buy 4 @ 100                         | accepted #4, trade #1 3 @ 100, refreshed #1 shows 3, trade #2 1 @ 100
            ada revise #1 show 6                    | display #1 6
            cyd buy 7 @ 100                         | accepted #5, trade #2 4 @ 100, trade #1 3 @ 100, refreshed #1 shows 6
            ada revise #1 show 6                    | nothing_to_amend
            ada revise #1 show 20                   | display_quantity_invalid
            ada revise #1 show 4 to 18              | display #1 4 hides 2, reduced #1 to 11
            """);
    }

    @Test
    void anotherDisplayWithAnotherPriceOrMoreQuantityGoesThroughTheBookAnew() {
        scenario("""
            ada sell 20 @ 100 show 5                | accepted #1, rests 20 @ 100 shows 5
            ada revise #1 show 8 @ 105              | display #1 8, amended #1 to 20 @ 105, rests 20 @ 105 shows 8
            bob buy 3 @ 105                         | accepted #2, trade #1 3 @ 105
            ada revise #1 show 4 to 30              | display #1 4 hides 1, amended #1 to 27 @ 105, rests 27 @ 105 shows 4
            ada revise #1 show 2 to 3               | canceled #1 27
            """);
    }

    @Test
    void anOrderInTheBookIsRevisedAsItIsReducedRepricedAndAmended() {
        scenario("""
            ada sell 5 @ 100                        | accepted #1, rests 5 @ 100
            ada revise #1 to 4                      | reduced #1 to 4
            ada revise #1 to 4                      | not_a_reduction
            ada revise #1 @ 105                     | amended #1 to 4 @ 105, rests 4 @ 105
            ada revise #1 @ 110 to 6                | amended #1 to 6 @ 110, rests 6 @ 110
            """);
    }

    @Test
    void aWaitingIcebergGetsAnotherDisplay() {
        scenario("""
            ada sell 20 stop 90 then @ 100 show 5   | accepted #1
            ada revise #1 show 8                    | revised #1 to 20
            ada revise #1 to 8                      | display_quantity_invalid
            bob buy 1 @ 90                          | accepted #2, rests 1 @ 90
            cyd sell 1 @ 90                         | accepted #3, trade #2 1 @ 90, triggered #1 at 90, rests 20 @ 100 shows 8
            """);
    }
}
