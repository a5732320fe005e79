package com.flowex.platform.errors;

import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Validation of one request's fields. It collects all errors, so that a client gets them at once. A value that breaks
 * its rule reads as an empty text, zero or the first choice; {@link #check} throws before it is used.
 */
public final class Fields {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private final List<FieldError> errors;
    private final String prefix;

    public Fields() {
        this(new ArrayList<>(), "");
    }

    private Fields(List<FieldError> errors, String prefix) {
        this.errors = errors;
        this.prefix = prefix;
    }

    /** Returns the checks for the fields of one part of the request; their errors carry the part's name as a prefix. */
    public Fields under(String part) {
        return new Fields(errors, prefix + part + ".");
    }

    /** Adds a broken rule; {@code rule} completes "field must be ...". */
    public Fields refuse(String field, String rule) {
        errors.add(new FieldError(prefix + field, rule));
        return this;
    }

    /** Returns a required text. */
    public String text(String field, @Nullable String value, int lengthMax) {
        if (value == null || value.isBlank()) {
            refuse(field, "given");
            return "";
        }
        if (value.length() > lengthMax) {
            refuse(field, "at most " + lengthMax + " characters long");
            return "";
        }
        return value;
    }

    /** Returns the name of a person or thing: one line without invisible characters and without blanks around it. */
    public String name(String field, @Nullable String value, int lengthMax) {
        String name = text(field, value, lengthMax).strip();
        if (name.codePoints().anyMatch(Fields::isUnseen)) {
            refuse(field, "without control characters");
        }
        return name;
    }

    /** Returns true for control characters, and for format characters except the two joiners of Persian and emoji. */
    private static boolean isUnseen(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> point != ZERO_WIDTH_NON_JOINER && point != ZERO_WIDTH_JOINER;
            default -> false;
        };
    }

    /**
     * Returns a decimal, sent as a string, in units of {@code scale}; the caller must check for negative values and
     * zero.
     */
    public long decimal(String field, @Nullable String value, Scale scale) {
        if (value == null) {
            refuse(field, "given");
            return 0;
        }
        return switch (Decimals.parse(value, scale)) {
            case Decimals.Parsed.Units(long units) -> units;
            case Decimals.Parsed.Malformed _ -> {
                refuse(
                        field,
                        "a plain decimal such as \"1.25\" with at most " + scale.places() + " places, no larger than "
                                + Decimals.format(Long.MAX_VALUE, scale));
                yield 0;
            }
        };
    }

    /** Returns a decimal above zero, sent as a string, in units of {@code scale}; 0 if it is refused. */
    public long positive(String field, @Nullable String value, Scale scale) {
        int before = errors.size();
        long units = decimal(field, value, scale);
        if (errors.size() == before && units <= 0) {
            refuse(field, "above zero");
        }
        return Math.max(0, units);
    }

    /** Returns a decimal of zero or more, sent as a string, in units of {@code scale}. */
    public long notNegative(String field, @Nullable String value, Scale scale) {
        long units = decimal(field, value, scale);
        if (units < 0) {
            refuse(field, "zero or above");
            return 0;
        }
        return units;
    }

    /** Returns a whole number within {@code least..most}. */
    public int within(String field, @Nullable Integer value, int least, int most) {
        if (value == null || value < least || value > most) {
            refuse(field, "a whole number from " + least + " to " + most);
            return least;
        }
        return value;
    }

    /** Returns a whole number within {@code least..most}; null if the field is not given. */
    public @Nullable Integer withinOrNull(String field, @Nullable Integer value, int least, int most) {
        return value == null ? null : within(field, value, least, most);
    }

    /** Returns a whole number within {@code least..most}. */
    public long within(String field, @Nullable Long value, long least, long most) {
        if (value == null || value < least || value > most) {
            refuse(field, "a whole number from " + least + " to " + most);
            return least;
        }
        return value;
    }

    /** Returns a constant of an enum by its lower-case name. */
    public <E extends Enum<E>> E oneOf(String field, @Nullable String value, Class<E> type) {
        E[] constants = type.getEnumConstants();
        for (E constant : constants) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
                return constant;
            }
        }
        refuse(
                field,
                "one of "
                        + Arrays.stream(constants)
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")));
        return constants[0];
    }

    /** @throws Refusal 400 {@code invalid_field} that names every field with an error */
    public void check() {
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
    }
}
