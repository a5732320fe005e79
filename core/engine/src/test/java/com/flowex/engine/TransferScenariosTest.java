package com.flowex.engine;

import static com.flowex.engine.MoneyScenario.scenario;

import org.junit.jupiter.api.Test;

/** The life of money that is paid, set aside, posted, voided or forgotten, in the words of its owners. */
class TransferScenariosTest {

    @Test
    void paymentMovesTheAmountToTheReceiver() {
        scenario("""
                outside pays ada 100 as 1 | paid 100
                ada pays bob 30 as 2      | paid 30
                ada has                   | 70
                bob has                   | 30
                outside has               | -100
                """);
    }

    @Test
    void paymentAboveTheBalanceIsRefused() {
        scenario("""
                outside pays ada 100 as 1 | paid 100
                ada pays bob 101 as 2     | insufficient_funds
                ada pays bob 100 as 3     | paid 100
                ada pays bob 1 as 4       | insufficient_funds
                """);
    }

    /** Failure 6. */
    @Test
    void theSameIdPaysOnceHoweverLate() {
        scenario("""
                outside pays ada 100 as 1 | paid 100
                outside pays ada 100 as 1 | again done
                after 100000000           |
                outside pays ada 100 as 1 | again done
                ada has                   | 100
                """);
    }

    @Test
    void theSameIdWithAnythingElseIsAnError() {
        scenario("""
                outside pays ada 100 as 1           | paid 100
                outside pays ada 99 as 1            | transfer_id_reused
                outside pays bob 100 as 1           | transfer_id_reused
                outside reserves ada 100 as 1       | transfer_id_reused
                outside reserves ada 10 as 2 for 10 | reserved 10
                outside reserves ada 10 as 2 for 11 | transfer_id_reused
                outside reserves ada 10 as 2        | transfer_id_reused
                outside reserves ada 10 as 2 for 10 | again done
                post 5 of 2 as 3                    | posted 5
                post 6 of 2 as 3                    | transfer_id_reused
                post 2 as 3                         | transfer_id_reused
                void 2 as 3                         | transfer_id_reused
                post 5 of 2 as 3                    | again done
                """);
    }

    /** Failure 11. */
    @Test
    void aRefusedIdStaysRefusedEvenWhenTheMoneyHasCome() {
        scenario("""
                ada pays bob 10 as 1          | insufficient_funds
                ada reserves bob 10 as 2      | insufficient_funds
                post 2 as 3                   | reservation_unknown
                outside pays ada 100 as 4     | paid 100
                ada pays bob 10 as 1          | again insufficient_funds
                ada reserves bob 10 as 2      | again insufficient_funds
                post 2 as 3                   | again reservation_unknown
                ada has                       | 100
                """);
    }

    @Test
    void refusalsComeInTheirOrder() {
        scenario("""
                ada pays nobody 5 gold as 1     | unknown_asset
                ada pays nobody 5 euros as 2    | unknown_account
                ada pays abroad 5 as 3          | other_tenant
                abroad pays ada 5 euros as 4    | other_tenant
                ada pays bob 5 euros as 5       | other_tenant
                ada pays bob 5 as 6             | insufficient_funds
                outside pays ada 1001 as 7      | supply_exceeded
                post 99 as 8                    | reservation_unknown
                """);
    }

    /** Failure 8: a hold counts in every balance check. */
    @Test
    void reservedAmountCannotBeSpentOrReservedAgain() {
        scenario("""
                outside pays ada 100 as 1  | paid 100
                ada reserves bob 70 as 2   | reserved 70
                ada has                    | 100 (70 held)
                bob has                    | 0
                ada pays cyd 31 as 3       | insufficient_funds
                ada reserves cyd 31 as 4   | insufficient_funds
                ada pays cyd 30 as 5       | paid 30
                post 2 as 6                | posted 70
                ada has                    | 0
                bob has                    | 70
                """);
    }

    /** Failure 8: a partial post. */
    @Test
    void unpostedRemainderIsReleased() {
        scenario("""
                outside pays ada 100 as 1   | paid 100
                ada reserves bob 70 as 2    | reserved 70
                post 71 of 2 as 3           | exceeds_reservation
                post 20 of 2 as 4           | posted 20
                ada has                     | 80
                bob has                     | 20
                ada pays bob 80 as 5        | paid 80
                """);
    }

