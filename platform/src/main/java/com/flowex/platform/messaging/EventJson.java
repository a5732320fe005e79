package com.flowex.platform.messaging;

import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Event as a JSON object. Every number is a string, because units fill a long; the texts that the domain permits need
 * no escaping.
 */
final class EventJson {

    private final StringBuilder text;

    EventJson(String event) {
        text = new StringBuilder("{\"event\":\"").append(event).append('"');
    }

    EventJson with(String name, String value) {
        text.append(",\"").append(name).append("\":\"").append(value).append('"');
        return this;
    }

    EventJson with(String name, long value) {
        return with(name, Long.toString(value));
    }

    EventJson with(String name, Enum<?> value) {
        return with(name, value.name().toLowerCase(Locale.ROOT));
    }

    /** @param price null if the event has none */
    EventJson price(@Nullable Price price) {
        return price == null ? this : with("price_units", price.units());
    }

    EventJson remaining(Quantity quantity) {
        return with("remaining_units", quantity.units());
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
