package com.flowex.p2p.api.method;

import com.flowex.p2p.app.PaymentCurrencies;
import com.flowex.p2p.rule.method.MethodDefinition;
import com.flowex.p2p.rule.method.MethodField;
import com.flowex.p2p.rule.method.Reversibility;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Request body of a payment method: the schema P2pPaymentMethodRequest.
 *
 * @param version version that the operator has read; 0 for a new method
 */
record MethodForm(
        @Nullable Integer version,
        @Nullable String name,
        @Nullable String country,
        @Nullable String currency,
        @Nullable String reversibility,
        @Nullable List<@Nullable FieldForm> fields,
        @Nullable String maxPayment,
        @Nullable Integer coolDownHours,
        @Nullable Boolean isOn) {

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{0,31}");
    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
    private static final int NAME_MAX = 60;
    private static final int FIELDS_MAX = 12;
    private static final int COOL_DOWN_MAX = 720;

    /** Field of a payment method: the schema P2pMethodField. */
    record FieldForm(
            @Nullable String key,
            @Nullable String label,
            @Nullable String form,
            @Nullable Boolean required) {

        private MethodField checked(Fields fields, String place) {
            if (key == null || !MethodField.KEY.matcher(key).matches()) {
                fields.refuse(place + ".key", "a small letter, then small letters, digits and underscores, at most 32");
            }
            if (required == null) {
                fields.refuse(place + ".required", "true or false");
            }
            return new MethodField(
                    key == null ? "" : key,
                    fields.name(place + ".label", label, NAME_MAX),
                    fields.oneOf(place + ".form", form, MethodField.Form.class),
                    Boolean.TRUE.equals(required));
        }
    }

    MethodDefinition checked(int tenant, String code, PaymentCurrencies currencies) {
        if (!CODE.matcher(code).matches()) {
            throw Refusal.notFound("no payment method has the code " + code);
        }
        Fields checked = new Fields();
        int seen = checked.within("version", version, 0, Integer.MAX_VALUE);
        String title = checked.name("name", name, NAME_MAX);
        String place = country == null ? "" : country;
        if (!place.isEmpty() && !COUNTRIES.contains(place)) {
            checked.refuse("country", "two letters of ISO 3166-1");
        }
        String money = currency == null ? "" : currencies.named(tenant, "currency", currency, checked);
        Reversibility way = checked.oneOf("reversibility", reversibility, Reversibility.class);
        int hours = checked.within("cool_down_hours", coolDownHours, 0, COOL_DOWN_MAX);
        if (isOn == null) {
            checked.refuse("is_on", "true or false");
        }
        if (maxPayment != null && money.isEmpty()) {
            checked.refuse("max_payment", "absent without a currency");
        }
        List<MethodField> parts = parts(checked);
        checked.check();
        OptionalLong most = maxPayment == null
                ? OptionalLong.empty()
                : OptionalLong.of(checked.positive(
                        "max_payment",
                        maxPayment,
                        currencies.find(tenant, money).orElseThrow()));
        checked.check();
        return new MethodDefinition(
                code, seen, title, place, money, way, parts, most, hours, Boolean.TRUE.equals(isOn));
    }

    private List<MethodField> parts(Fields checked) {
        List<@Nullable FieldForm> given = fields == null ? List.of() : fields;
        if (given.isEmpty() || given.size() > FIELDS_MAX) {
            checked.refuse("fields", "1 to " + FIELDS_MAX + " fields");
            return List.of();
        }
        Set<String> keys = new HashSet<>();
        List<MethodField> parts = new ArrayList<>();
        for (int place = 0; place < given.size(); place++) {
            FieldForm form = given.get(place);
            if (form == null) {
                checked.refuse("fields." + place, "given");
                continue;
            }
            MethodField part = form.checked(checked, "fields." + place);
            if (!keys.add(part.key())) {
                checked.refuse("fields." + place + ".key", "each once");
            }
            parts.add(part);
        }
        return parts;
    }
}