    /** Failure 8: two posts, void twice, post after void, void after post: one winner each. */
    @Test
    void aReservationEndsOnce() {
        scenario("""
                outside pays ada 100 as 1   | paid 100
                ada reserves bob 10 as 2    | reserved 10
                post 2 as 3                 | posted 10
                post 2 as 4                 | reservation_posted
                void 2 as 5                 | reservation_posted
                ada reserves bob 10 as 6    | reserved 10
                void 6 as 7                 | voided 10
                void 6 as 8                 | reservation_voided
                post 6 as 9                 | reservation_voided
                ada has                     | 90
                bob has                     | 10
                """);
    }

    /** Failure 8: post after expiry, before and after the expiry's event. */
    @Test
    void aReservationExpiresByLogTime() {
        scenario("""
                outside pays ada 100 as 1       | paid 100
                ada reserves bob 10 as 2 for 60 | reserved 10
                ada reserves bob 20 as 3 for 60 | reserved 20
                ada reserves bob 5 as 4         | reserved 5
                after 59                        |
                post 2 as 5                     | posted 10
                after 2 untold                  |
                ada has                         | 90 (25 held)
                post 3 as 6                     | reservation_expired
                void 3 as 7                     | reservation_expired
                after 1                         | expired 20
                post 3 as 8                     | reservation_expired
                after 100000000                 |
                ada has                         | 90 (5 held)
                post 4 as 9                     | posted 5
                """);
    }

    @Test
    void reservationsThatAreDueTogetherExpireByTheirIds() {
        scenario("""
                outside pays ada 100 as 1                                           | paid 100
                ada reserves bob 3 as 30 for 60 then ada reserves bob 2 as 20 for 60 | reserved 3, reserved 2
                after 61                                                             | expired 2, expired 3
                ada has                                                              | 100
                """);
    }

    @Test
    void aChainIsDoneStepByStep() {
        scenario("""
                outside pays ada 10 as 1 then ada pays bob 10 as 2 then bob pays cyd 4 as 3 | paid 10, paid 10, paid 4
                ada has                                                                     | 0
                bob has                                                                     | 6
                cyd has                                                                     | 4
                """);
    }

    @Test
    void aChainThatBreaksLeavesNothingBehind() {
        scenario("""
                outside pays ada 10 as 1                                          | paid 10
                ada pays bob 10 as 2 then bob pays cyd 11 as 3 then post 9 as 4   | insufficient_funds
                ada has                                                           | 10
                bob has                                                           | 0
                ada pays bob 10 as 2                                              | transfer_id_reused
                ada pays bob 10 as 5                                              | paid 10
                """);
    }

    /** Failure 11: the answer is that of the step at fault. */
    @Test
    void aRefusedChainStaysRefused() {
        scenario("""
                ada pays bob 10 as 1 then ada pays cyd 1 as 2           | insufficient_funds
                outside pays ada 100 as 3                               | paid 100
                ada pays bob 10 as 1 then ada pays cyd 1 as 2           | again insufficient_funds
                ada pays bob 10 as 5 then ada pays nobody 1 as 6        | unknown_account
                ada pays bob 10 as 5 then ada pays nobody 1 as 6        | again unknown_account
                ada has                                                 | 100
                """);
    }

    @Test
    void aChainIsTheSameOnlyWholeAndInItsOrder() {
        scenario("""
                outside pays ada 9 as 1 then ada pays bob 5 as 2 then ada pays cyd 4 as 3 | paid 9, paid 5, paid 4
                outside pays ada 9 as 1 then ada pays bob 5 as 2 then ada pays cyd 4 as 3 | again done
                outside pays ada 9 as 1 then ada pays cyd 4 as 3 then ada pays bob 5 as 2 | transfer_id_reused
                outside pays ada 9 as 1 then ada pays bob 5 as 2                          | transfer_id_reused
                outside pays ada 9 as 1                                                   | transfer_id_reused
                ada pays bob 5 as 2 then ada pays cyd 4 as 3                              | transfer_id_reused
                ada has                                                                   | 0
                """);
    }

