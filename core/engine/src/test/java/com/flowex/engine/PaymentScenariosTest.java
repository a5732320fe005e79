package com.flowex.engine;

import static com.flowex.engine.Scenario.scenario;

import org.junit.jupiter.api.Test;

/** How payments and orders meet; transfers among themselves are in {@link TransferScenariosTest}. */
class PaymentScenariosTest {

    @Test
    void aReservationHoldsUntilItIsPosted() {
        scenario("""
            ada reserve 600 for bob id 1      | reserved
            ada has                           | 10000 coins, 1000000 dollars (600 held)
            post 1 id 2                       | posted 600
            ada has                           | 10000 coins, 999400 dollars
            bob has                           | 10000 coins, 1000600 dollars
            """);
    }

    @Test
    void overdueReservationIsExpiredBeforeItsEvent() {
        scenario("""
            ada reserve 600 for bob id 1 within 3600 | reserved
            after 1 hours                     |
            post 1 id 2                       | reservation_expired
            after 1 seconds                   | reservation expired
            """);
    }

    /** Failure 8: a hold counts in every balance check. */
    @Test
    void aReservationCountsInEveryCheckOfTheBalance() {
        scenario("""
            ada reserve 999000 for bob id 1   | reserved
            ada buy 11 @ 100                  | insufficient_funds
            ada pay bob 1001 id 2             | insufficient_funds
            ada reserve 1001 for bob id 3     | insufficient_funds
            ada buy 10 @ 100                  | accepted #1, rests 10 @ 100
            ada reserve 1 for bob id 4        | insufficient_funds
            void 1 id 5                       | voided
            ada reserve 1 for bob id 6        | reserved
            """);
    }

    @Test
    void aChainIsDoneAsAWholeEachStepSeeingTheOnesBefore() {
        scenario("""
            ada reserve 5 for bob id 1 + post 1 id 2 + bob pay cyd 1000005 id 3 | reserved, posted 5, paid
            cyd has                           | 10000 coins, 2000005 dollars
            ada reserve 5 for bob id 1 + post 1 id 2 + bob pay cyd 1000005 id 3 | again paid
            """);
    }
}
