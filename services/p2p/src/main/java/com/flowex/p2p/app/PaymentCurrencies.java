package com.flowex.p2p.app;

import com.flowex.domain.value.Scale;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Fields;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Currencies of payments outside of the exchange: those of ISO 4217, and the listed assets of a tenant. */
public record PaymentCurrencies(InstrumentDirectory directory) {

    private static final int CODE_LENGTH_MAX = 12;

    /** Returns the scale of a currency; empty if there is no such currency. */
    public Optional<Scale> find(int tenant, String code) {
        return directory.findAsset(tenant, code).map(asset -> asset.scale()).or(() -> iso(code));
    }

    private static Optional<Scale> iso(String code) {
        return Currency.getAvailableCurrencies().stream()
                .filter(each -> each.getCurrencyCode().equals(code) && each.getDefaultFractionDigits() >= 0)
                .map(each -> new Scale(each.getDefaultFractionDigits()))
                .findAny();
    }

    /** Returns the code of a field, if there is such a currency. */
    public String named(int tenant, String field, @Nullable String code, Fields fields) {
        String text = fields.text(field, code, CODE_LENGTH_MAX);
        if (!text.isEmpty() && find(tenant, text).isEmpty()) {
            fields.refuse(field, "a currency of ISO 4217 or a listed asset");
        }
        return text;
    }
}
