package com.flowex.operations.kind;

/** The names of kinds of tasks. */
public final class KindNames {

    public static final String CLEAN_UP = "clean_up";
    public static final String REPORT = "report";
    public static final String HEALTH_REPORT = "health_report";
    public static final String ALERT_CHECK = "alert_check";
    public static final String OWN_DATA = "own_data";

    /** The scores of a tenant's assets; whoever has them says what is done. */
    public static final String DAILY_RISK = "daily_risk";

    /** Portfolios that wait; the same. */
    public static final String PORTFOLIO_RISK = "portfolio_risk";

    /** Alerts on figures of risk; the same. */
    public static final String RISK_ALERTS = "risk_alerts";

    /** Cases of what looks like abuse of a market; the same. */
    public static final String SURVEILLANCE = "surveillance";

    /** Restrictions that cases have and that are not set yet; the same. */
    public static final String CASE_RESTRICTIONS = "case_restrictions";

    private KindNames() {}
}
