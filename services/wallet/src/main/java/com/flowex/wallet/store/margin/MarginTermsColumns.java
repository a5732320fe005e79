package com.flowex.wallet.store.margin;

import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.margin.MarginTier;
import com.flowex.domain.value.Scale;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Terms of lending in five consecutive columns: price scale, haircut, tiers, cap, hourly rate. */
public final class MarginTermsColumns {

    private static final int FIELDS_OF_TIER = 3;

    private MarginTermsColumns() {}

    /** Returns the tiers as a value for {@code bigint[]}: of each its beginning, initial and maintenance margin. */
    public static long[] tiers(MarginTerms terms) {
        return terms.tiers().stream()
                .flatMapToLong(
                        tier -> LongStream.of(tier.fromWhole(), tier.initialMillionths(), tier.maintenanceMillionths()))
                .toArray();
    }

    /** @param first number of the first column */
    public static MarginTerms terms(ResultSet row, int first) throws SQLException {
        Long[] tiers = (Long[]) row.getArray(first + 2).getArray();
        List<MarginTier> all = new ArrayList<>();
        for (int i = 0; i < tiers.length; i += FIELDS_OF_TIER) {
            all.add(new MarginTier(tiers[i], tiers[i + 1].intValue(), tiers[i + 2].intValue()));
        }
        return new MarginTerms(
                new Scale(row.getInt(first)),
                row.getInt(first + 1),
                all,
                row.getLong(first + 3),
                row.getInt(first + 4));
    }
}