    /** An id that another chain used breaks this chain, and the ids that were new stay refused. */
    @Test
    void aChainWithAUsedIdInTheMiddleIsRefused() {
        scenario("""
                outside pays ada 9 as 1                                                   | paid 9
                outside pays ada 1 as 2 then outside pays ada 9 as 1 then ada pays bob 1 as 3 | transfer_id_reused
                outside pays ada 1 as 2 then outside pays ada 9 as 1 then ada pays bob 1 as 3 | transfer_id_reused
                outside pays ada 1 as 2                                                   | transfer_id_reused
                ada pays bob 1 as 3                                                       | transfer_id_reused
                outside pays ada 9 as 1                                                   | again done
                ada has                                                                   | 9
                """);
    }

    /** Failure 23: principal and fee leave together, or neither does. */
    @Test
    void principalAndFeeAreReleasedByOneChain() {
        scenario("""
                outside pays seller 100 as 1                                            | paid 100
                seller reserves escrow 50 as 2 then post 2 as 3                         | reserved 50, posted 50
                escrow reserves buyer 49 as 4 then escrow reserves house 1 as 5         | reserved 49, reserved 1
                post 4 as 6 then post 2 of 5 as 7                                       | exceeds_reservation
                escrow has                                                              | 50 (50 held)
                post 4 as 8 then post 5 as 9                                            | posted 49, posted 1
                buyer has                                                               | 49
                house has                                                               | 1
                """);
    }

    @Test
    void withinAChainAReservationCanBePostedOnce() {
        scenario("""
                outside pays ada 10 as 1                                               | paid 10
                ada reserves bob 10 as 2 then post 4 of 2 as 3 then post 2 as 4        | reservation_posted
                ada reserves bob 10 as 5 then void 5 as 6 then post 5 as 7             | reservation_voided
                ada has                                                                | 10
                ada reserves bob 10 as 8 then post 4 of 8 as 9 then ada pays cyd 6 as 10 | reserved 10, posted 4, paid 6
                ada has                                                                | 0
                """);
    }

    /** The hold of a chain's own reservation cannot be spent by its next step, and its release can. */
    @Test
    void aHoldOfTheSameChainCounts() {
        scenario("""
                outside pays ada 10 as 1                                        | paid 10
                ada reserves bob 6 as 2 then ada pays cyd 5 as 3                | insufficient_funds
                ada reserves bob 6 as 4 then void 4 as 5 then ada pays cyd 10 as 6 | reserved 6, voided 6, paid 10
                """);
    }

    @Test
    void theOutsideOwesAtMostTenTimesTheSupply() {
        scenario("""
                outside pays ada 1000 as 1      | paid 1000
                outside pays ada 1 as 2         | supply_exceeded
                ada pays outside 10 as 3        | paid 10
                outside reserves ada 10 as 4    | reserved 10
                outside pays ada 1 as 5         | supply_exceeded
                outside reserves ada 1 as 6     | supply_exceeded
                post 3 of 4 as 7                | posted 3
                outside pays ada 8 as 8         | supply_exceeded
                outside pays ada 7 as 9         | paid 7
                """);
    }

    /** Debts of earlier steps of a chain count. */
    @Test
    void aChainCannotOweMoreThanItsStepsTogetherMay() {
        scenario("""
                outside pays ada 600 as 1 then outside pays ada 600 as 2 | supply_exceeded
                outside pays ada 600 as 3 then ada pays outside 100 as 4 then outside pays ada 500 as 5 | paid 600, paid 100, paid 500
                outside has                                              | -1000
                """);
    }

    @Test
    void accountsThatMayOweShareOneBound() {
        scenario("""
                Lender pays ada 600 as 1        | paid 600
                Lender has                      | -600
                outside pays ada 401 as 2       | supply_exceeded
                outside pays ada 400 as 3       | paid 400
                Lender reserves ada 1 as 4      | supply_exceeded
                outside pays Lender 600 as 5    | paid 600
                Lender has                      | 0
                Lender pays outside 600 as 6    | paid 600
                ada pays Lender 700 as 7        | paid 700
                Lender has                      | 100
                Lender pays ada 700 as 8        | paid 700
                Lender pays ada 1 as 9          | supply_exceeded
                """);
    }
}
