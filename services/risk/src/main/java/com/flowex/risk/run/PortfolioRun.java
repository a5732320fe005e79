package com.flowex.risk.run;

import com.flowex.risk.portfolio.PortfolioReport;
import com.flowex.risk.portfolio.PortfolioWish;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A portfolio that is to be looked at, or was.
 *
 * @param state queued, done or failed
 * @param report null until it is done, and in lists
 */
public record PortfolioRun(
        long id,
        String state,
        PortfolioWish wish,
        Instant orderedAt,
        @Nullable Instant endedAt,
        @Nullable PortfolioReport report,
        String why) {}
