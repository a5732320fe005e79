package com.flowex.risk.app.watch;

import com.flowex.platform.database.Database;
import com.flowex.risk.app.alert.AlertInput;
import com.flowex.risk.app.alert.AlertVerdict;
import com.flowex.risk.app.daily.DailyScoring.Progress;
import com.flowex.risk.store.alert.Alert;
import com.flowex.risk.store.alert.AlertsTable;
import com.flowex.risk.store.alert.FiringsTable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.exception.MathRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * Task that evaluates all alerts of a tenant, page by page, and stores firings. An alert's new state and its firing are
 * written together, and only if the alert is unchanged since its evaluation. A concurrent or repeated run therefore
 * writes nothing twice.
 *
 * @param keptDays retention of firings, in days
 */
public record AlertEvaluator(
        Database database,
        AlertsTable alerts,
        FiringsTable firings,
        AlertSources sources,
        int keptDays,
        InstantSource clock) {

    private static final int PAGE = 100;

    /** Portfolios cost more than all other subjects, so they are evaluated about once an hour. */
    private static final Duration PORTFOLIO_REST = Duration.ofMinutes(58);

    private record Judged(
            Alert alert, AlertVerdict verdict, @Nullable BigDecimal value) {}

    /**
     * Evaluates all enabled alerts.
     *
     * @return one line that summarises the run
     */
    public String run(int tenant, Progress progress) {
        Instant now = clock.instant();
        AlertValueSource figures = new AlertValueSource(sources, tenant, now);
        AlertsTable.Place behind = AlertsTable.Place.FIRST;
        int checked = 0;
        int fired = 0;
        List<Alert> page;
        do {
            page = alerts.next(tenant, behind, now.minus(PORTFOLIO_REST), now, PAGE);
            List<Judged> judged = new ArrayList<>();
            for (Alert alert : page) {
                judged.add(judge(alert, figures, now));
                behind = new AlertsTable.Place(alert.owner(), alert.id());
            }
            fired += write(tenant, judged, now);
            checked += page.size();
            progress.at(50, checked + " alerts");
        } while (page.size() == PAGE);
        firings.forget(tenant, now.minus(Duration.ofDays(keptDays)));
        return checked + " alerts, " + fired + " fired";
    }

    private static Judged judge(Alert alert, AlertValueSource figures, Instant now) {
        AlertInput input;
        try {
            input = figures.of(alert);
        } catch (MathRuntimeException | ArithmeticException | IllegalArgumentException e) {
            // It would fail at each attempt, and the alerts behind it would never be evaluated.
            input = new AlertInput.Nothing();
        }
        BigDecimal value = input instanceof AlertInput.Value known && Double.isFinite(known.value())
                ? BigDecimal.valueOf(known.value())
                : null;
        return new Judged(alert, alert.settings().rule().judge(alert.state(), input, now), value);
    }

    private int write(int tenant, List<Judged> page, Instant now) {
        return database.transaction(tenant, transaction -> {
            int fired = 0;
            for (Judged each : page) {
                boolean isAsJudged =
                        AlertsTable.seen(transaction, tenant, each.alert(), each.verdict(), each.value(), now);
                if (isAsJudged && each.verdict().fires() && each.value() != null) {
                    long generation = each.verdict().next().generation();
                    FiringsTable.add(transaction, tenant, each.alert(), generation, each.value(), now);
                    fired++;
                }
            }
            return fired;
        });
    }
}
