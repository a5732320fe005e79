package com.flowex.engine.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.margin.IndexQuote;
import com.flowex.domain.margin.MarginSums;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.margin.MarginTier;
import com.flowex.domain.value.Scale;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarginSumsTest {

    private static final List<MarginTier> BINANCES_TIERS = List.of(
            new MarginTier(0, 111_200, 50_000),
            new MarginTier(50_000, 142_900, 70_000),
            new MarginTier(100_000, 200_000, 80_000));

    private static final List<MarginTier> ETHERS_TIERS =
            List.of(new MarginTier(0, 111_200, 50_000), new MarginTier(30_000, 142_900, 70_000));

    private static final Scale WHOLE = new Scale(0);
    private static final Scale CENTS = new Scale(2);

    private static MarginTerms terms(Scale priceScale, int haircutMillionths) {
        return new MarginTerms(priceScale, haircutMillionths, BINANCES_TIERS, 1, 0);
    }

    /** The example that Binance publishes for its cross margin: 13 BTC at 30,000 and 13 ETH at 3,000 are owed. */
    @Test
    void eachSliceOfADebtNeedsTheMarginOfItsOwnTier() {
        MarginSums sums = new MarginSums();
        sums.addDebt(1_300_000_000L, new Scale(8), 3_000_000, terms(CENTS, 0));
        sums.addDebt(13, WHOLE, 3_000, new MarginTerms(WHOLE, 0, ETHERS_TIERS, 1, 0));

        assertEquals(new BigInteger("753271"), sums.initialMargin(new Scale(1)));
        assertEquals(new BigInteger("31330"), sums.maintenanceMargin(WHOLE));
    }

    @Test
    void theFirstUnitAboveABoundBelongsToTheNextTier() {
        MarginSums at = new MarginSums();
        MarginSums above = new MarginSums();
        at.addDebt(50_000, WHOLE, 1, terms(WHOLE, 0));
        above.addDebt(50_001, WHOLE, 1, terms(WHOLE, 0));

        assertEquals(new BigInteger("55600000"), at.initialMargin(new Scale(4)));
        assertEquals(new BigInteger("55601429"), above.initialMargin(new Scale(4)));
    }

    /** Collateral of 400 less a haircut of a tenth is worth 360; a debt of 200 needs 10 for maintenance and 22.24 at first. */
    @Test
    void theHaircutCountsForMarginAndNotForTheLevel() {
        MarginSums sums = new MarginSums();
        sums.addAsset(400, WHOLE, 1, terms(WHOLE, 100_000));
        sums.addDebt(200, WHOLE, 1, terms(WHOLE, 0));
        assertEquals(1_800_000, sums.collateralLevelMillionths());

        assertEquals(2_000_000, sums.levelMillionths());
        assertTrue(sums.isLevelAtLeast(MarginSums.TRANSFER_OUT_LEVEL));
        assertFalse(sums.isLevelAtLeast(MarginSums.TRANSFER_OUT_LEVEL + 1));
        assertTrue(sums.coverInitialMargin(0));
    }

    @Test
    void collateralThatJustCoversTheMarginIsEnough() {
        MarginSums enough = new MarginSums();
        MarginSums tooLittle = new MarginSums();
        enough.addAsset(11_112, new Scale(4), 1, terms(WHOLE, 0));
        enough.addDebt(1, WHOLE, 1, terms(WHOLE, 0));
        tooLittle.addAsset(11_111, new Scale(4), 1, terms(WHOLE, 0));
        tooLittle.addDebt(1, WHOLE, 1, terms(WHOLE, 0));

        assertTrue(enough.coverInitialMargin(0));
        assertFalse(tooLittle.coverInitialMargin(0));
        assertTrue(tooLittle.coverMaintenanceMargin());
        assertEquals(1_111_100, tooLittle.levelMillionths());
    }

    /** Collateral of 400 with a debt of 300 leaves a hundred: a leverage of four. */
    @Test
    void aLeverageBoundsTheDebtsByWhatIsLeftOfTheCollateral() {
        MarginSums sums = new MarginSums();
        sums.addAsset(400, WHOLE, 1, terms(WHOLE, 0));
        sums.addDebt(300, WHOLE, 1, terms(WHOLE, 0));

        assertTrue(sums.coverInitialMargin(4));
        assertFalse(sums.coverInitialMargin(3));
        assertFalse(sums.coverInitialMargin(1));
        assertTrue(new MarginSums().coverInitialMargin(1));
    }

    @Test
    void theLargestAmountsOfAllScalesAreExact() {
        for (int places = 0; places <= Scale.PLACES_MAX; places++) {
            for (int pricePlaces = 0; pricePlaces <= Scale.PLACES_MAX; pricePlaces++) {
                MarginSums sums = new MarginSums();
                MarginTerms terms = terms(new Scale(pricePlaces), 1);
                sums.addAsset(Long.MAX_VALUE, new Scale(places), IndexQuote.UNITS_MAX, terms);
                sums.addDebt(Long.MAX_VALUE, new Scale(places), IndexQuote.UNITS_MAX, terms);

                assertEquals(1_000_000, sums.levelMillionths(), () -> "scale " + terms.priceScale());
                assertFalse(sums.coverMaintenanceMargin());
            }
        }
    }

    @Test
    void anAccountWithoutDebtsHasTheHighestLevel() {
        assertEquals(MarginSums.NO_DEBT, new MarginSums().levelMillionths());
        assertTrue(new MarginSums().coverInitialMargin(0));
    }
}
