package com.flowex.wallet.terms;

import com.flowex.domain.Asset;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;

/**
 * The terms of one asset of one tenant, in units of its scale.
 *
 * @param minimum of a withdrawal
 * @param fee of a withdrawal, taken out of its amount
 * @param approvalAbove a withdrawal above this needs a second person; 0: every one
 * @param dailyUser what a user may take out in a day; {@link Long#MAX_VALUE}: as much as they have
 * @param dailyVip the same of a user with better terms
 * @param dailyTenant the same of all users of the tenant together
 * @param depositMinimum less is kept for a human
 * @param depositLarge from here on a deposit waits for finality, not only for the network's confirmations
 * @param hotLimit more than this does not stay where the tenant pays from; {@link Long#MAX_VALUE}: no limit
 * @param hotLow from below this on people are asked to bring some back
 * @param stopped why no withdrawal goes out now, by network; empty: they do
 * @param version changes with every change
 */
public record Terms(
        long minimum,
        long fee,
        long approvalAbove,
        long dailyUser,
        long dailyVip,
        BigInteger dailyTenant,
        long depositMinimum,
        long depositLarge,
        long hotLimit,
        long hotLow,
        String stopped,
        long version) {

    /** More than any ledger holds: no limit for the whole tenant. */
    private static final BigInteger NO_LIMIT = BigInteger.TWO.pow(100);

    /** In whole assets. */
    private record BuiltIn(
            String minimum,
            String fee,
            String approvalAbove,
            String dailyUser,
            String dailyVip,
            String dailyTenant,
            String depositMinimum,
            String depositLarge) {}

    /** Of the assets that everybody knows, of the order of what large exchanges ask. */
    private static final Map<String, BuiltIn> BUILT_IN = Map.of(
            "BTC", new BuiltIn("0.0005", "0.0001", "0.5", "2", "100", "500", "0.00001", "1"),
            "ETH", new BuiltIn("0.005", "0.0005", "10", "40", "2000", "10000", "0.0001", "20"),
            "USDT", new BuiltIn("10", "1", "25000", "100000", "5000000", "20000000", "0.01", "50000"));

    Terms withStopped(String why) {
        return new Terms(
                minimum,
                fee,
                approvalAbove,
                dailyUser,
                dailyVip,
                dailyTenant,
                depositMinimum,
                depositLarge,
                hotLimit,
                hotLow,
                why,
                version);
    }

    /** The least that somebody can withdraw: something has to arrive. */
    public long least() {
        return Math.max(minimum, fee + 1);
    }

    /** What a user may take out in a day. */
    public long daily(boolean isVip) {
        return isVip ? dailyVip : dailyUser;
    }

    /** The terms where nobody has said anything: of an asset that nobody knows, a second person approves every withdrawal. */
    static Terms builtIn(Asset asset) {
        BuiltIn known = BUILT_IN.get(asset.code());
        if (known == null) {
            return new Terms(
                    1, 0, 0, Long.MAX_VALUE, Long.MAX_VALUE, NO_LIMIT, 1, Long.MAX_VALUE, Long.MAX_VALUE, 0, "", 0);
        }
        return new Terms(
                units(known.minimum, asset),
                units(known.fee, asset),
                units(known.approvalAbove, asset),
                units(known.dailyUser, asset),
                units(known.dailyVip, asset),
                BigInteger.valueOf(units(known.dailyTenant, asset)),
                units(known.depositMinimum, asset),
                units(known.depositLarge, asset),
                Long.MAX_VALUE,
                0,
                "",
                0);
    }

    /** At least one unit, so that an asset of few decimals has terms too. */
    private static long units(String whole, Asset asset) {
        return new BigDecimal(whole)
                .movePointRight(asset.scale().places())
                .setScale(0, RoundingMode.CEILING)
                .toBigIntegerExact()
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }
}
