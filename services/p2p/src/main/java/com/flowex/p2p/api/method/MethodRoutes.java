package com.flowex.p2p.api.method;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Feature;
import com.flowex.p2p.app.PaymentCurrencies;
import com.flowex.p2p.app.method.MethodCatalog;
import com.flowex.p2p.app.method.OwnMethods;
import com.flowex.p2p.rule.method.MethodDefinition;
import com.flowex.p2p.rule.method.TenantLimits;
import com.flowex.p2p.store.method.OwnMethod;
import com.flowex.platform.errors.Fields;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Routes of payment methods: those of a tenant, for all and for operators, and those of the caller. */
public final class MethodRoutes {

    private static final String ALL = "/api/v1/p2p/payment-methods";
    private static final String CATALOG = "/api/v1/p2p/method-catalog";
    private static final String LIMITS = "/api/v1/p2p/limits";
    private static final String OWN = "/api/v1/p2p/own-methods";
    private static final int VALUES_MAX = 12;
    private static final int VALUE_MAX = 200;
    private static final int CODE_MAX = 32;

    private final MethodCatalog catalog;
    private final OwnMethods own;
    private final PaymentCurrencies currencies;
    private final InstantSource clock;

    public MethodRoutes(MethodCatalog catalog, OwnMethods own, PaymentCurrencies currencies, InstantSource clock) {
        this.catalog = catalog;
        this.own = own;
        this.currencies = currencies;
        this.clock = clock;
    }

    public Routes routes() {
        Access read = Access.of(Permission.READ);
        Access trade = Access.of(Permission.TRADE);
        Access manage = Access.of(Permission.CUSTODY_MANAGE);
        return new Routes()
                .get(ALL, read, this::usable)
                .query("country", "currency")
                .get(CATALOG, manage, this::all)
                .put(CATALOG + "/{code}", manage, this::put)
                .audited()
                .get(LIMITS, manage, this::limits)
                .put(LIMITS, manage, this::putLimits)
                .audited()
                .get(OWN, read, this::list)
                .post(OWN, trade, this::add)
                .partOf(Feature.P2P)
                .audited()
                .delete(OWN + "/{id}", trade, this::remove)
                .audited();
    }

    private Answer usable(Request request) {
        Optional<String> country = request.query("country");
        Optional<String> currency = request.query("currency");
        return shown(
                request.tenant(),
                catalog.usable(request.tenant()).stream()
                        .filter(each -> each.country().isEmpty()
                                || country.isEmpty()
                                || country.get().equals(each.country()))
                        .filter(each -> currency.isEmpty() || each.allows(currency.get()))
                        .toList());
    }

    private Answer shown(int tenant, List<MethodDefinition> methods) {
        return Answer.ok(Page.whole(methods.stream()
                .map(each -> MethodBody.of(tenant, each, currencies))
                .toList()));
    }

    private Answer all(Request request) {
        return shown(request.tenant(), catalog.all(request.tenant()));
    }

    private Answer put(Request request) {
        int tenant = request.tenant();
        MethodDefinition next = request.body(MethodForm.class).checked(tenant, request.path("code"), currencies);
        MethodDefinition stored = catalog.put(
                tenant,
                next,
                now(),
                before -> request.audit(
                        "payment method " + next.code(),
                        MethodBody.of(tenant, before, currencies),
                        MethodBody.of(tenant, next, currencies)));
        return Answer.ok(MethodBody.of(tenant, stored, currencies));
    }

    /** Fee and limits of people: the schema P2pLimits, which is the request body, too; null is the installation's. */
    private record LimitsForm(
            @Nullable Integer version,
            @Nullable Integer paymentAccounts,
            @Nullable Integer feeMillionths,
            @Nullable Integer takenPerDay,
            @Nullable Integer givenUpPerDay) {

        static LimitsForm of(TenantLimits limits) {
            return new LimitsForm(
                    limits.version(),
                    limits.paymentAccounts(),
                    shown(limits.feeMillionths()),
                    shown(limits.takenPerDay()),
                    shown(limits.givenUpPerDay()));
        }

        private static @Nullable Integer shown(OptionalInt value) {
            return value.isPresent() ? value.getAsInt() : null;
        }
    }

    private static OptionalInt optional(Fields fields, String field, @Nullable Integer value, int least, int most) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(fields.within(field, value, least, most));
    }

    private Answer limits(Request request) {
        return Answer.ok(LimitsForm.of(catalog.limits(request.tenant())));
    }

    private Answer putLimits(Request request) {
        LimitsForm form = request.body(LimitsForm.class);
        Fields fields = new Fields();
        TenantLimits next = new TenantLimits(
                fields.within("version", form.version(), 0, Integer.MAX_VALUE),
                fields.within("payment_accounts", form.paymentAccounts(), 1, TenantLimits.PAYMENT_ACCOUNTS_MAX),
                optional(fields, "fee_millionths", form.feeMillionths(), 0, TenantLimits.FEE_MAX),
                optional(fields, "taken_per_day", form.takenPerDay(), 1, TenantLimits.A_DAY_MAX),
                optional(fields, "given_up_per_day", form.givenUpPerDay(), 1, TenantLimits.A_DAY_MAX));
        fields.check();
        TenantLimits stored = catalog.put(
                request.tenant(),
                next,
                now(),
                before -> request.audit("limits of trades between people", LimitsForm.of(before), LimitsForm.of(next)));
        return Answer.ok(LimitsForm.of(stored));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Answer list(Request request) {
        return Answer.ok(Page.whole(own.of(request.caller().account()).stream()
                .map(OwnMethodBody::of)
                .toList()));
    }

    /** Content of a field. */
    private record Value(@Nullable String key, @Nullable String value) {}

    /** Request body. */
    private record OwnMethodForm(
            @Nullable String method, @Nullable List<@Nullable Value> values) {}

    private Answer add(Request request) {
        OwnMethodForm form = request.body(OwnMethodForm.class);
        Fields fields = new Fields();
        String method = fields.text("method", form.method(), CODE_MAX);
        List<@Nullable Value> given = form.values() == null ? List.of() : form.values();
        if (given.isEmpty() || given.size() > VALUES_MAX) {
            fields.refuse("values", "1 to " + VALUES_MAX + " fields");
        }
        fields.check();
        Map<String, String> values = new LinkedHashMap<>();
        for (Value each : given) {
            String key = fields.name("values.key", each == null ? null : each.key(), CODE_MAX);
            String value = fields.name("values.value", each == null ? null : each.value(), VALUE_MAX);
            if (values.put(key, value) != null) {
                fields.refuse("values.key", "each once");
            }
        }
        fields.check();
        OwnMethod added = own.add(request.caller().account(), request.caller().userId(), method, values, now());
        request.audit("own payment method " + added.id(), null, method);
        return Answer.created(OwnMethodBody.of(added));
    }

    private Answer remove(Request request) {
        OwnMethod removed = own.remove(request.caller().account(), request.pathNumber("id"));
        request.audit("own payment method " + removed.id(), removed.method(), null);
        return Answer.ok(OwnMethodBody.of(removed));
    }

    /** Payment method of a person: the schema P2pOwnMethod. */
    private record OwnMethodBody(
            String id, String method, List<Value> values, String nameCheck, Instant usableAt, Instant createdAt) {

        static OwnMethodBody of(OwnMethod method) {
            return new OwnMethodBody(
                    Long.toString(method.id()),
                    method.method(),
                    method.values().entrySet().stream()
                            .map(each -> new Value(each.getKey(), each.getValue()))
                            .toList(),
                    method.nameCheck().label(),
                    method.usableAt(),
                    method.createdAt());
        }
    }
}
