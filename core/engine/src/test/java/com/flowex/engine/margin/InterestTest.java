package com.flowex.engine.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.margin.MarginTerms;
import org.junit.jupiter.api.Test;

class InterestTest {

    @Test
    void eachHourCostsTheSameShareOfThePrincipal() {
        Interest hour = Interest.NONE.after(1_000_000, 12_500, 1);

        assertEquals(new Interest(12, 500_000_000), hour);
        assertEquals(13, hour.owed(), "a fraction is rounded up");
        assertEquals(new Interest(25, 0), hour.after(1_000_000, 12_500, 1));
        assertEquals(Interest.NONE.after(1_000_000, 12_500, 24), hour.after(1_000_000, 12_500, 23));
    }

    @Test
    void interestStopsAtThePrincipal() {
        assertEquals(new Interest(7, 0), Interest.NONE.after(7, MarginTerms.RATE_MAX, 5_000_000));
        assertEquals(
                new Interest(MarginTerms.CAP_MAX, 0),
                Interest.NONE.after(MarginTerms.CAP_MAX, MarginTerms.RATE_MAX, Long.MAX_VALUE));
    }

    @Test
    void aRepaymentPaysInterestFirstAndTheFractionWithItsLastUnit() {
        DebtBalance owed = DebtBalance.NOTHING.lent(1_000_000, 12_500);

        assertEquals(1_000_013, owed.units());
        assertEquals(new DebtBalance(1_000_000, new Interest(2, 500_000_000)), owed.repaid(10));
        assertEquals(new DebtBalance(1_000_000, Interest.NONE), owed.repaid(13));
        assertEquals(new DebtBalance(1, Interest.NONE), owed.repaid(1_000_012));
        assertEquals(DebtBalance.NOTHING, owed.repaid(1_000_013));
    }

    @Test
    void fractionsOfLoansAddUp() {
        DebtBalance one = DebtBalance.NOTHING.lent(600, 1_000_000);

        assertEquals(new DebtBalance(600, new Interest(0, 600_000_000)), one);
        assertEquals(new DebtBalance(1_200, new Interest(1, 200_000_000)), one.lent(600, 1_000_000));
    }

    @Test
    void hoursAreFullHoursOfLogTime() {
        long hour = Interest.HOUR_NANOS;

        assertEquals(hour, Interest.hourAfter(0));
        assertEquals(hour, Interest.hourAfter(hour - 1));
        assertEquals(2 * hour, Interest.hourAfter(hour));
        assertEquals(Long.MAX_VALUE, Interest.hourAfter(Long.MAX_VALUE - 1));
    }
}
