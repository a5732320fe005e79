package com.flowex.binance.trade;

import com.flowex.binance.call.Params;
import com.flowex.binance.dialect.Code;
import com.flowex.domain.ClientOrderId;
import com.flowex.ground.refusal.FieldError;
import com.flowex.ground.refusal.Refusal;
import java.util.Map;
import java.util.function.Supplier;

/** What our own forms refuse, said by the parameters that it was sent in. */
final class Misread {

    /** Of any asset, as clients of Binance know them. */
    private static final int PLACES_MAX = 8;

    private Misread() {}

    /**
     * Reads something by one of our forms.
     *
     * @param names our fields' names and what they are called here
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
            return OrderName.illegal(name);
        }
        if (sent.matches("[0.]+")) {
            return Code.FILTER_FAILURE.refusal("Invalid " + name + ": it must be above zero.");
        }
        if (sent.matches("[0-9]+\\.[0-9]+")) {
            return tooFine(name, sent, error.rule());
        }
        return Code.INVALID_PARAMETER.refusal(
                "Data sent for parameter '" + name + "' is not valid: it must be " + error.rule() + ".");
    }

    /** Where no asset has so many places it is too precise, elsewhere it lies between two steps of its market's. */
    private static Refusal tooFine(String name, String sent, String rule) {
        String filter = name.endsWith("rice") ? "PRICE_FILTER" : "LOT_SIZE";
        return sent.length() - sent.indexOf('.') - 1 > PLACES_MAX
                ? Code.BAD_PRECISION.refusal(
                        "Parameter '" + name + "' has too much precision: it must be " + rule + ".")
                : Code.FILTER_FAILURE.refusal("Filter failure: " + filter + " (" + name + " must be " + rule + ")");
    }
}
