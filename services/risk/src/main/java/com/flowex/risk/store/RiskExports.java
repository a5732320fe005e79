package com.flowex.risk.store;

import com.flowex.platform.database.export.PersonExport;
import java.util.List;

/** Exports of risk's tables about one person, and the deletions that erase a person from them. */
public final class RiskExports {

    private RiskExports() {}

    /** Returns the exports of a person: their own portfolios and alerts, not those of a desk. */
    public static List<PersonExport> all() {
        return List.of(
                new PersonExport("portfolio_risks", PersonExport.PersonKey.ACCOUNT, """
                SELECT id, state, wish::text AS wish, ordered_at, ended_at, result::text AS result FROM risk.portfolio_runs
                WHERE tenant_id = ? AND owner = ? AND wish ->> 'scope' = 'OWN' ORDER BY id"""),
                new PersonExport("risk_alerts", PersonExport.PersonKey.ACCOUNT, """
                SELECT id, subject, asset, side, threshold, hysteresis, cool_down, mail, push, webhook, enabled, fired_at, made_at
                FROM risk.alerts WHERE tenant_id = ? AND owner = ? ORDER BY id"""),
                new PersonExport("risk_alert_firings", PersonExport.PersonKey.ACCOUNT, """
                SELECT id, alert, subject, asset, side, threshold, value, fired_at, mail
                FROM risk.alert_firings WHERE tenant_id = ? AND owner = ? ORDER BY id"""));
    }

    /** Returns the deletions that erase a person from risk. */
    public static List<PersonExport> removals() {
        return List.of(
                removal("portfolio_risks", "DELETE FROM risk.portfolio_runs WHERE tenant_id = ? AND owner = ?::bigint"),
                removal("risk_alerts", "DELETE FROM risk.alerts WHERE tenant_id = ? AND owner = ?::bigint"),
                removal(
                        "risk_alert_firings",
                        "DELETE FROM risk.alert_firings WHERE tenant_id = ? AND owner = ?::bigint"));
    }

    private static PersonExport removal(String name, String sql) {
        return new PersonExport(name, PersonExport.PersonKey.ACCOUNT, sql);
    }
}
