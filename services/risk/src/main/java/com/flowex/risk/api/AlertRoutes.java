package com.flowex.risk.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.http.version.SettingsVersion;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Refusal;
import com.flowex.risk.api.AlertForm.DeskAlertForm;
import com.flowex.risk.app.alert.AlertRule;
import com.flowex.risk.store.alert.Alert;
import com.flowex.risk.store.alert.AlertFiring;
import com.flowex.risk.store.alert.AlertsTable;
import com.flowex.risk.store.alert.FiringsTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Routes of alerts: a user's own, and those that a tenant's desk shares. */
public final class AlertRoutes {

    private static final String ROOT = "/api/v1/risk/alerts";
    private static final String DESK = ROOT + "/desk";

    private final AlertsTable alerts;
    private final FiringsTable firings;
    private final InstrumentDirectory directory;
    private final InstantSource clock;

    public AlertRoutes(AlertsTable alerts, FiringsTable firings, InstrumentDirectory directory, InstantSource clock) {
        this.alerts = alerts;
        this.firings = firings;
        this.directory = directory;
        this.clock = clock;
    }

    public Routes routes() {
        Access read = Access.of(Permission.READ);
        Access own = Access.of(Permission.ACCOUNT);
        Access access = Access.of(Permission.USERS_READ);
        return new Routes()
                .get(ROOT, read, request -> list(request, account(request)))
                .query("limit", "cursor")
                .get(ROOT + "/history", read, request -> history(request, account(request)))
                .query("limit", "cursor")
                .get(DESK, access, request -> list(request, Alert.DESK))
                .unaudited()
                .query("limit", "cursor")
                .get(DESK + "/history", access, request -> history(request, Alert.DESK))
                .unaudited()
                .query("limit", "cursor")
                .post(ROOT, own, request -> add(request, account(request), request(request)))
                .audited()
                .put(ROOT + "/{id}", own, request -> change(request, account(request), request(request)))
                .audited()
                .delete(ROOT + "/{id}", own, request -> remove(request, account(request)))
                .audited()
                .post(DESK, access, request -> add(request, Alert.DESK, operatorSettings(request)))
                .audited()
                .put(DESK + "/{id}", access, request -> change(request, Alert.DESK, operatorSettings(request)))
                .audited()
                .delete(DESK + "/{id}", access, request -> remove(request, Alert.DESK))
                .audited();
    }

    /** The schema RiskAlert of docs/api/openapi.yaml. */
    private record Body(
            String id,
            String subject,
            String asset,
            List<String> accounts,
            String side,
            String threshold,
            String hysteresis,
            long coolDownSeconds,
            boolean mail,
            boolean push,
            boolean enabled,
            boolean armed,
            long fired,
            @Nullable Instant firedAt,
            @Nullable Instant seenAt,
            @Nullable String value,
            String note,
            Instant madeAt,
            @Nullable String webhook,
            @Nullable String webhookSecret,
            String version) {

        static Body of(Alert alert) {
            return of(alert, Optional.empty());
        }

        static Body of(Alert alert, Optional<String> secret) {
            AlertRule rule = alert.settings().rule();
            BigDecimal value = alert.value();
            return new Body(
                    Long.toString(alert.id()),
                    rule.subject().label(),
                    rule.asset(),
                    alert.settings().accounts().stream().map(String::valueOf).toList(),
                    rule.side().label(),
                    Decimals.plain(rule.threshold()),
                    Decimals.plain(rule.hysteresis()),
                    rule.coolDown().toSeconds(),
                    alert.settings().mail(),
                    alert.settings().push(),
                    alert.settings().enabled(),
                    alert.state().armed(),
                    alert.state().generation(),
                    alert.state().generation() == 0 ? null : alert.state().firedAt(),
                    alert.seenAt(),
                    value == null ? null : Decimals.plain(value),
                    alert.note(),
                    alert.madeAt(),
                    alert.settings().webhook().isEmpty()
                            ? null
                            : alert.settings().webhook(),
                    secret.orElse(null),
                    SettingsVersion.of(settings(alert)));
        }
    }

    /** Returns the settings that a person changes, without the alert's state. */
    private static String settings(Alert alert) {
        return alert.settings().toString();
    }

    /** The schema RiskAlertFiring of docs/api/openapi.yaml. */
    private record FiringBody(
            String id,
            String alert,
            long fired,
            String subject,
            String asset,
            String side,
            String threshold,
            String value,
            Instant firedAt,
            String mail,
            String webhook,
            String webhookWhy,
            String push,
            String pushWhy) {

        static FiringBody of(AlertFiring firing) {
            return new FiringBody(
                    Long.toString(firing.id()),
                    Long.toString(firing.alert()),
                    firing.generation(),
                    firing.subject(),
                    firing.asset(),
                    firing.side(),
                    Decimals.plain(firing.threshold()),
                    Decimals.plain(firing.value()),
                    firing.firedAt(),
                    firing.mail(),
                    firing.hook(),
                    firing.hookWhy(),
                    firing.push(),
                    firing.pushWhy());
        }
    }

    private static long account(Request request) {
        return request.caller().account().number();
    }

    private Alert.AlertSettings request(Request request) {
        return request.body(AlertForm.class).request(directory, request.tenant(), account(request));
    }

    private Alert.AlertSettings operatorSettings(Request request) {
        return request.body(DeskAlertForm.class).request(directory, request.tenant(), account(request));
    }

    private Answer list(Request request, long owner) {
        int limit = request.limit();
        List<Alert> rows = alerts.page(request.tenant(), owner, request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(
                Page.of(rows, limit, alert -> request.cursorBehind(alert.id())).map(Body::of));
    }

    private Answer history(Request request, long owner) {
        int limit = request.limit();
        List<AlertFiring> rows = firings.page(request.tenant(), owner, request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(Page.of(rows, limit, firing -> request.cursorBehind(firing.id()))
                .map(FiringBody::of));
    }

    private Answer add(Request request, long owner, Alert.AlertSettings settings) {
        AlertsTable.Added added = alerts.add(request.tenant(), owner, settings, clock.instant());
        Body body = Body.of(added.alert());
        request.audit("alert " + body.id(), null, body);
        return Answer.of(201, Body.of(added.alert(), added.secret()));
    }

    private Answer change(Request request, long owner, Alert.AlertSettings alertSettings) {
        long id = request.pathNumber("id");
        AlertsTable.Added changed = alerts.change(
                        request.tenant(),
                        owner,
                        id,
                        alertSettings,
                        now -> SettingsVersion.require(request, "alert " + id, settings(now)))
                .orElseThrow(() -> none(id));
        request.audit("alert " + id, null, Body.of(changed.alert()));
        return Answer.ok(Body.of(changed.alert(), changed.secret()));
    }

    private Answer remove(Request request, long owner) {
        long id = request.pathNumber("id");
        if (!alerts.remove(request.tenant(), owner, id)) {
            throw none(id);
        }
        request.audit("alert " + id, id, null);
        return Answer.noContent();
    }

    private static Refusal none(long id) {
        return Refusal.notFound("you have no alert " + id);
    }
}
