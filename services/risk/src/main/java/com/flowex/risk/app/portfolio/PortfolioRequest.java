package com.flowex.risk.app.portfolio;

import java.util.List;

/**
 * Request for a portfolio analysis.
 *
 * @param scope selects the portfolio
 * @param accounts accounts of a desk, or the owner's alone; empty for the whole tenant
 * @param confidence confidence of value at risk, such as 0.99
 * @param horizonDays number of days of the horizon
 * @param paths number of Monte Carlo paths
 */
public record PortfolioRequest(Scope scope, List<Long> accounts, double confidence, int horizonDays, int paths) {

    /** Owner of the portfolio. */
    public enum Scope {
        OWN,
        DESK,
        TENANT
    }

    public PortfolioRequest {
        accounts = List.copyOf(accounts);
    }
}
