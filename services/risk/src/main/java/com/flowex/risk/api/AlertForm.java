package com.flowex.risk.api;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.outbound.WebhookAddress;
import com.flowex.risk.app.alert.AlertRule;
import com.flowex.risk.app.alert.AlertSide;
import com.flowex.risk.app.alert.AlertSubject;
import com.flowex.risk.store.alert.Alert;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Request body of an alert; a missing field takes its default. */
record AlertForm(
        @Nullable String subject,
        @Nullable String asset,
        @Nullable String side,
        @Nullable String threshold,
        @Nullable String hysteresis,
        @Nullable Integer coolDownSeconds,
        @Nullable Boolean mail,
        @Nullable Boolean push,
        @Nullable String webhook,
        @Nullable Boolean enabled) {

    private static final Scale SCALE = new Scale(8);
    private static final int COOL_DOWN = 3_600;
    private static final int COOL_DOWN_MAX = 30 * 86_400;
    private static final int ACCOUNTS_MAX = 500;

    /** Request body of a desk's alert. */
    record DeskAlertForm(
            @Nullable String subject,
            @Nullable String asset,
            @Nullable List<@Nullable Long> accounts,
            @Nullable String side,
            @Nullable String threshold,
            @Nullable String hysteresis,
            @Nullable Integer coolDownSeconds,
            @Nullable Boolean mail,
            @Nullable Boolean push,
            @Nullable String webhook,
            @Nullable Boolean enabled) {

        /** @throws com.flowex.platform.errors.Refusal 400 naming every field that breaks its rule */
        Alert.AlertSettings request(InstrumentDirectory directory, int tenant, long reader) {
            Fields fields = new Fields();
            List<@Nullable Long> sent = Objects.requireNonNullElse(accounts, List.of());
            List<Long> numbers = sent.stream()
                    .map(number -> number == null ? 0L : number)
                    .distinct()
                    .toList();
            if (sent.size() > ACCOUNTS_MAX || !numbers.stream().allMatch(AccountId::isCustomer)) {
                fields.refuse("accounts", "at most " + ACCOUNTS_MAX + " numbers of customers' accounts");
            }
            AlertForm form = new AlertForm(
                    subject, asset, side, threshold, hysteresis, coolDownSeconds, mail, push, webhook, enabled);
            Alert.AlertSettings settings = form.request(fields, directory, tenant, reader, numbers);
            if (!numbers.isEmpty() && settings.rule().subject().isOfAsset()) {
                fields.refuse("accounts", "absent: " + settings.rule().subject().label() + " is of an asset");
            }
            fields.check();
            return settings;
        }
    }

    /** @throws com.flowex.platform.errors.Refusal 400 naming every field that breaks its rule */
    Alert.AlertSettings request(InstrumentDirectory directory, int tenant, long reader) {
        return request(new Fields(), directory, tenant, reader, List.of());
    }

    private Alert.AlertSettings request(
            Fields fields, InstrumentDirectory directory, int tenant, long reader, List<Long> accounts) {
        AlertSubject alertSubject = fields.oneOf("subject", subject, AlertSubject.class);
        AlertSide which = fields.oneOf("side", side, AlertSide.class);
        String code = Objects.requireNonNullElse(asset, "");
        if (subject != null && alertSubject.isOfAsset() != !code.isEmpty()) {
            fields.refuse(
                    "asset",
                    alertSubject.isOfAsset() ? "given" : "absent: " + alertSubject.label() + " is of a portfolio");
        } else if (!code.isEmpty() && directory.findAsset(tenant, code).isEmpty()) {
            fields.refuse("asset", "the code of an asset that is listed");
        }
        BigDecimal limit = decimal(fields, "threshold", threshold);
        BigDecimal band = hysteresis == null ? BigDecimal.ZERO : decimal(fields, "hysteresis", hysteresis);
        if (limit.compareTo(BigDecimal.valueOf(alertSubject.most())) > 0) {
            fields.refuse(
                    "threshold",
                    "at most " + BigDecimal.valueOf(alertSubject.most()).toPlainString());
        }
        if (which == AlertSide.ABOVE && band.compareTo(limit) > 0) {
            fields.refuse("hysteresis", "at most the threshold: the value never falls below zero");
        }
        String address = Objects.requireNonNullElse(webhook, "");
        if (!address.isEmpty() && !WebhookAddress.isOne(address)) {
            fields.refuse("webhook", WebhookAddress.RULE);
        }
        int pause = coolDownSeconds == null
                ? COOL_DOWN
                : fields.within("cool_down_seconds", coolDownSeconds, 0, COOL_DOWN_MAX);
        fields.check();
        return new Alert.AlertSettings(
                new AlertRule(alertSubject, code, which, limit, band, Duration.ofSeconds(pause)),
                reader,
                accounts,
                !Boolean.FALSE.equals(mail),
                Boolean.TRUE.equals(push),
                address,
                !Boolean.FALSE.equals(enabled));
    }

    private static BigDecimal decimal(Fields fields, String name, @Nullable String value) {
        return BigDecimal.valueOf(fields.notNegative(name, value, SCALE), SCALE.places());
    }
}
