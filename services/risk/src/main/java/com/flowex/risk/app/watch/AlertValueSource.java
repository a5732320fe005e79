package com.flowex.risk.app.watch;

import com.flowex.risk.app.alert.AlertInput;
import com.flowex.risk.app.portfolio.PortfolioReport;
import com.flowex.risk.app.portfolio.PortfolioRequest;
import com.flowex.risk.app.portfolio.PortfolioRequest.Scope;
import com.flowex.risk.app.run.PortfolioReporter;
import com.flowex.risk.app.score.FactorMeasure;
import com.flowex.risk.store.alert.Alert;
import com.flowex.risk.store.score.DailyScoresTable;
import com.flowex.risk.store.score.StoredScore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values for a tenant's alerts at one moment. A value used by several alerts is read once, within limits: alerts come
 * owner by owner, so one portfolio is cached.
 */
final class AlertValueSource {

    private static final int REMEMBERED_MAX = 500;
    private static final double CONFIDENCE = 0.99;
    private static final int PATHS = 1_000;
    /** Limit for left-out shares that do not matter; every report leaves out dust. */
    private static final double NEGLIGIBLE = 0.002;

    private static final String VOLATILITY = "ewma";

    private record Whose(long owner, List<Long> accounts) {}

    private final DailyScoresTable scores;
    private final PortfolioReporter portfolios;
    private final int tenant;
    private final Instant now;
    private final Map<String, AlertInput> prices = new HashMap<>();
    private final Map<String, Optional<StoredScore>> scored = new HashMap<>();
    private final Map<Whose, PortfolioReport> last = new HashMap<>();

    AlertValueSource(AlertSources sources, int tenant, Instant now) {
        this.scores = sources.scores();
        this.portfolios = sources.portfolios();
        this.tenant = tenant;
        this.now = now;
    }

    AlertInput of(Alert alert) {
        String asset = alert.settings().rule().asset();
        return switch (alert.settings().rule().subject()) {
            case SCORE -> score(asset);
            case VOLATILITY -> volatility(asset);
            case PRICE -> price(asset);
            case PORTFOLIO_VAR -> ofPortfolio(alert, risk -> risk.parametric().var());
            case PORTFOLIO_DRAWDOWN -> ofPortfolio(alert, PortfolioReport.Figures::maxDrawdown);
        };
    }

    private AlertInput score(String asset) {
        return ofOwnDays(asset)
                .<AlertInput>flatMap(each -> Optional.ofNullable(each.score().score())
                        .map(score -> value(score.value(), end(each.score().day()))))
                .orElseGet(AlertInput.Nothing::new);
    }

    private AlertInput volatility(String asset) {
        return ofOwnDays(asset)
                .flatMap(each -> each.score().factors().stream()
                        .flatMap(factor -> factor.measures().stream())
                        .filter(measure -> measure.name().equals(VOLATILITY))
                        .findFirst()
                        .map(FactorMeasure::value)
                        .map(value -> value(value, end(each.score().day()))))
                .orElseGet(AlertInput.Nothing::new);
    }

    /** Returns the newest score unless it is a new listing's: nothing fires for what other assets did. */
    private Optional<StoredScore> ofOwnDays(String asset) {
        return stored(asset).filter(each -> each.score().peers() == null);
    }

    private Optional<StoredScore> stored(String asset) {
        if (scored.size() >= REMEMBERED_MAX) {
            scored.clear();
        }
        return scored.computeIfAbsent(asset, code -> scores.history(tenant, code, Long.MAX_VALUE, 1).stream()
                .findFirst());
    }

    private AlertInput price(String asset) {
        if (prices.size() >= REMEMBERED_MAX) {
            prices.clear();
        }
        return prices.computeIfAbsent(asset, code -> portfolios
                .price(tenant, code, now)
                .<AlertInput>map(bar -> value(bar.close(), end(bar.day())))
                .orElseGet(AlertInput.Nothing::new));
    }

    /** Selects a figure of a portfolio. */
    @FunctionalInterface
    private interface Pick {
        double of(PortfolioReport.Figures risk);
    }

    private AlertInput ofPortfolio(Alert alert, Pick pick) {
        PortfolioReport report =
                report(new Whose(alert.owner(), alert.settings().accounts()));
        PortfolioReport.Figures risk = report.risk();
        return risk == null || report.day().isEmpty()
                ? new AlertInput.Nothing()
                : new AlertInput.Value(
                        pick.of(risk), end(LocalDate.parse(report.day()).toEpochDay()), isPartial(report));
    }

    private static boolean isPartial(PortfolioReport report) {
        Double filled = report.filled();
        return report.covered() < 1 - NEGLIGIBLE
                || report.notes().contains("unpriced_assets")
                || filled != null && filled > NEGLIGIBLE;
    }

    private PortfolioReport report(Whose whose) {
        PortfolioReport known = last.get(whose);
        if (known != null) {
            return known;
        }
        last.clear();
        PortfolioReport fresh = portfolios.report(tenant, request(whose), tenant * 1_000_003L + whose.owner());
        last.put(whose, fresh);
        return fresh;
    }

    private static PortfolioRequest request(Whose whose) {
        if (whose.owner() != Alert.DESK) {
            return new PortfolioRequest(Scope.OWN, List.of(whose.owner()), CONFIDENCE, 1, PATHS);
        }
        Scope scope = whose.accounts().isEmpty() ? Scope.TENANT : Scope.DESK;
        return new PortfolioRequest(scope, whose.accounts(), CONFIDENCE, 1, PATHS);
    }

    /** Returns the end of a day, which may be in the future. */
    private static Instant end(long day) {
        return LocalDate.ofEpochDay(day)
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private static AlertInput value(double value, Instant asOf) {
        return new AlertInput.Value(value, asOf, false);
    }
}
