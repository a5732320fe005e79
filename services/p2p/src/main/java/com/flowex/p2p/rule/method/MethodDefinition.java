package com.flowex.p2p.rule.method;

import com.flowex.p2p.rule.PaymentMethod;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Payment method of a tenant.
 *
 * @param version number of its changes; 0 for a method that no operator has changed
 * @param country country of ISO 3166-1; empty for every country
 * @param currency currency of payments; empty for every currency
 * @param maxPayment largest payment of a trade in units of the currency; empty for none
 * @param coolDownHours time before a new method of a person can be used
 * @param isOn false if it is in no new offer or trade; trades under way keep it
 */
public record MethodDefinition(
        String code,
        int version,
        String name,
        String country,
        String currency,
        Reversibility reversibility,
        List<MethodField> fields,
        OptionalLong maxPayment,
        int coolDownHours,
        boolean isOn) {

    /** Methods that every tenant has from the beginning. */
    public static final List<MethodDefinition> BUILT_IN =
            Arrays.stream(PaymentMethod.values()).map(MethodDefinition::builtIn).toList();

    public MethodDefinition {
        fields = List.copyOf(fields);
    }

    private static MethodDefinition builtIn(PaymentMethod method) {
        Reversibility reversibility =
                switch (method) {
                    case BANK_TRANSFER, CARD_TO_CARD -> Reversibility.DAYS;
                    case PAYMENT_APP -> Reversibility.OPEN;
                    case INSTANT_BANK_TRANSFER, CASH_DEPOSIT, IN_PERSON -> Reversibility.NONE;
                };
        String words = method.label().replace('_', ' ');
        return new MethodDefinition(
                method.label(),
                0,
                Character.toUpperCase(words.charAt(0)) + words.substring(1),
                "",
                "",
                reversibility,
                List.of(new MethodField("details", "Where to pay", MethodField.Form.TEXT, true)),
                OptionalLong.empty(),
                0,
                true);
    }

    /** Returns true if it may be used for payments in a currency. */
    public boolean allows(String money) {
        return currency.isEmpty() || currency.equals(money);
    }
}
