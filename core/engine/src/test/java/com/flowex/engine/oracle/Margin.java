package com.flowex.engine.oracle;

import com.flowex.domain.value.AssetId;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Level, queue and liquidation of an account that owes, by rules 8. */
final class Margin {

    /** Level at the last look, in millionths. */
    long level;

    boolean isCalled;

    /** Number of the batch in which the account is due; 0: it is not due. */
    long batch;

    /** Log time at which a waiting account is due; 0: it does not wait. */
    long retry;

    /** Assets that the account owes, as its events say. */
    final Set<AssetId> owed = new HashSet<>();

    /** Fees of the liquidation under way by asset id; null: there is none. */
    @Nullable
    TreeMap<Integer, BigInteger> fees;
}
