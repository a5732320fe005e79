package com.flowex.risk.store.portfolio;

import com.flowex.risk.app.portfolio.PortfolioReport;
import com.flowex.risk.app.portfolio.PortfolioRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An analysis of a portfolio that was ordered, with its result.
 *
 * @param state queued, done or failed
 * @param report null until the run is done, and in lists
 */
public record PortfolioRun(
        long id,
        String state,
        PortfolioRequest request,
        Instant orderedAt,
        @Nullable Instant endedAt,
        @Nullable PortfolioReport report,
        String why) {}
