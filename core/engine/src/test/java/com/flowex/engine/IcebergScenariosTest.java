package com.flowex.engine;

import static com.flowex.engine.Scenario.scenario;

import org.junit.jupiter.api.Test;

/** Icebergs: what they show, where they queue, what is hidden. */
class IcebergScenariosTest {

    @Test
    void anIcebergShowsAPartAndGoesToTheBackWhenItIsUsedUp() {
        scenario("""
            ada sell 10 @ 100 show 3   | accepted #1, rests 10 @ 100 shows 3
            bob sell 3 @ 100           | accepted #2, rests 3 @ 100
            cyd buy 4 @ 100            | accepted #3, trade #1 3 @ 100, refreshed #1 shows 3, trade #2 1 @ 100
            cyd buy 4 @ 100            | accepted #4, trade #2 2 @ 100, trade #1 2 @ 100
            cyd buy 10 @ 100           | accepted #5, trade #1 1 @ 100, refreshed #1 shows 3, trade #1 3 @ 100, refreshed #1 shows 1, trade #1 1 @ 100, rests 5 @ 100
            """);
    }

    @Test
    void anIcebergThatTakesShowsItselfOnlyWhenItRests() {
        scenario("""
            bob sell 4 @ 100             | accepted #1, rests 4 @ 100
            ada buy 10 @ 100 show 2      | accepted #2, trade #1 4 @ 100, rests 6 @ 100 shows 2
            ada has                      | 10004 coins, 999600 dollars (600 held)
            """);
    }

    /** Failure 14: an iceberg in the way of a fill-or-kill order. */
    @Test
    void fillOrKillCountsTheHiddenPart() {
        scenario("""
            ada sell 10 @ 100 show 3     | accepted #1, rests 10 @ 100 shows 3
            bob buy 11 @ 100 fok         | accepted #2, expired #2 11 fill_or_kill
            bob buy 10 @ 100 fok         | accepted #3, trade #1 3 @ 100, refreshed #1 shows 3, trade #1 3 @ 100, refreshed #1 shows 3, trade #1 3 @ 100, refreshed #1 shows 1, trade #1 1 @ 100
            """);
    }

    @Test
    void aReductionTakesTheHiddenPartFirst() {
        scenario("""
            ada sell 10 @ 100 show 3     | accepted #1, rests 10 @ 100 shows 3
            ada reduce #1 to 4           | reduced #1 to 4
            bob sell 1 @ 100             | accepted #2, rests 1 @ 100
            cyd buy 3 @ 100              | accepted #3, trade #1 3 @ 100, refreshed #1 shows 1
            cyd buy 1 @ 100              | accepted #4, trade #2 1 @ 100
            ada has                      | 9997 coins (1 held), 1000300 dollars
            """);
    }

    @Test
    void displayQuantityMustBeLessThanTheTotalAndValid() {
        scenario("""
            operator rules lot=2 min=4       | changed
            ada sell 10 @ 100 show 10        | display_quantity_invalid
            ada sell 10 @ 100 show 12        | display_quantity_invalid
            ada sell 10 @ 100 show 5         | display_quantity_invalid
            ada sell 10 @ 100 show 2         | display_quantity_invalid
            ada sell 10 @ 100 show 4         | accepted #1, rests 10 @ 100 shows 4
            """);
    }
}
