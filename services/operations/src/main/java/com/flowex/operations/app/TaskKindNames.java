package com.flowex.operations.app;

/** Names of the kinds of tasks. */
public final class TaskKindNames {

    public static final String CLEAN_UP = "clean_up";
    public static final String REPORT = "report";
    public static final String HEALTH_REPORT = "health_report";
    public static final String ALERT_CHECK = "alert_check";
    public static final String OWN_DATA = "own_data";

    /** Scores of a tenant's assets; another service provides the task. */
    public static final String DAILY_RISK = "daily_risk";

    /** Portfolios that wait for computation; another service provides the task. */
    public static final String PORTFOLIO_RISK = "portfolio_risk";

    /** Alerts on figures of risk; another service provides the task. */
    public static final String RISK_ALERTS = "risk_alerts";

    /** Cases of suspected market abuse; another service provides the task. */
    public static final String SURVEILLANCE = "surveillance";

    /** Restrictions of cases that are not set yet; another service provides the task. */
    public static final String CASE_RESTRICTIONS = "case_restrictions";

    /** Back-tests that wait; another service provides the task. */
    public static final String BACKTESTS = "backtests";

    private TaskKindNames() {}
}
