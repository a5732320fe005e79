package com.flowex.binance.call;

import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.dialect.TimestampUnit;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.WholeNumber;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Parameters of one call as texts, by name. Each read refuses an invalid value and names the parameter: nothing is
 * ignored, rounded or guessed.
 */
public final class Params {

    private static final int SHOWN_MAX = 64;

    private final Map<String, String> sent;

    /** @param sent decoded names and values */
    public Params(Map<String, String> sent) {
        this.sent = Map.copyOf(sent);
    }

    /**
     * Refuses parameters that an operation does not take.
     *
     * @throws com.flowex.platform.errors.Refusal naming the first unknown one
     */
    public void requireOnly(Set<String> taken) {
        sent.keySet().stream()
                .filter(name -> !taken.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw BinanceErrorCode.UNREAD_PARAMETERS.refusal("Parameter '" + shown(name)
                            + "' is not supported here; supported are: "
                            + taken.stream().sorted().collect(Collectors.joining(", ")) + ".");
                });
    }

    /** Returns these parameters with further ones, which replace those of the same name. */
    public Params with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(sent);
        all.putAll(more);
        return new Params(all);
    }

    public boolean has(String name) {
        return sent.containsKey(name);
    }

    /** Returns a text, if it was sent. */
    public Optional<String> text(String name) {
        String value = sent.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value.isEmpty()) {
            throw BinanceErrorCode.PARAM_EMPTY.refusal("Parameter '" + name + "' was empty.");
        }
        if (value.chars().anyMatch(each -> each < ' ')) {
            throw BinanceErrorCode.ILLEGAL_CHARS.refusal("Illegal characters found in parameter '" + name + "'.");
        }
        return Optional.of(value);
    }

    /** Returns a required text. */
    public String required(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    /** Returns a whole number within bounds, if it was sent. */
    public OptionalLong number(String name, long min, long max) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong number = WholeNumber.parse(value.get());
        if (number.isPresent() && number.getAsLong() >= min && number.getAsLong() <= max) {
            return number;
        }
        throw BinanceErrorCode.ILLEGAL_CHARS.refusal(
                "Illegal value in parameter '" + name + "'; legal is a whole number from " + min + " to " + max + ".");
    }

    /** Returns the first nanosecond since 1970 of a time in milliseconds or in microseconds, if it was sent. */
    public OptionalLong fromNanos(String name) {
        OptionalLong sent = number(name, 0, TimestampUnit.SENT_MAX);
        return sent.isEmpty() ? sent : OptionalLong.of(TimestampUnit.sentNanos(sent.getAsLong()));
    }

    /** Returns the first nanosecond behind a time, which is a millisecond or a microsecond long, if it was sent. */
    public OptionalLong untilNanos(String name) {
        OptionalLong sent = number(name, 0, TimestampUnit.SENT_MAX);
        return sent.isEmpty()
                ? sent
                : OptionalLong.of(TimestampUnit.ofSent(sent.getAsLong()).nanos(sent.getAsLong() + 1));
    }

    /** Returns a required whole number within bounds. */
    public long requiredNumber(String name, long min, long max) {
        return number(name, min, max).orElseThrow(() -> missing(name));
    }

    /** Returns a whole number within bounds, or {@code otherwise}. */
    public int number(String name, int otherwise, int min, int max) {
        return Math.toIntExact(number(name, (long) min, max).orElse(otherwise));
    }

    /** Returns true or false, if it was sent. */
    public Optional<Boolean> flag(String name) {
        return text(name).map(value -> switch (value) {
            case "true", "TRUE" -> true;
            case "false", "FALSE" -> false;
            default ->
                throw BinanceErrorCode.ILLEGAL_CHARS.refusal(
                        "Illegal value in parameter '" + name + "'; legal are true and false.");
        });
    }

    /** Returns a constant of an enum, if it was sent. */
    public <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type, BinanceErrorCode otherwise) {
        return text(name).map(value -> Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(value))
                .findFirst()
                .orElseThrow(() -> otherwise.refusal("Invalid " + name + "; it must be one of "
                        + Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "))
                        + ".")));
    }

    /** Returns a decimal above zero that fits the scale, in its units, if it was sent. */
    public OptionalLong decimal(String name, Scale scale) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        if (Decimals.parse(trimmed(value.get()), scale) instanceof Decimals.Parsed.Units(long units) && units > 0) {
            return OptionalLong.of(units);
        }
        throw BinanceErrorCode.BAD_PRECISION.refusal("Parameter '" + name
                + "' must be a plain decimal above zero with at most " + scale.places() + " places.");
    }

    /** Removes trailing zeros after the decimal point: clients pad decimals to eight places. */
    public static String trimmed(String decimal) {
        if (decimal.indexOf('.') < 0) {
            return decimal;
        }
        int end = decimal.length();
        while (end > 1 && decimal.charAt(end - 1) == '0') {
            end--;
        }
        return decimal.charAt(end - 1) == '.' ? decimal.substring(0, end - 1) : decimal.substring(0, end);
    }

    /** Returns the refusal for a missing parameter. */
    public static com.flowex.platform.errors.Refusal missing(String name) {
        return BinanceErrorCode.MANDATORY_PARAM.refusal(
                "Mandatory parameter '" + name + "' was not sent, was empty/null, or malformed.");
    }

    private static String shown(String name) {
        return name.length() > SHOWN_MAX ? name.substring(0, SHOWN_MAX) : name;
    }
}
