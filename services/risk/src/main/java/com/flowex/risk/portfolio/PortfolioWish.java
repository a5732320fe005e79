package com.flowex.risk.portfolio;

import java.util.List;

/**
 * What is to be looked at, and how.
 *
 * @param scope whose portfolio
 * @param accounts of a desk, or the owner's alone; empty for the whole tenant
 * @param confidence of value at risk, such as 0.99
 * @param horizonDays for how many days
 * @param paths of Monte Carlo
 */
public record PortfolioWish(Scope scope, List<Long> accounts, double confidence, int horizonDays, int paths) {

    /** Whose portfolio is looked at. */
    public enum Scope {
        OWN,
        DESK,
        TENANT
    }

    public PortfolioWish {
        accounts = List.copyOf(accounts);
    }
}
