package com.flowex.p2p.api.method;

import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.p2p.app.PaymentCurrencies;
import com.flowex.p2p.rule.method.MethodDefinition;
import com.flowex.p2p.rule.method.MethodField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Payment method as the API shows it: the schema P2pPaymentMethod.
 *
 * @param country null for every country
 * @param currency null for every currency
 * @param maxPayment null for none
 */
record MethodBody(
        String code,
        int version,
        String name,
        @Nullable String country,
        @Nullable String currency,
        String reversibility,
        List<FieldBody> fields,
        @Nullable String maxPayment,
        int coolDownHours,
        boolean isOn) {

    /** Field of a payment method: the schema P2pMethodField. */
    record FieldBody(String key, String label, String form, boolean required) {

        static FieldBody of(MethodField field) {
            return new FieldBody(field.key(), field.label(), field.form().label(), field.isRequired());
        }
    }

    static MethodBody of(int tenant, MethodDefinition method, PaymentCurrencies currencies) {
        Scale scale = currencies.find(tenant, method.currency()).orElse(new Scale(0));
        return new MethodBody(
                method.code(),
                method.version(),
                method.name(),
                method.country().isEmpty() ? null : method.country(),
                method.currency().isEmpty() ? null : method.currency(),
                method.reversibility().label(),
                method.fields().stream().map(FieldBody::of).toList(),
                method.maxPayment().isPresent()
                        ? Decimals.format(method.maxPayment().getAsLong(), scale)
                        : null,
                method.coolDownHours(),
                method.isOn());
    }
}
