package com.flowex.risk.app.run;

import com.flowex.risk.app.daily.DailyScoring;
import com.flowex.risk.store.portfolio.PortfolioRun;
import com.flowex.risk.store.portfolio.PortfolioRunsTable;
import java.time.InstantSource;
import java.util.Optional;
import org.hipparchus.exception.MathRuntimeException;

/**
 * Task that analyses waiting portfolios, one after the other. Two tasks at once compute the same results, and only one
 * is written.
 *
 * @param keptDays retention of runs, in days
 */
public record PortfolioAnalyzer(
        PortfolioReporter reporter, PortfolioRunsTable runs, int keptDays, InstantSource clock) {

    /**
     * Analyses all waiting portfolios.
     *
     * @return one line that summarises the run
     */
    public String run(int tenant, DailyScoring.Progress progress) {
        int done = 0;
        long behind = 0;
        for (Optional<PortfolioRun> next = runs.next(tenant, behind);
                next.isPresent();
                next = runs.next(tenant, behind)) {
            PortfolioRun run = next.get();
            behind = run.id();
            try {
                runs.done(
                        tenant,
                        run.id(),
                        reporter.report(tenant, run.request(), 1_000_003L * tenant + run.id()),
                        clock.instant());
                done++;
            } catch (MathRuntimeException | ArithmeticException | IllegalArgumentException e) {
                // It would fail at each attempt, and the runs behind it would wait for ever.
                runs.failed(tenant, run.id(), "its figures cannot be computed", clock.instant());
            }
            progress.at(50, done + " portfolios");
        }
        runs.forget(tenant, clock.instant().minusSeconds(86_400L * keptDays));
        return done + " portfolios";
    }
}
