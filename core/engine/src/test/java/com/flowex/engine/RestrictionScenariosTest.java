package com.flowex.engine;

import static com.flowex.engine.Scenario.scenario;

import org.junit.jupiter.api.Test;

/** Accounts to which not everything is left: from the command on, by whichever way an order comes. */
class RestrictionScenariosTest {

    @Test
    void reduceOnlyExpiresBuysAndKeepsSells() {
        scenario("""
            ada buy 5 @ 100                    | accepted #1, rests 5 @ 100
            ada sell 5 @ 120                   | accepted #2, rests 5 @ 120
            ada buy 9 @ 95 show 3              | accepted #3, rests 9 @ 95 shows 3
            ada buy 4 stop 200 then market     | accepted #4
            ada buy 4 trail 10 then @ 150      | accepted #5
            ada sell 4 stop 50 then market     | accepted #6
            ada buy 9 @ 50 slices 3 every 9    | accepted #7, slice 1 of #7 for 3
            ada buy 5 @ 90 pair stop 150 then @ 160 | accepted #8, accepted #9, paired #8 #9, rests 5 @ 90
            operator restricts ada to reduce_only | reduce_only, expired #1 5 account_restricted, expired #3 9 account_restricted, expired #4 4 account_restricted, expired #5 4 account_restricted, expired #7 9 account_restricted, expired #8 5 account_restricted, expired #9 5 other_leg
            ada has                            | 10000 coins (9 held), 1000000 dollars
            after 9 seconds                    |
            operator restricts ada to reduce_only |
            bob sell 1 @ 50                    | accepted #10, rests 1 @ 50
            cyd buy 1 @ 50                     | accepted #11, trade #10 1 @ 50, triggered #6 at 50, expired #6 4 no_liquidity
            cyd buy 5 @ 120                    | accepted #12, trade #2 5 @ 120
            """);
    }

    @Test
    void reduceOnlyRefusesBuysOfEveryKind() {
        scenario("""
            bob sell 50 @ 100                  | accepted #1, rests 50 @ 100
            operator restricts ada to reduce_only | reduce_only
            ada buy 5 @ 90                     | account_restricted
            ada buy 5 @ 100 ioc                | account_restricted
            ada buy 5 @ 100 fok                | account_restricted
            ada buy 5 @ 90 post                | account_restricted
            ada buy 9 @ 90 show 3              | account_restricted
            ada buy 5 market                   | account_restricted
            ada buy 0 worth 500                | account_restricted
            ada buy 5 stop 150 then market     | account_restricted
            ada buy 5 profit 50 then @ 60      | account_restricted
            ada buy 5 trail 10 then market     | account_restricted
            ada buy 9 @ 100 slices 3 every 9   | account_restricted
            ada buy 5 @ 90 pair stop 150 then @ 160 | account_restricted
            ada buy 5 @ 100 starts sell 5 @ 120 | account_restricted
            ada sell 5 @ 120 starts buy 5 @ 90 | account_restricted
            ada has                            | 10000 coins, 1000000 dollars
            """);
    }

    @Test
    void reduceOnlyAllowsSellsChangesAndCancels() {
        scenario("""
            operator restricts ada to reduce_only | reduce_only
            bob buy 50 @ 100                   | accepted #1, rests 50 @ 100
            ada sell 5 market                  | accepted #2, trade #1 5 @ 100
            ada sell 0 worth 500               | accepted #3 for 5, trade #1 5 @ 100
            ada sell 5 @ 120                   | accepted #4, rests 5 @ 120
            ada amend #4 to 6 @ 110            | amended #4 to 6 @ 110, rests 6 @ 110
            ada reduce #4 to 4                 | reduced #4 to 4
            ada sell 5 stop 50 then market     | accepted #5
            ada revise #5 stop 60              | revised #5 to 5
            ada replace #4 with sell 3 @ 115   | canceled #4 4, accepted #6, rests 3 @ 115
            ada sell 2 @ 130 pair stop 70 then market | accepted #7, accepted #8, paired #7 #8, rests 2 @ 130
            ada sell 5 @ 100 starts sell 5 @ 140 | accepted #9, accepted #10, linked #9 #10, trade #1 5 @ 100, started #10, rests 5 @ 140
            ada sell 4 @ 100 slices 2 every 9  | accepted #11, slice 1 of #11 for 2, trade #1 2 @ 100
            ada cancel #6                      | canceled #6 3
            ada cancel all                     | canceled #5 5, canceled #7 2, expired #8 2 other_leg, canceled #10 5, canceled #11 2
            """);
    }

