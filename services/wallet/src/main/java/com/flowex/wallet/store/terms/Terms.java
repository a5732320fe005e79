package com.flowex.wallet.store.terms;

import com.flowex.domain.market.Asset;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;

/**
 * Terms of one asset of one tenant, in units of its scale.
 *
 * @param minimum least amount of a withdrawal
 * @param fee fee of a withdrawal, taken out of its amount
 * @param approvalAbove amount above which a withdrawal needs a second person; 0 for every one
 * @param dailyUser amount that a user may withdraw in a day; {@link Long#MAX_VALUE} for no limit
 * @param dailyVip the same for a user with better terms
 * @param dailyTenant the same for all users of the tenant together
 * @param depositMinimum least deposit that is credited without an administrator
 * @param depositLarge amount from which a deposit waits for finality, not only for the network's confirmations
 * @param hotLimit greatest balance of the hot wallet; {@link Long#MAX_VALUE} for no limit
 * @param hotLow balance of the hot wallet below which a top-up is requested
 * @param stopped reason of a stop of withdrawals, by network; empty if there is none
 * @param version number that changes with every change
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

    /** No limit for the whole tenant: more than any ledger holds. */
    private static final BigInteger NO_LIMIT = BigInteger.TWO.pow(100);

    /** Terms in whole assets. */
    private record DefaultTerms(
            String minimum,
            String fee,
            String approvalAbove,
            String dailyUser,
            String dailyVip,
            String dailyTenant,
            String depositMinimum,
            String depositLarge) {}

    /** Default terms of well-known assets, close to those of large exchanges. */
    private static final Map<String, DefaultTerms> BUILT_IN = Map.of(
            "BTC", new DefaultTerms("0.0005", "0.0001", "0.5", "2", "100", "500", "0.00001", "1"),
            "ETH", new DefaultTerms("0.005", "0.0005", "10", "40", "2000", "10000", "0.0001", "20"),
            "USDT", new DefaultTerms("10", "1", "25000", "100000", "5000000", "20000000", "0.01", "50000"));

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

    /** Returns the least amount of a withdrawal: a positive amount has to arrive. */
    public long least() {
        return Math.max(minimum, fee + 1);
    }

    /** Returns the amount that a user may withdraw in a day. */
    public long daily(boolean isVip) {
        return isVip ? dailyVip : dailyUser;
    }

    /** Returns the default terms. For an unknown asset a second person approves every withdrawal. */
    public static Terms builtIn(Asset asset) {
        DefaultTerms known = BUILT_IN.get(asset.code());
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

    /** Returns at least one unit, so that an asset of few decimals has terms too. */
    private static long units(String whole, Asset asset) {
        return new BigDecimal(whole)
                .movePointRight(asset.scale().places())
                .setScale(0, RoundingMode.CEILING)
                .toBigIntegerExact()
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }
}
