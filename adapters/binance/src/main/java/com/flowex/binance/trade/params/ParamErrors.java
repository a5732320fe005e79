package com.flowex.binance.trade.params;

import com.flowex.binance.call.Params;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.platform.errors.FieldError;
import com.flowex.platform.errors.Refusal;
import java.util.Map;
import java.util.function.Supplier;

/** Translates the errors of our own forms into the parameters of this dialect. */
final class ParamErrors {

    /** Maximum number of decimal places of any asset, as clients of Binance know them. */
    private static final int PLACES_MAX = 8;

    private ParamErrors() {}

    /**
     * Parses with one of our forms.
     *
     * @param names our field names, with the parameter names
     */
    static <T> T reworded(Map<String, String> names, Params params, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Refusal why) {
            throw why.errors().isEmpty() ? why : of(why.errors().getFirst(), names, params);
        }
    }

    private static Refusal of(FieldError error, Map<String, String> names, Params params) {
        String name = names.getOrDefault(error.field(), error.field());
        String sent = params.text(name).orElse("");
        if (error.rule().equals(ClientOrderId.RULE)) {
            return OrderReference.illegal(name);
        }
        if (sent.matches("[0.]+")) {
            return BinanceErrorCode.FILTER_FAILURE.refusal("Invalid " + name + ": it must be above zero.");
        }
        if (sent.matches("[0-9]+\\.[0-9]+")) {
            return tooFine(name, sent, error.rule());
        }
        return BinanceErrorCode.INVALID_PARAMETER.refusal(
                "Data sent for parameter '" + name + "' is not valid: it must be " + error.rule() + ".");
    }

    /**
     * Returns the error for too many places: a precision error beyond the places of any asset, otherwise a filter error
     * of the market's step.
     */
    private static Refusal tooFine(String name, String sent, String rule) {
        String filter = name.endsWith("rice") ? "PRICE_FILTER" : "LOT_SIZE";
        return sent.length() - sent.indexOf('.') - 1 > PLACES_MAX
                ? BinanceErrorCode.BAD_PRECISION.refusal(
                        "Parameter '" + name + "' has too much precision: it must be " + rule + ".")
                : BinanceErrorCode.FILTER_FAILURE.refusal(
                        "Filter failure: " + filter + " (" + name + " must be " + rule + ")");
    }
}