    /** The cancel is the owner's own and stands; what was to come in its stead does not come. */
    @Test
    void aSellIsNotReplacedByABuy() {
        scenario("""
            ada sell 5 @ 120                   | accepted #1, rests 5 @ 120
            operator restricts ada to reduce_only | reduce_only
            ada replace #1 with buy 5 @ 90     | canceled #1 5, account_restricted
            """);
    }

    @Test
    void aSaleAndTheBuyThatItWouldHaveStartedEndTogether() {
        scenario("""
            ada sell 5 @ 120 starts buy 5 @ 90 | accepted #1, accepted #2, linked #1 #2, rests 5 @ 120
            ada buy 5 @ 80 starts sell 5 @ 130 | accepted #3, accepted #4, linked #3 #4, rests 5 @ 80
            operator restricts ada to reduce_only | reduce_only, expired #2 5 account_restricted, canceled #1 5 other_leg, expired #3 5 account_restricted, canceled #4 5 other_leg
            """);
    }

    @Test
    void suspensionExpiresAndRefusesAllOrders() {
        scenario("""
            ada buy 5 @ 100                    | accepted #1, rests 5 @ 100
            ada sell 5 @ 120                   | accepted #2, rests 5 @ 120
            ada sell 5 stop 50 then market     | accepted #3
            operator restricts ada to suspended | suspended, expired #1 5 account_restricted, expired #2 5 account_restricted, expired #3 5 account_restricted
            ada buy 5 @ 100                    | account_restricted
            ada sell 5 @ 120                   | account_restricted
            ada sell 5 @ 120 pair stop 50 then market | account_restricted
            ada cancel #1                      | unknown_order
            ada cancel all                     |
            """);
    }

    /** Each is set as a whole, so the former state need not be known. */
    @Test
    void lastRestrictionReplacesEarlierOnes() {
        scenario("""
            ada sell 5 @ 120                   | accepted #1, rests 5 @ 120
            operator restricts ada to reduce_only | reduce_only
            operator restricts ada to suspended | suspended, expired #1 5 account_restricted
            operator restricts ada to reduce_only | reduce_only
            ada sell 5 @ 120                   | accepted #2, rests 5 @ 120
            ada buy 5 @ 100 as mine            | account_restricted
            operator restricts ada to none     | none
            operator restricts ada to none     |
            ada buy 5 @ 100 as mine            | again account_restricted
            ada buy 5 @ 100                    | accepted #3, rests 5 @ 100
            operator restricts nobody to suspended | unknown_account
            """);
    }

    /** A switch that an operator set stays on when the restriction ends, and the other way round. */
    @Test
    void restrictionsAndKillSwitchesDoNotUndoEachOther() {
        scenario("""
            ada buy 5 @ 100                    | accepted #1, rests 5 @ 100
            operator kills ada                 | killed, expired #1 5 kill_switch
            operator restricts ada to suspended | suspended
            ada sell 5 @ 120                   | account_killed
            operator revives ada               | revived
            ada sell 5 @ 120                   | account_restricted
            operator kills ada                 | killed
            operator restricts ada to none     | none
            ada sell 5 @ 120                   | account_killed
            operator revives ada               | revived
            ada sell 5 @ 120                   | accepted #2, rests 5 @ 120
            """);
    }

    @Test
    void anotherAccountOfTheSameOwnerGroupGoesOn() {
        scenario("""
            ada group 7                        | grouped
            bob group 7                        | grouped
            bob buy 5 @ 100                    | accepted #1, rests 5 @ 100
            operator restricts ada to suspended | suspended
            bob buy 5 @ 95                     | accepted #2, rests 5 @ 95
            """);
    }
}
